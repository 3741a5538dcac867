/**
 * What commands do to the world. One row a line: the grade, the program, then what must stand in the
 * command for the row to hold.
 *
 *   word          the next operand (subcommand, object), in order; `a|b` either; `*` any one; `…` any number
 *   -f|--force    one of these flags anywhere, bundled letters too; `--x=y` with that value
 *   !--flag       none of these flags
 *   of=*          an operand that begins so, anywhere
 *
 * The first row that holds decides, so the narrow ones stand above the wide. `destroy` loses data or a
 * running thing for good; `change` alters or interrupts something that can be brought back; `read` only
 * looks. Programs that stand nowhere here are unknown, not harmless. Add yours here.
 */
export const riskRows = `
# Files and disks
destroy rm
change  rmdir
destroy unlink
destroy shred
destroy wipefs
read    dd … of=/dev/stdout|of=/dev/stderr|of=/dev/null
destroy dd of=*
read    dd
destroy mkfs|mkfs.*|mke2fs|mkswap
destroy truncate
destroy find -delete
destroy fdisk|parted|sgdisk|gdisk|sfdisk !-l|--list|-p|--print
read    fdisk|parted|sgdisk|gdisk|sfdisk
destroy vgremove|lvremove|pvremove|lvreduce
read    fsck|e2fsck -N|-n
change  vgcreate|lvcreate|pvcreate|lvextend|vgextend|pvresize|resize2fs|xfs_growfs|fsck|e2fsck|fstrim
destroy mdadm --zero-superblock
read    mdadm -D|--detail|-E|--examine|-Q|--query
change  mdadm
destroy blkdiscard
read    zfs destroy -n
destroy zfs destroy|rollback
destroy zfs recv|receive -F
read    zfs list|get|diff|holds|send|userspace|groupspace|version|help
destroy zpool destroy|remove|labelclear
read    zpool list|status|iostat|history|get|events|wait|version|help
change  zpool import -a
change  zpool import *
read    zpool import
change  zfs|zpool
destroy btrfs subvolume|sub delete
change  btrfs device|dev stats -z|--reset
read    btrfs filesystem|fi|subvolume|sub|device|dev|scrub|balance|qgroup show|df|du|usage|list|stats|status
change  btrfs
destroy nvme format|sanitize|delete-ns|write|write-zeroes
read    nvme list|list-subsys|list-ns|smart-log|error-log|fw-log|id-ctrl|id-ns|show-regs|get-log|get-feature|version
change  nvme
destroy hdparm --security-erase|--security-erase-enhanced|--write-sector|--trim-sector-ranges|--repair-sector
change  hdparm -y|-Y|-S|-W|-B|-M|-A|-r|-z
read    hdparm -I|-i|-t|-T|-C|-g
change  hdparm
change  smartctl -t|--test|-s|--smart|-X|--abort|-S|-o
read    smartctl
destroy rsync --delete|--delete-after|--delete-before|--delete-during|--delete-excluded|--remove-source-files
change  rsync|scp|sftp
destroy logrotate -f|--force
change  mount -a|--all|-L|--label|-U|--uuid|--source|--target|-o|--options
change  mount *
read    mount
read    swapon -s|--show|--summary
change  cp|mv|ln|touch|mkdir|mktemp|install|tee|chmod|chown|chgrp|setfacl|chattr|umount|swapon|swapoff
change  sed|yq -i|--in-place|--inplace

# Processes and machines
change  kill|pkill|killall|skill !-l|-0|--list
read    kill|pkill|killall
change  shutdown|reboot|halt|poweroff|init
change  systemctl stop|restart|kill|disable|mask|isolate|reboot|poweroff|halt|rescue|emergency|start|enable|reload|reload-or-restart|try-restart|unmask|edit|set-property|daemon-reload|daemon-reexec|reset-failed|set-default|link|preset|clean|revert|set-environment
read    systemctl
change  service * stop|restart|start|reload|force-reload
read    service
change  supervisorctl stop|restart|start|reload|update|shutdown|signal
read    supervisorctl
destroy journalctl --vacuum-size|--vacuum-time|--vacuum-files
destroy crontab -r
change  crontab !-l
read    crontab
destroy userdel|groupdel|deluser|delgroup
change  useradd|usermod|adduser|groupadd|passwd|chage|visudo
destroy apt|apt-get purge
change  apt|apt-get|dnf|yum|apk autoremove|remove|del|erase
change  apt|apt-get|dnf|yum|apk|zypper|snap|brew|pip|pip3|gem install|upgrade|dist-upgrade|full-upgrade|update|add|reinstall|uninstall|remove|refresh|cleanup
read    apt|apt-get|apt-cache|dnf|yum|apk|zypper|snap|brew|pip|pip3|gem|dpkg -l|-L|-s
change  dpkg|rpm -i|-U|-e|--install|--purge|-r|--configure
read    dpkg|rpm
destroy iptables|ip6tables -F|--flush|-X
change  iptables|ip6tables -A|-I|-D|-R|-P|-N
read    iptables|ip6tables
destroy nft flush|delete
change  nft add|insert|replace
read    nft
destroy ufw reset
change  ufw enable|disable|allow|deny|reject|limit|delete|reload
change  sysctl -w|--write|-p|--load|--system
read    sysctl
change  modprobe|rmmod|insmod|timedatectl|hostnamectl|resolvectl set-time|set-timezone|set-ntp|set-hostname|flush-caches|dns
change  ip * add|del|delete|set|flush|replace|change
change  certbot renew|certonly|delete|revoke
read    certbot
change  nginx !-t|-T|-v|-V|-h
read    nginx
read    haproxy -c
read    apachectl|apache2ctl configtest|status|fullstatus|-t|-S|-M
read    apachectl|apache2ctl -t|-S|-M|-V|-v
change  apachectl|apache2ctl
change  pm2 restart|stop|delete|reload|start|kill|scale
read    pm2

read    fail2ban-client status|get|ping|version
change  fail2ban-client
read    chronyc tracking|sources|sourcestats|activity|ntpdata|serverstats
change  chronyc
destroy postsuper -d
change  postsuper|postfix
read    postqueue -p|-j
change  postqueue
read    varnishadm backend.list|ban.list|vcl.list|vcl.show|param.show|panic.show|status|ping|storage.list
change  varnishadm
destroy ipmitool … sel clear
read    ipmitool … sel|sdr|sensor|fru|lan|mc|user|chassis|power list|elist|info|get|print|status
change  ipmitool

# Machines inside machines
destroy virsh destroy|undefine|vol-delete|vol-wipe|pool-delete|snapshot-delete|snapshot-revert|net-undefine
read    virsh list|dominfo|domstate|domstats|domblklist|domblkstat|domiflist|domifaddr|domifstat|dumpxml|vcpuinfo|memtune|nodeinfo|net-list|net-info|pool-list|pool-info|vol-list|vol-info|snapshot-list|snapshot-info|capabilities|version
change  virsh
destroy pct|qm destroy|delsnapshot|rollback
read    pct|qm list|status|config|pending|listsnapshot|showcmd|df|cpusets
change  pct|qm
destroy pvesm free|remove
read    pvesm list|status|path|scan
change  pvesm
read    pvecm status|nodes
change  pvecm
read    pveversion|pveperf
destroy lxc|incus delete
destroy lxc|incus image|network|profile|storage|snapshot delete|restore
read    lxc|incus list|ls|info|version
read    lxc|incus image|network|profile|storage|config|cluster|project|remote list|ls|show|get|info
change  lxc|incus

# Containers
destroy docker|podman|nerdctl system|image|volume|container|network|builder|buildx prune
destroy docker|podman|nerdctl volume rm|remove
destroy docker|podman|nerdctl rm|rmi
destroy docker|podman|nerdctl container|image|network|secret|config|context rm|remove
destroy docker compose down -v|--volumes|--rmi
destroy docker compose rm -v|--volumes
destroy docker-compose down -v|--volumes|--rmi
destroy docker-compose rm -v
destroy docker swarm leave
destroy docker stack|service|node rm|remove
read    docker compose run --rm
read    docker-compose run --rm
read    docker compose ps|logs|config|top|port|images|ls|events|version|exec|stats|convert|volumes
read    docker-compose ps|logs|config|top|port|images|ls|events|version|exec|stats
read    docker compose run --rm
read    docker-compose run --rm
read    docker|podman|nerdctl run --rm
change  docker compose
change  docker-compose
read    docker|podman|nerdctl ps|logs|inspect|images|stats|top|port|info|version|events|diff|history|search|exec|manifest|wait
read    docker|podman|nerdctl container|image|volume|network|system|context|service|node|stack|secret|config|buildx|plugin ls|list|inspect|ps|df|info|events|logs|stats|top|history|du|show|exec
change  docker|podman|nerdctl
read    crictl ps|pods|images|imagefsinfo|inspect|inspecti|inspectp|logs|stats|statsp|metricsp|events|info|version|exec
destroy crictl rm|rmi|rmp
change  crictl

# Kubernetes
destroy kubectl|oc delete
destroy kubectl|oc replace --force
destroy kubectl|oc apply --prune
destroy kubectl|oc adm prune
destroy kubectl|oc drain --force
destroy oc adm drain --force
read    kubectl|oc rollout status|history
read    kubectl|oc config view|current-context|get-contexts|get-clusters|get-users
read    kubectl|oc auth can-i|whoami
read    kubectl|oc set image --local
read    kubectl|oc get|describe|logs|top|explain|events|diff|version|api-resources|api-versions|cluster-info|wait|exec|rsh|port-forward|proxy|options|completion|whoami|status|projects|project|kustomize|plugin|attach|extract
read    oc adm top|must-gather|inspect|node-logs
change  kubectl|oc
destroy helm uninstall|delete|del|un
read    helm list|ls|status|get|history|hist|show|inspect|search|template|lint|version|env|repo|pull|dependency|verify|diff
change  helm
destroy argocd app delete|delete-resource
destroy argocd cluster|repo|proj|appset rm|delete|remove
read    argocd app get|list|diff|history|logs|manifests|resources|wait
read    argocd cluster|repo|proj|appset|account|cert list|get|can-i|get-user-info|windows
read    argocd version|context|login|logout
change  argocd
destroy flux uninstall|delete
read    flux get|logs|check|tree|trace|events|stats|export|version|diff
change  flux
destroy velero backup|schedule|restore delete
destroy velero delete|uninstall
read    velero get|describe|version|debug
read    velero backup|schedule|restore get|describe|logs|download
change  velero
read    istioctl proxy-status|ps|proxy-config|pc|analyze|validate|version|describe|dashboard
change  istioctl
read    linkerd check|version|stat|viz|diagnostics|identity|authz|profile
change  linkerd
read    cilium status|version
destroy calicoctl delete
read    calicoctl get|version
read    calicoctl node status|checksystem|diags
read    calicoctl ipam show|check
change  calicoctl
destroy virtctl stop --force
read    virtctl console|vnc|guestosinfo|fslist|userlist|version|ssh
change  virtctl
destroy kind|k3d|minikube delete
destroy kind|k3d cluster delete
read    kind get|version|export
read    k3d cluster|node|registry|kubeconfig list|get
read    minikube status|ip|logs|service|version|dashboard
read    minikube profile list
change  kind|k3d|minikube

# Infrastructure
destroy terraform|tofu|terragrunt destroy
destroy terraform|tofu|terragrunt apply -auto-approve|--auto-approve|-destroy|--destroy
destroy terraform|tofu|terragrunt state rm|push
destroy terraform|tofu|terragrunt workspace delete
read    terraform|tofu|terragrunt state list|show|pull
read    terraform|tofu|terragrunt workspace list|show|select
change  terraform|tofu|terragrunt apply|import|taint|untaint|state|workspace|refresh|force-unlock|init
read    terraform|tofu|terragrunt
destroy pulumi destroy
destroy pulumi stack rm
read    pulumi preview|stack|logs|config|whoami|version
change  pulumi
read    ansible-playbook --check|-C|--syntax-check|--list-tasks|--list-hosts
read    ansible -m=ping|--module-name=ping|-m=setup|--module-name=setup|--list-hosts
change  ansible|ansible-playbook
destroy vagrant destroy
destroy nomad job stop -purge
destroy nomad system gc
read    nomad status|version|agent-info|monitor|ui
read    nomad job|node|alloc|deployment|eval|server|namespace|volume|var status|inspect|history|logs|plan|validate|members|list|allocs|get|fs
change  nomad
destroy consul kv delete
destroy consul snapshot restore
read    consul kv get|export
read    consul acl … list|read
read    consul intention list|check|get|match
read    consul config|namespace|partition|peering list|read
read    consul members|info|catalog|monitor|version|validate|rtt|operator
change  consul
destroy vault kv delete|destroy|metadata
destroy vault delete
destroy vault secrets|auth|audit disable
read    vault operator raft list-peers
read    vault operator raft autopilot state
read    vault operator raft snapshot save|inspect
read    vault secrets|auth|audit|policy|plugin|namespace list|read|info|lookup
read    vault lease lookup
destroy vault operator seal|rekey|raft
destroy vault lease revoke
read    vault status|read|list|version|print|login|token
read    vault kv get|list
read    vault operator status|members
change  vault

# Clouds
destroy aws s3 rm|rb
destroy aws s3 sync --delete
change  aws s3 cp|mv|sync|mb
destroy aws * delete-*|terminate-*|remove-*|deregister-*|purge-*|release-*|batch-delete-*|destroy-*|schedule-key-deletion
read    aws * describe-*|get-*|list-*|head-*|search-*|lookup-*|batch-get-*|filter-log-events|tail|ls|presign|wait|help|scan|query|start-query|simulate-*|test-*|validate-*|preview-*|estimate-*|update-kubeconfig|execute-command|start-session|assume-role|decode-authorization-message
read    aws configure|sso|help|login|logout
change  aws
destroy gcloud … delete|remove|destroy|purge|remove-*|delete-*
read    gcloud config|auth|info|version|help
read    gcloud … list|describe|get-*|read|tail|ssh|logs|show|print-*|get|info|version|activate-*|get-iam-policy|lookup|search*|list-*|cat|help
change  gcloud
destroy gsutil rm|rb
destroy gsutil rsync -d
read    gsutil ls|cat|du|stat|hash|version
change  gsutil
destroy bq rm
read    bq ls|show|query|head
change  bq
destroy az … delete|purge|remove|delete-*
read    az account|login|logout|version|configure|find|graph
read    az … list|show|get-*|list-*|tail|query|check-*|exists|download|download-*|show-*|wait
change  az
destroy hcloud … delete
read    hcloud … list|describe|ip
change  hcloud
destroy doctl … delete|delete-*|destroy|rm|d|remove
read    doctl … list|ls|get|show|logs|l|g
change  doctl
destroy flyctl|fly apps|app|machine|machines|volumes|volume|postgres|pg|ips|certs|secrets destroy|delete|remove|unset|release|detach
destroy flyctl|fly destroy
read    flyctl|fly status|logs|info|ssh|version|doctor|platform|releases|history|dashboard|checks|config|proxy|ping
read    flyctl|fly postgres|pg|mpg … list|ls|status
read    flyctl|fly apps|app|machine|machines|volumes|secrets|ips|certs|scale|regions list|ls|show|status|releases
change  flyctl|fly
destroy railway down|delete
destroy railway volume|environment delete|remove|detach
read    railway logs|status|whoami|list|variables|link|login|logout|open|connect|run|shell|docs|version|ssh|metrics
change  railway
destroy heroku apps:destroy|pg:reset|addons:destroy|pg:backups:delete|config:unset|domains:remove|redis:maxmemory
read    heroku logs|ps|releases|config|info|apps|addons|pg|pg:info|pg:ps|pg:diagnose|pg:psql|pg:locks|pg:outliers|status|run|auth:whoami|redis:info|domains|pg:backups|maintenance
change  heroku
destroy vercel|netlify remove|rm|sites:delete
read    vercel|netlify ls|list|logs|inspect|whoami|status
change  vercel|netlify

# Git and building
destroy git push -f|--force|--mirror|--delete|-d|--force-with-lease|--prune
destroy git push … :*
destroy git push … +*
destroy git reset --hard
destroy git clean !-n|--dry-run
read    git clean
destroy git branch -D
destroy git checkout -f|--force|--|.
destroy git checkout .
destroy git restore !--staged
change  git restore
destroy git switch -f|--force|--discard-changes
destroy git stash drop|clear
destroy git worktree remove
destroy git update-ref -d
destroy git reflog expire|delete
destroy git filter-branch|filter-repo
read    git branch -a|-r|-v|--list|--show-current|-vv|--contains|--merged|--no-merged|-l
read    git tag -l|--list|--contains|-n|--points-at|--sort
read    git stash list|show
read    git remote -v|--verbose
read    git remote show|get-url
read    git worktree list
read    git submodule status|summary
read    git notes list|show
change  git branch|tag -d|-D|-m|-M|--delete|--move|-u|--set-upstream-to|--unset-upstream|--edit-description
change  git branch|tag|remote *
read    git branch|tag|remote
read    git lfs ls-files|status|env|logs
read    git log|show|diff|status|blame|shortlog|describe|rev-parse|rev-list|ls-files|ls-remote|ls-tree|cat-file|reflog|grep|config|fetch|help|version|whatchanged|name-rev|merge-base|count-objects|fsck|archive|bundle|range-diff|for-each-ref|cherry|check-ignore|var|show-ref|difftool|bisect
change  git
destroy gh repo|release|run|secret|variable|cache|issue|label|gist|codespace|ssh-key|gpg-key delete
read    gh … list|ls|view|status|checks|diff|browse|watch|download|show|token|verify
read    gh api -X=GET|--method=GET
read    gh api !-X|--method|-f|--raw-field|-F|--field|--input
read    gh search|auth|version|help|status
change  gh
destroy npm|pnpm|yarn unpublish
change  npm|pnpm|yarn|npx|bun publish|install|i|ci|add|remove|uninstall|update|upgrade|rebuild|link|version|deprecate|prune|dedupe
read    npm|pnpm|yarn ls|list|view|info|outdated|audit|why|explain|config|ping|whoami|doctor|search
destroy make clean|distclean|destroy|purge|mrproper

# Databases and queues
destroy dropdb|dropuser
read    pg_restore -l|--list
destroy pg_restore -c|--clean
destroy pg_resetwal|initdb
destroy pg_rewind !-n|--dry-run
change  pg_restore|createdb|createuser|vacuumdb|reindexdb|clusterdb|pg_upgrade|pg_repack
change  pg_ctl|pg_ctlcluster start|stop|restart|reload|promote|kill
read    pg_dump|pg_dumpall|pg_isready|pg_basebackup|pg_lsclusters|pg_controldata|pg_waldump|pg_verifybackup|pg_receivewal|pg_ctl|pg_config|pgbench
destroy alembic downgrade !--sql
change  alembic upgrade|stamp|revision|merge
read    alembic
destroy flyway clean
destroy prisma migrate reset
destroy rails|rake|bundle db:drop|db:reset|db:purge|db:schema:load
change  rails|rake db:migrate|db:rollback|db:seed|db:setup
destroy mysqladmin drop|shutdown
read    mysqladmin status|ping|processlist|extended-status|variables|version
change  mysqladmin
read    mysqldump|mongodump|mongoexport|mongostat|mongotop
destroy mongorestore --drop
change  mongorestore|mongoimport
destroy patronictl remove|reinit
read    patronictl list|topology|history|show-config|version|dsn|query
change  patronictl
destroy pgbackrest stanza-delete|expire|restore
destroy barman delete
destroy restic forget|prune
read    restic snapshots|ls|stats|check|find|diff|cat|dump|version
change  restic
destroy rclone delete|purge|sync|rmdir|rmdirs|deletefile|cleanup
read    rclone ls|lsd|lsl|lsf|size|check|cat|about|listremotes|version
change  rclone
destroy etcdctl del|rm
destroy etcdctl member|user|role remove|delete
destroy etcdctl snapshot restore
destroy etcdctl lease revoke
read    etcdctl get|ls|watch|version|check
read    etcdctl endpoint|member|alarm|lease|user|role|snapshot status|health|list|hashkv|get|save|timetolive
change  etcdctl
destroy ceph osd purge|destroy|rm|lost|purge-new
destroy ceph osd pool delete|rm
destroy ceph fs rm|reset|fail
destroy ceph auth del|rm
destroy ceph mon remove|rm
destroy ceph orch rm
destroy ceph crash rm|prune
destroy ceph config rm
read    ceph -s|--status|-w|--watch|-v|--version
read    ceph status|health|df|versions|version|report|quorum_status|features|fsid|iostat|insights|-s
read    ceph osd tree|df|dump|stat|status|ls|perf|find|metadata|lspools|pool|utilization|ok-to-stop|safe-to-destroy|getmap|map|info|blocked-by
read    ceph mon|mgr|mds|pg|fs|auth|crash|orch|config|device|log|progress|time-sync-status|balancer stat|dump|ls|status|list|get|info|ls-new|services|metadata|versions|query|last|ps|host|show|json|ls-pools|module
change  ceph
destroy rbd rm|remove|purge|trash|rollback
destroy rbd snap rm|purge|rollback|remove
read    rbd ls|info|status|du|children|showmapped|diff|list|lock
read    rbd snap ls|list
change  rbd
destroy gluster volume delete|reset
change  gluster volume top * clear
destroy gluster snapshot delete|restore
read    gluster volume|peer|pool|snapshot list|info|status|get|top
change  gluster
destroy rados rm|rmpool|purge|cleanup
read    rados ls|df|lspools|stat|get|bench|list-inconsistent-obj
change  rados
destroy kafka-topics|kafka-topics.sh|kafka-acls|kafka-consumer-groups|kafka-consumer-groups.sh --delete|--remove|--delete-offsets
change  kafka-consumer-groups|kafka-consumer-groups.sh --execute
read    kafka-consumer-groups|kafka-consumer-groups.sh
change  kafka-topics|kafka-topics.sh|kafka-configs|kafka-configs.sh|kafka-acls --create|--alter|--add
read    kafka-topics|kafka-topics.sh|kafka-configs|kafka-configs.sh|kafka-acls|kafka-console-consumer|kafka-console-consumer.sh|kafka-broker-api-versions|kafka-log-dirs|kafka-get-offsets
destroy kafka-delete-records|kafka-delete-records.sh
change  kafka-reassign-partitions|kafka-reassign-partitions.sh --execute|--cancel
read    kafka-reassign-partitions|kafka-reassign-partitions.sh
change  kafka-leader-election|kafka-console-producer|kafka-console-producer.sh|kafka-server-stop|kafka-server-stop.sh|kafka-server-start
destroy rabbitmqctl delete_*|purge_queue|reset|force_reset|forget_cluster_node|clear_*
read    rabbitmqctl list_*|status|cluster_status|ping|report|environment|version|node_health_check|export_definitions|help
change  rabbitmqctl
read    rabbitmq-diagnostics
destroy rabbitmqadmin delete|purge
read    rabbitmqadmin list|show|export
change  rabbitmqadmin
destroy nodetool decommission|removenode|assassinate|clearsnapshot
read    nodetool status|info|ring|tpstats|netstats|compactionstats|describecluster|cfstats|tablestats|gossipinfo|tablehistograms|proxyhistograms|cfhistograms|gcstats|describering|listsnapshots|statusgossip|statusbinary|statusbackup|version|help|toppartitions|failuredetector|get*|viewbuildstatus
change  nodetool
change  celery purge|control
read    celery inspect|status|report|events

# Monitoring and HTTP
destroy amtool silence expire
change  amtool silence|alert add|update|import
read    amtool|promtool|logcli|mimirtool
destroy curl -X=DELETE|--request=DELETE
change  curl -X=POST|-X=PUT|-X=PATCH|--request=POST|--request=PUT|--request=PATCH
change  curl -T|--upload-file|-F|--form|--json
change  curl -d|--data|--data-raw|--data-binary|--data-ascii|--data-urlencode !-G|--get|-X=GET|--request=GET
destroy wget --method=DELETE
change  wget --post-data|--post-file|--method=POST|--method=PUT
destroy http DELETE
change  http POST|PUT|PATCH

# Looking, and programs that only run another one
change  pvscan|vgscan|lvscan --cache|-a|--activate|--mknodes
change  sensors -s|--set
change  systemd-analyze set-log-level|set-log-target|service-watchdogs
read    lvs|vgs|pvs|lvdisplay|vgdisplay|pvdisplay|lvscan|vgscan|pvscan|zdb|arc_summary|sensors|mailq|qshape|ntpq|ausearch|aureport|getsebool|sestatus|iotop|iftop|nethogs|atop|dstat|numastat|slabtop|systemd-analyze|systemd-cgls|systemd-cgtop|coredumpctl
destroy conntrack -F|--flush
change  conntrack -D|--delete|-U|--update|-I|--create
read    conntrack
read    find|sed|awk|gawk|ls|cat|less|more|head|tail|grep|egrep|fgrep|zgrep|rg|wc|sort|uniq|cut|tr|diff|cmp|stat|file|du|df|tree|realpath|readlink|basename|dirname|md5sum|sha256sum|sha1sum|cksum|xxd|od|hexdump|strings|column|paste|join|comm|fold|nl|tac|rev|jq|yq|xargs|base64|envsubst|seq|expr|bc|printf|echo|test|[|true|false|:|pwd|cd|pushd|popd|sleep|date|cal|time|timeout|watch|env|printenv|export|set|unset|declare|local|readonly|typeset|read|alias|type|which|command|hash|whereis|history|exit|return|shift|trap|wait|jobs|let|exec|getopts|mapfile|readarray|shopt|ulimit|umask|break|continue|sudo|su|nohup|nice|ionice|stdbuf|ssh|yes|tput|clear|man|info|xmllint|openssl|base32|locate|getent|id|whoami|groups|who|w|last|hostname|uname|uptime|nproc|lscpu|lsblk|blkid|lsof|fuser|lsmod|lspci|dmidecode|findmnt|free|vmstat|iostat|mpstat|sar|pidstat|top|htop|ps|pgrep|pidof|pstree|pmap|strace|ltrace|perf|dmesg|journalctl|loginctl|timedatectl|hostnamectl|resolvectl|networkctl|ss|netstat|ip|ifconfig|ping|traceroute|mtr|dig|nslookup|host|whois|nc|ncat|telnet|tcpdump|nmap|arp|ethtool|curl|wget|http|ab|hey
read    tar -t|--list
change  tar|unzip|zip|gzip|gunzip|bzip2|xz|zstd|split|patch
read    zcat|python3|python -m=json.tool
`;
