/** How one tool of this machine is asked for its help. */
export interface InstalledTool {
  readonly tool: string;
  /** Words after a command that ask; `--help` when absent. */
  readonly ask?: string;
  /** Words between the tool's name and the subcommand that ask: `rabbitmqctl help <command>`. */
  readonly askBefore?: string;
  /** How many levels of subcommands have a help of their own. */
  readonly depth?: number;
  /** Words that print the flags every subcommand takes. */
  readonly globals?: readonly string[];
  /** Subcommands that its help does not list as such. */
  readonly subcommands?: string;
  /** Listed words that are no subcommands. */
  readonly skip?: string;
  /** Its man pages are read, one for each subcommand: its help says less. */
  readonly isManual?: boolean;
  /** How its help is laid out, where `readHelp` cannot read it as it is. */
  readonly form?: 'lvm' | 'kingpin';
  /** See `Trait`. */
  readonly traits?: string;
  /** Its help lists every subcommand and every flag. */
  readonly isWhole?: boolean;
}

const gitCommands =
  'add am apply archive bisect blame branch bundle checkout cherry cherry-pick clean clone commit config describe diff ' +
  'fetch format-patch fsck gc grep init log ls-files ls-remote ls-tree merge merge-base mv notes pull push rebase reflog remote ' +
  'repack reset restore rev-list rev-parse revert rm shortlog show show-ref sparse-checkout stash status submodule switch tag ' +
  'update-index update-ref worktree cat-file check-ignore count-objects for-each-ref name-rev prune symbolic-ref maintenance range-diff ' +
  'bugreport check-attr check-mailmap check-ref-format checkout-index column commit-graph diff-files diff-index diff-tree difftool fast-export ' +
  'for-each-repo hash-object hook interpret-trailers merge-file merge-tree mktree multi-pack-index pack-objects pack-refs patch-id read-tree replace ' +
  'rerere send-email show-branch show-index stripspace verify-commit verify-pack verify-tag write-tree backfill diagnose ls-files merge-index fmt-merge-msg';
const opensslCommands =
  'asn1parse ca ciphers cmp cms crl crl2pkcs7 dgst dhparam dsa dsaparam ec ecparam enc engine errstr fipsinstall gendsa genpkey genrsa info kdf list mac ' +
  'nseq ocsp passwd pkcs12 pkcs7 pkcs8 pkey pkeyparam pkeyutl prime rand rehash req rsa rsautl s_client s_server s_time sess_id smime speed ' +
  'spkac srp storeutl ts verify version x509';

const etcdCommands =
  'alarm auth check compaction completion defrag del downgrade elect endpoint get lease lock make-mirror member move-leader put role ' +
  'snapshot txn user version watch';

/** Programs without subcommands whose `--help` lists every flag. */
const plain =
  'awk base64 blkid bzip2 cat chgrp chmod chown cmp comm cp createdb createuser csplit cut date dd df diff dmesg dropdb dropuser du env expand ' +
  'fallocate fdisk file findmnt flock fold free fstrim fuser grep gunzip gzip head hexdump hostname hostnamectl id install ' +
  'ionice ipset iptables iptables-save iptables-restore ip6tables join journalctl kcat kill last ln logger loginctl logrotate losetup ls lsblk lscpu lsmem lsns lsof ' +
  'mariadb mariadb-admin mariadb-backup mariadb-binlog mariadb-check mariadb-dump mariadb-import mariadb-show md5sum mkdir mkfifo mkswap mktemp modprobe more mount mv ' +
  'networkctl nice nl nohup nproc nsenter numfmt od paste pg_basebackup pg_dump pg_dumpall pg_isready pg_receivewal pg_recvlogical pg_restore ' +
  'pgbench pgrep pigz pkill pr ps psql pv pwdx readlink realpath redis-benchmark redis-check-aof redis-check-rdb redis-cli reindexdb clusterdb renice resolvectl rg rm rmdir ' +
  'rsync sar sed seq sha1sum sha256sum sha512sum shred shuf sleep sort split ss stat stdbuf strace swapoff swapon sync sysctl systemctl ' +
  'systemd-analyze systemd-cgls systemd-cgtop systemd-run tac tail tar taskset tee timedatectl timeout touch tr truncate tsort umount unexpand uniq unlink unshare ' +
  'unzip uptime vacuumdb valkey-benchmark valkey-cli vmstat w watch wc wget whoami xargs xz xzcat zcat zgrep zstd cryptsetup jq ab htpasswd wipefs ' +
  'wg prometheus alertmanager pg_amcheck pg_archivecleanup pg_checksums pg_combinebackup pg_controldata pg_createsubscriber pg_resetwal ' +
  'pg_rewind pg_upgrade pg_verifybackup pg_waldump pg_walsummary initdb';

