import { lookUp } from './look-up.ts';
import { isOneOf, words } from './words.ts';

/**
 * Whether a program runs what stands behind a flag, or is told by it what to run: `python3 -c`, and `psql -Atc`, where
 * the last of several letters has the value.
 */
export function isRunByFlag(program: string, flag: string): boolean {
  const known = lookUp(RUN_BY_FLAG, program);
  if (known === undefined || known.has(flag)) return known !== undefined;
  if (isOneOf(program, HAVE_WORDS)) return false;
  const [, letters = '', last = ''] = SEVERAL.exec(flag) ?? [];
  const values = lookUp(VALUES_AT_ONCE, program) ?? '';
  const areSwitches = [...letters].every((letter) => !known.has(`-${letter}`) && !values.includes(letter));
  return areSwitches && known.has(`-${last}`);
}

const SEVERAL = /^-([a-zA-Z]{1,12})([a-zA-Z])$/;

/** Programs of which one dash begins a word: `xterm -title`, `ghc -package`. */
const HAVE_WORDS = 'git java ghc gdb gnuplot gvim emacs erl octave xterm nmap find sqlite3 duckdb influx';

/** Letters whose value stands behind them at once, beside those that run one: `mysql -ustore`, `awk -vname=x`. */
const VALUES_AT_ONCE: Readonly<Record<string, string>> = {
  psql: 'UdhpvoLFRT',
  mysql: 'uhpPDS',
  mycli: 'uhpPDS',
  awk: 'vF',
  gawk: 'vF',
  mawk: 'vF',
  nawk: 'vF',
  ssh: 'lipJLRDbcEmQSWwB',
  scp: 'liPJcX',
  sftp: 'liPJcX',
};

const OF_AWK = words('-f --file -e --source -i --include -l --load');
const OF_SED = words('-e -f --expression --file');
const OF_JQ = words('-f --from-file -L');
const OF_PYTHON = words('-c -m');
const OF_USER = words('-s --shell');
const OF_SHELL = words('--rcfile --init-file');
const OF_INVENTORY = words('-i --inventory');
const OF_PACKAGES = words('-c --config --setopt');
const OF_TABLES = words('-M --modprobe');
const OF_CONTAINER = words('--entrypoint --config');
const OF_APT = words('-o --option');
const OF_VIM = words('-c -S --cmd');
const OF_NPM = words('-c --call');

