import type { Catalogue } from './specs/catalogue.ts';

/** Whether a word is the name of a program, a builtin or a keyword. */
export function isKnownProgram(name: string, catalogue: Catalogue): boolean {
  return otherPrograms.has(name) || catalogue.find(name) !== undefined;
}

/**
 * Programs, builtins and keywords that are real but not judged: they are never taken for a slip of
 * another name, and they show that a text is shell.
 */
export const otherPrograms: ReadonlySet<string> = new Set(
  (
    'ab acme.sh atool atop kdocker ag age alias ant apk apt apt-cache apt-get aptitude ar arch argocd arp at atop atq atrm ' +
    'aws2 b2sum badblocks base64 basename bat batch bc bg bind blkid borg bosh boundary bpftrace bq brctl ' +
    'break brew btop builtin bun bzip2 bzr cal calicoctl caller cargo case cc cd cdk cdktf celery certbot ' +
    'cf chage chattr chkconfig chromium chroot chrt cilium cksum clear clickhouse-client cmctl cmp comm ' +
    'command compgen complete compopt conftest conntrack consul continue coproc cpupower cqlsh cron crond ' +
    'crontab csvkit cvs dasel dc declare deno depmod dirname dirs disown dmesg dmidecode dnf do doas ' +
    'docker-machine done dos2unix dot dpkg duf duplicity dust echo elif else emerge enable env envsubst ' +
    'esac ethtool eval exa exec exim exit export expr eza factor false fc fd fdisk fg fi file flatpak ' +
    'flower flux fly fmt fnm fold for forever fossil free fsck fstrim ftp function fuser fx fzf g++ gawk ' +
    'gcc gdb gdisk gds getent getfacl getopts gettext gl glab go gofmt gpg gpg2 gradle gron groupadd ' +
    'groups gs gsutil gunicorn hash hdparm helmfile help hexdump hey hg history host htop htpasswd hub ' +
    'hubble iconv if ifconfig iftop imgpkg in influx insmod iotop ipmitool ipset istioctl iw iwconfig ' +
    'java javac jenv jira jo jobs join k k6 k9s kadmin kapp kbld kc kdc kill kind kinit klist kn ko kopia ' +
    'kops kpt krew ks kubeadm kubeconform kubelet kubeseal kubeval kustomize kx l la lab last lastlog ld ' +
    'lein less let lftp linkerd ll local locust logger logname logrotate look losetup lp ls lsattr lsblk ' +
    'lscpu lsmod lspci lsusb ltrace lvs lz4 mail mapfile mawk mc md md5 md5sum megacli mesg minio mke2fs ' +
    'mkfs ml mlr mo modprobe module mongo mongoexport mongostat mongotop more mount mtr mutt mvn nano nawk nc ncat ' +
    'ncdu ncu nessuscli netcat nethogs netstat nft nice nl node nodejs nodetool nohup nomad npm nproc ' +
    'nslookup numactl nvm ocm od odf opa osd ovn-appctl ovn-nbctl ovn-sbctl ovs-appctl ovs-vsctl packer ' +
    'pacman parted partprobe passwd paste pc perf perl pg_top ph php pidof pigz pip3 pipx pm2 pmap popd ' +
    'postfix pr printf psk pstree pushd pvcreate pvs pwd pwgen pyenv python python3 q rails rbenv rclone ' +
    'read readarray readonly renice reset resize2fs restic return rev rg rmmod route rpm ruby rustc ' +
    'rustup s3cmd s4cmd s5cmd sam saml2aws sbt screen sdk select sendmail sensors service set setfacl ' +
    'sfdisk sgdisk sha1sum sha256sum shasum shift shopt siege skaffold slabtop snap socat sops source sq ' +
    'sqlcmd ssh-add ssh-agent ssh-copy-id sshfs sshpass sso stern storcli strace strings stty su sudo sum ' +
    'supervisorctl suspend svn swaks swapoff swapon sysctl systemd-cgls systemd-cgtop systemd-run tac ' +
    'taskset tc tee telnet test tf tftp tg then tilt time times tofu top touch tput trap tree true tsc ' +
    'tty tune2fs type typeset ulimit umask umount uname unset until unzip update-rc.d useradd userdel ' +
    'usermod users uvicorn uwsgi vagrant vegeta velero vendir vgcreate vgs vi vim visudo vmstat w wait ' +
    'wall watch waypoint while who whois write wrk xargs xcode-select xfs_growfs xq xsv xxd xz yes ykman ' +
    'yq ytt yum zip zstd zypper'
  ).split(' '),
);