/** Those whose short help leaves flags out. */
const longer: Readonly<Record<string, string>> = { zstd: '-H' };
/** Those that take no cut-off flags. */
const goPrograms = new Set([
  'prometheus',
  'alertmanager',
  'rg',
  'yq',
  'jq',
  'redis-cli',
  'valkey-cli',
  'redis-benchmark',
  'valkey-benchmark',
]);

/** Programs whose help leaves flags out. */
const partly =
  'certbot conntrack ethtool tune2fs e2fsck resize2fs parted tcpdump nginx haproxy ipmitool nvme bridge numactl mtr traceroute dig nslookup host netcat less gawk ' +
  'sfdisk mkfs.xfs xfs_repair xfs_growfs dmidecode lshw smartctl mdadm blockdev partprobe iostat mpstat pidstat pgbackrest nethogs iftop slabtop top htop';

const lvm =
  'lvchange lvconvert lvcreate lvdisplay lvextend lvmconfig lvreduce lvremove lvrename lvresize lvs lvscan pvchange pvck pvcreate pvdisplay pvmove ' +
  'pvremove pvresize pvs pvscan vgcfgbackup vgcfgrestore vgchange vgck vgconvert vgcreate vgdisplay vgexport vgextend vgimport vgmerge vgmknodes ' +
  'vgreduce vgremove vgrename vgs vgscan vgsplit';

/** Every tool that is asked; add yours here. */
export const installedTools: readonly InstalledTool[] = [
  { tool: 'kubectl', depth: 3, globals: ['options'], isWhole: true },
  { tool: 'gh', depth: 2, isWhole: true },
  { tool: 'podman', depth: 3, isWhole: true },
  { tool: 'docker', depth: 3, isWhole: true },
  { tool: 'docker-compose', depth: 2, isWhole: true },
  { tool: 'buildah', depth: 2, isWhole: true },
  { tool: 'skopeo', depth: 1, isWhole: true },
  { tool: 'etcdctl', depth: 2, isWhole: true, subcommands: etcdCommands },
  { tool: 'etcdutl', depth: 2, isWhole: true },
  { tool: 'restic', depth: 2, globals: ['options'], isWhole: true },
  { tool: 'borg', depth: 2, isWhole: true },
  { tool: 'rclone', depth: 2, globals: ['help flags'], isWhole: true },
  { tool: 'rabbitmqctl', askBefore: 'help', depth: 1, isWhole: true },
  { tool: 'rabbitmq-diagnostics', askBefore: 'help', depth: 1, isWhole: true },
  { tool: 'rabbitmq-queues', askBefore: 'help', depth: 1, isWhole: true },
  { tool: 'rabbitmq-streams', askBefore: 'help', depth: 1, isWhole: true },
  { tool: 'rabbitmq-upgrade', askBefore: 'help', depth: 1, isWhole: true },
  { tool: 'rabbitmq-plugins', askBefore: 'help', depth: 1, isWhole: true },
  { tool: 'zfs', isManual: true, isWhole: true },
  { tool: 'zpool', isManual: true, isWhole: true },
  { tool: 'git', skip: 'daemon', ask: '-h', depth: 1, subcommands: gitCommands },
  { tool: 'openssl', ask: '-help', depth: 1, subcommands: opensslCommands },
  { tool: 'curl', ask: '--help all', isWhole: true },
  { tool: 'nft', isWhole: true },
  { tool: 'minio-client', depth: 2 },
  { tool: 's3cmd', isWhole: true },
  { tool: 'cosign', depth: 2, isWhole: true },
  { tool: 'sops', depth: 1 },
  { tool: 'runc', depth: 1 },
  { tool: 'ctr', depth: 2 },
  { tool: 'age' },
  { tool: 'promtool', depth: 3, form: 'kingpin', isWhole: true },
  { tool: 'pip', depth: 1, isWhole: true, traits: 'abbreviates' },
  { tool: 'ansible', isWhole: true, traits: 'abbreviates' },
  { tool: 'ansible-playbook', isWhole: true, traits: 'abbreviates' },
  { tool: 'ansible-inventory', isWhole: true, traits: 'abbreviates' },
  { tool: 'ansible-doc', isWhole: true, traits: 'abbreviates' },
  { tool: 'ansible-vault', depth: 1, isWhole: true, traits: 'abbreviates' },
  { tool: 'ansible-config', depth: 1, isWhole: true, traits: 'abbreviates' },
  { tool: 'ansible-galaxy', depth: 2, subcommands: 'collection role', isWhole: true, traits: 'abbreviates' },
  { tool: 'patronictl', depth: 1, isWhole: true },
  ...lvm
    .split(' ')
    .map((tool) => ({ tool, ask: '--longhelp', form: 'lvm' as const, isWhole: true, traits: 'abbreviates' })),
  ...plain.split(' ').map((tool) => ({
    tool,
    isWhole: true,
    traits: goPrograms.has(tool) ? '' : 'abbreviates',
    ...(longer[tool] ? { ask: longer[tool] } : {}),
  })),
  ...partly.split(' ').map((tool) => ({ tool })),
];