/** Add a program here, with the flags behind which it runs what stands there. */
const RUN_BY_FLAG: Readonly<Record<string, ReadonlySet<string>>> = {
  psql: words('-c -f -P --command --file --pset'),
  pgcli: words('-c -f --command --file'),
  usql: words('-c -f --command --file'),
  mysql: words('-e --execute --init-command --pager --defaults-file --defaults-extra-file --plugin-dir'),
  mysqlsh: words('-e -f --execute --file'),
  mycli: words('-e --execute --init-command'),
  sqlite3: words('-cmd -init'),
  duckdb: words('-c -s -f -cmd -init'),
  cqlsh: words('-e -f --execute --file'),
  cockroach: words('-e -f --execute --file'),
  'clickhouse-client': words('-q --query --queries-file'),
  sqlcmd: words('-Q -q -i'),
  snowsql: words('-q -f --query --filename'),
  hive: words('-e -f -i'),
  beeline: words('-e -f -i'),
  influx: words('-e -execute --execute'),
  awk: OF_AWK,
  gawk: OF_AWK,
  mawk: OF_AWK,
  nawk: OF_AWK,
  sed: OF_SED,
  gsed: OF_SED,
  jq: OF_JQ,
  gojq: OF_JQ,
  fzf: words('--bind --preview'),
  ghc: words('-e'),
  java: words('-cp -classpath --class-path -jar'),
  perl: words('-e -E -M -m -I'),
  ruby: words('-e -r'),
  irb: words('-r'),
  python: OF_PYTHON,
  python2: OF_PYTHON,
  python3: OF_PYTHON,
  ipython: OF_PYTHON,
  node: words('-e -p -pe -r --eval --print --require --import'),
  php: words('-r -f -d -B -R -E -z'),
  ssh: words('-o -F -I'),
  scp: words('-o -F -S'),
  sftp: words('-o -F -S -b -s -D'),
  su: OF_USER,
  runuser: OF_USER,
  useradd: OF_USER,
  usermod: OF_USER,
  chsh: OF_USER,
  'systemd-run': words('-p --property'),
  bpftrace: words('-e -c'),
  mongosh: words('-f --file --eval'),
  mongo: words('--eval'),
  'ansible-playbook': words('-e --extra-vars -i --inventory'),
  ansible: OF_INVENTORY,
  'ansible-inventory': OF_INVENTORY,
  'ansible-console': OF_INVENTORY,
  bash: OF_SHELL,
  rbash: OF_SHELL,
  yum: OF_PACKAGES,
  dnf: OF_PACKAGES,
  iptables: OF_TABLES,
  ip6tables: OF_TABLES,
  'iptables-restore': OF_TABLES,
  'ip6tables-restore': OF_TABLES,
  openssl: words('-engine -provider -provider-path'),
  mosh: words('--ssh --server'),
  expect: words('-c -f'),
  tmux: words('-f'),
  nginx: words('-c'),
  restic: words('-o --option --password-command'),
  pg_ctl: words('-p'),
  'start-stop-daemon': words('-x -a --exec --startas'),
  'nix-shell': words('--run --command'),
  nix: words('-c --command'),
  'ssh-add': words('-s'),
  git: words(
    '-O --open-files-in-pager --upload-pack --receive-pack --exec --config-env --exec-path --extcmd --setup --tree-filter ' +
      '--env-filter --index-filter --msg-filter --parent-filter --commit-filter --tag-name-filter --smtp-server --sendmail-cmd',
  ),
  rsync: words('-e --rsh --rsync-path'),
  zip: words('-TT --unzip-command'),
  docker: OF_CONTAINER,
  podman: words('--entrypoint --config --hooks-dir --runtime --conmon'),
  kubectl: words('--kubeconfig --overrides'),
  tar: words(
    '-I -F --to-command --checkpoint-action --use-compress-program --rmt-command --info-script --new-volume-script',
  ),
  curl: words('-K --config --engine'),
  wget: words('-e --execute --config --use-askpass'),
  env: words('-S --split-string'),
  flock: words('-c --command'),
  make: words('-f -C --file --eval --directory'),
  sort: words('--compress-program'),
  find: words('-exec -execdir -ok -okdir'),
  dpkg: words('--pre-invoke --post-invoke'),
  apt: OF_APT,
  'apt-get': OF_APT,
  vim: OF_VIM,
  nvim: words('-c -S -l --cmd'),
  vi: OF_VIM,
  view: OF_VIM,
  rvim: OF_VIM,
  gvim: OF_VIM,
  vimdiff: OF_VIM,
  ex: OF_VIM,
  npx: OF_NPM,
  npm: OF_NPM,
  gdb: words(
    '-ex -iex -x -ix -eval-command -init-eval-command -command -init-command --ex --iex --x --ix --eval-command ' +
      '--init-eval-command --command --init-command',
  ),
  lldb: words('-o -O -s -S -k -K --one-line --one-line-before-file --source'),
  gnuplot: words('-e'),
  man: words('-P -H --pager --html'),
  split: words('--filter'),
  nc: words('-e -c'),
  ncat: words('-e -c --exec --sh-exec --lua-exec'),
  hash: words('-p'),
  enable: words('-f'),
  script: words('-c --command'),
  lua: words('-e -l'),
  R: words('-e -f'),
  Rscript: words('-e'),
  groovy: words('-e'),
  scala: words('-e'),
  kotlin: words('-e'),
  clj: words('-e'),
  guile: words('-c -e -l -s'),
  racket: words('-e -f -l -r -t -u'),
  ocaml: words('-e'),
  swift: words('-e'),
  osascript: words('-e'),
  bun: words('-e -p -pe -r --eval --print --preload'),
  deno: words('--preload'),
  julia: words('-e -E -L -p --eval --load'),
  elixir: words('-e -r --eval --rpc-eval'),
  iex: words('-e -r --eval --rpc-eval'),
  erl: words('-eval -run -s'),
  emacs: words('-eval --eval -execute --execute -l -load --load -f -funcall --funcall'),
  emacsclient: words('-e --eval'),
  octave: words('--eval'),
  rpm: words('-E --eval --pipe'),
  lftp: words('-c -e -f'),
  tcpdump: words('-z'),
  nmap: words('--script --script-args'),
  'ssh-keygen': words('-D -w'),
  xterm: words('-e'),
  mutt: words('-e -F'),
};
