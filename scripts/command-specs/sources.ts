import type { Asking } from './installed.ts';

/** Where one tool's facts come from, weakest first: what is committed, Fig, its own help, corrections. */
export interface Source {
  readonly tool: string;
  /** Fig's module, when it is not the tool's name; false: Fig is not asked. */
  readonly fig?: string | false;
  readonly help?: Omit<Asking, 'tool'>;
  /** Knows all that another tool knows, under its own name. */
  readonly like?: string;
  /** Its own help is complete: what was committed before does not add to it. */
  readonly isComplete?: boolean;
}

const gitCommands =
  'add am apply archive bisect blame branch bundle checkout cherry cherry-pick clean clone commit config describe diff ' +
  'fetch format-patch fsck gc grep init log ls-files ls-remote ls-tree merge merge-base mv notes pull push rebase reflog remote ' +
  'repack reset restore rev-list rev-parse revert rm shortlog show show-ref sparse-checkout stash status submodule switch tag ' +
  'update-index update-ref worktree cat-file check-ignore count-objects for-each-ref name-rev prune symbolic-ref maintenance range-diff';
const opensslCommands =
  'asn1parse ca ciphers cmp cms crl dgst dhparam dsa ec ecparam enc engine errstr genpkey genrsa list nseq ocsp passwd pkcs12 ' +
  'pkcs7 pkcs8 pkey pkeyparam pkeyutl prime rand rehash req rsa s_client s_server s_time sess_id smime speed spkac storeutl ts ' +
  'verify version x509';

const etcdCommands =
  'alarm auth check compaction defrag del elect endpoint get lease lock make-mirror member move-leader put role snapshot txn ' +
  'user version watch';

/** Programs without subcommands whose `--help` lists every flag. */
const plain =
  'awk base64 blkid cat chmod chown cp createdb createuser cut date df diff dmesg dropdb dropuser du env file find findmnt free ' +
  'fuser grep egrep zgrep gunzip gzip head hostname hostnamectl id install iostat journalctl jq kill ln loginctl ls lsblk lsof md5sum ' +
  'mkdir mktemp mount mpstat mv mysql mysqladmin mysqldump networkctl nproc pg_basebackup pg_dump pg_dumpall pg_isready pg_restore ' +
  'pgbench pgrep pidstat pkill psql readlink realpath redis-benchmark redis-cli reindexdb resolvectl rm rmdir rsync sar sed seq ' +
  'sha256sum shred sleep sort split ss stat swapoff swapon sync systemd-analyze tail tee timedatectl timeout touch tr truncate ' +
  'umount uniq uptime vacuumdb vmstat watch wc wget xargs xz zcat iptables nft ufw mdadm pvs vgs lvs smartctl';

/** Fig knows them; nobody of us has checked them against the tool. */
const figOnly =
  'ansible-playbook ansible-galaxy argo aws-vault cloudflared cosign doppler helmfile k3d k6 kafkactl kubectx kubens mongoimport ' +
  'op pipenv pre-commit pulumi rclone supabase tailscale terragrunt tkn trivy tmux';

/** Tools that the seed of the data knew and that Fig still adds to. */
const seeded =
  'brew cargo doctl flyctl go heroku kind make minikube mongosh node npm npx pnpm poetry railway scp sqlite3 ssh vault ' +
  'vercel yarn helm git terraform';

/** Every tool whose facts are rebuilt; add yours here. */
export const sources: readonly Source[] = [
  { tool: 'kubectl', fig: false, help: { depth: 3, globals: ['options'] }, isComplete: true },
  { tool: 'docker', fig: false, help: { depth: 3 } },
  { tool: 'terraform', help: { ask: ['-help'], depth: 2 } },
  { tool: 'git', help: { ask: ['-h'], depth: 1, subcommands: gitCommands.split(' ') } },
  { tool: 'gh', help: { depth: 2 } },
  { tool: 'podman', fig: false, help: { depth: 2 } },
  { tool: 'systemctl', fig: false, help: {} },
  {
    tool: 'openssl',
    fig: false,
    help: { ask: ['-help'], depth: 1, subcommands: opensslCommands.split(' ') },
  },
  { tool: 'pip', help: { depth: 1 } },
  { tool: 'curl', fig: false, help: { ask: ['--help', 'all'] } },
  { tool: 'restic', fig: false, help: { depth: 1 } },
  { tool: 'etcdctl', fig: false, help: { depth: 2, subcommands: etcdCommands.split(' ') } },
  { tool: 'oc', fig: false, like: 'kubectl' },
  ...plain.split(' ').map((tool) => ({ tool, fig: false as const, help: {} })),
  ...seeded.split(' ').map((tool) => ({ tool })),
  ...figOnly.split(' ').map((tool) => ({ tool })),
];

/** Tools for which only Fig speaks: what is found with them is possible, not certain. */
export const unverified: ReadonlySet<string> = new Set(figOnly.split(' '));
