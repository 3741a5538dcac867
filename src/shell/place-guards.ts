import type { Word } from './script.ts';
import { isRunVariable } from './steering-names.ts';
import { commandWordGuard } from './command-words.ts';
import { programName, unwrap } from './unwrap.ts';
import { gitGuards, isRunByGit, setsRun } from './git-guards.ts';
import { kubernetesGuards } from './kubernetes-guards.ts';
import { isRunByFlag } from './run-by-flag.ts';
import { SQL_CLIENTS } from './rereaders.ts';
import { isOneOf, words } from './words.ts';
import { settingGuards } from './setting-guards.ts';
import { toolGuards } from './tool-guards.ts';

/** The word in which a variable stands, and the command around it, as far as its meaning there depends on them. */
export interface GuardedPlace {
  /** The words of the command, the program first. */
  readonly words: readonly Word[];
  readonly word: Word;
  /** The word's text before and after the variable. */
  readonly before: string;
  readonly after: string;
}

/**
 * What a value must not be where it stands, as letters of `PlaceCode`: quotes keep it one word, but a word has
 * a meaning of its own to the command that gets it.
 */
export function guardsOf(place: GuardedPlace): string {
  const chain = chainOf(place.words);
  const found = chain.flatMap((words) =>
    words.includes(place.word) ? guardsWithin({ ...place, words }) : [],
  );
  return [...new Set([...found, ...guardsOfText(place)])].join('');
}

/** A command and those that it carries: `sudo kubectl exec x -- rm y` is three. */
function chainOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const inner = unwrap(words).flatMap((one) => ('words' in one ? chainOf(one.words) : []));
  return words.length === 0 ? [] : [words, ...inner];
}

/** A path of nothing but dots and slashes is the folder itself. */
function guardsOfText({ before, after }: GuardedPlace): string[] {
  return /\/$/.test(before) || /^\//.test(after) ? ['f'] : [];
}

const SHELLS = words('bash sh zsh dash ksh ash source .');
/** Programs whose first operand is a file that they run. */
const RUNNERS = words(
  'python python2 python3 node deno bun ruby perl php lua Rscript tclsh java ansible-playbook crontab',
);
/** Programs whose first operand is a program text. */
const TEXT_RUNNERS = words('awk gawk mawk nawk sed gsed jq gojq yq bc dc xmlstarlet mlr');
/** Programs whose first operand says what they do, and those whose first two do. */
const VERBS = words(
  'kubectl oc docker podman nerdctl git systemctl redis-cli helm aws gcloud az terraform tofu supervisorctl pm2 ' +
    'rabbitmqctl consul vault nomad argocd etcdctl kafka crictl flyctl fly heroku gh glab apt apt-get dnf yum apk ' +
    'brew npm pnpm yarn pip cargo go rails rake just mc rclone restic borg zfs zpool lvm ip iptables nft ufw nmcli',
);
const GROUPS = new Set(
  (
    'docker compose|docker container|docker image|docker volume|docker network|docker system|kubectl rollout|' +
    'oc rollout|kubectl config|git stash|git remote|git submodule|git worktree|helm repo|gcloud compute|gh pr|gh repo|' +
    'npm run|php artisan|python manage.py|python3 manage.py|terraform apply|tofu apply'
  ).split('|'),
);

const DELETERS = words('rm rmdir shred unlink srm trash truncate chmod chown chgrp mv dd mkfs wipefs');
const LIST_FLAG = words(
  '-l --selector --field-selector --set --set-string --set-json --mount --opt --filter --tag-list',
);
// `--set-env-vars`, `--labels`, `--update-secrets`: a list by its name.
const LIST_NAME =
  /^--(?:[a-z]{1,20}-){0,4}(?:env-vars|labels|tags|secrets|annotations|properties|attributes|parameters|metadata|filters|scopes)$/;

/** `--labels a=$V`, and in the short writing of aws and gcloud every `Name=x,Values=$V`. */
function isListed(name: string, flag: string, text: string): boolean {
  if (flag === '--set-json') return !/["[{]/.test(text);
  if (LIST_FLAG.has(flag) || (LIST_NAME.test(flag) && name !== 'az')) return true;
  return isOneOf(name, 'aws gcloud') && /^[\w.:-]*[={[](?!\s*")/.test(text);
}

const HEADER_FLAG = words('-H --header --proxy-header -A --user-agent -e --referer -b --cookie -u --user');
/** What begins with `@` there, or with `<` after curl's `-F`, is read from a file. */
const DATA_FLAG = words(
  '-d --data --data-ascii --data-binary --data-raw --data-urlencode --json -F --form -f --field --raw-field --post-data ' +
    '--body-data -T --upload-file',
);
const HTTP_CLIENTS = words('curl wget http https xh');
/** What runs an operand that begins with `+` as it opens a file. */
const PAGERS = words('less more most vi vim nvim view rvim gvim vimdiff ex emacs');
const DATA_TOOLS = words('curl wget gh glab');
const GLOB_FLAG = words(
  '-name -iname -path -ipath -wholename -iwholename -regex -iregex --pattern --include --exclude --match --scan -u --unit ' +
    '--glob',
);
const GLOBBERS = words('systemctl journalctl gsutil');

// Switches of ssh, before the `-o` that takes a value.
const SSH_SWITCHES = /^-[46AaCfGgKkMNnqsTtVvXxYy]{1,20}o/;

function guardsWithin({ words, word, before: written, after }: GuardedPlace): string[] {
  const name = programName(words[0]);
  // `-voProxyCommand=$X`
  const before = isOneOf(name, 'ssh scp sftp') ? written.replace(SSH_SWITCHES, '-o') : written;
  const at = words.indexOf(word);
  if (at === 0) return ['c'];
  const isStart = before === '';
  const above = words[at - 1]?.value ?? '';
  const previous = isOneOf(name, 'ssh scp sftp') ? above.replace(SSH_SWITCHES, '-o') : above;
  // `--data=x$X` and `-d$X` hold their flag.
  const attached = /^(--?[\w-]+)=|^(-[A-Za-z])$/.exec(before);
  const isAttached = attached !== null;
  const flag = attached?.[1] ?? attached?.[2] ?? (previous.startsWith('-') ? previous : '');
  const text = attached ? before.slice(attached[0].length) : before;
  const isWhole = text === '' && after === '';
  const operands = operandsBefore(words, at);
  const isNamed =
    isOneOf(name, 'jq gojq') && isOneOf(words[at - 2]?.value ?? '', '--arg --argjson --slurpfile --rawfile');
  const isOperand = !isAttached && !isNamed && !takesNext(name, flag);
  const guards: string[] = [];
  // `git -c core.pager=x log` runs it; `git switch -c x` makes a branch.
  const isFlagged =
    isRunByFlag(name, flag) || (name === 'git' && isRunByGit([...operands, previous].join(' ')));
  const isBegun =
    (text === '' && NAMES_FIRST.has(name)) || (name === 'git' && /=$/.test(before) && setsRun(before));
  if (isFlagged) guards.push(isWhole || isBegun || beginsInFlag(before) ? 'c' : runText(name));
  // `-oProxyCommand=$X`, `-H$X`, `-Atc$X`: a short flag with its value.
  else if (isRunByFlag(name, before)) guards.push('c');
  else if (isRunByFlag(name, before.slice(0, 2))) guards.push(beginsInFlag(before) ? 'c' : runText(name));
  else if (!isScript(words, word)) guards.push(commandWordGuard({ words, at, before, operands }));
  guards.push(...remoteGuards(name, before));
  const assigned = /^(\w+)=/.exec(before)?.[1];
  // Only a shell that a person types into reads the file that ENV names; make starts none.
  const isOfMake = assigned === 'ENV' && name === 'make';
  if (assigned !== undefined && isRunVariable(assigned) && !isOfMake) guards.push(after === '' ? 'c' : 't');
  if (isOperand && operands.length === 0 && isRunAsFile(name, words.slice(0, at))) guards.push('c');
  if (isOneOf(name, 'python python2 python3') && isProgramOfModule(words, at)) guards.push('c');
  if (isWhole && isOperand && operands.length === 0 && TEXT_RUNNERS.has(name) && !hasText(name, words))
    guards.push('c');
  if (isStart && isOperand && isVerb(name, operands)) guards.push('c');
  if (DELETERS.has(name) && isOperand) guards.push('f');
  if (name === 'git' && isOperand && operands.length > 0)
    guards.push(...gitGuards(operands, { isStart, isLast: at === words.length - 1 }));
  if (isOneOf(name, 'sqlite3 duckdb') && isOperand && operands.length > 0 && isWhole) guards.push('c');
  if (name === 'redis-cli' && isStart && isOneOf(operands.at(-1)?.toLowerCase() ?? '', 'eval eval_ro load'))
    guards.push('c');
  if (isOneOf(name, 'ed ex') && isOperand) guards.push('t');
  // `psql -o '|cmd'`, `strace -o '|cmd'`.
  if (isOneOf(name, 'psql strace') && isOneOf(flag, '-o --output -L --log-file')) guards.push('A');
  if (isOneOf(name, 'kubectl oc')) guards.push(...kubernetesGuards({ words, at, before, flag, operands }));
  if (isListed(name, flag, text) || (/,/.test(before + after) && flag !== '--set-json')) guards.push('v');
  // `--tags "$V"`: gcloud takes another sign than a comma where the list begins with `^;^`.
  if (name === 'gcloud' && isWhole && flag.startsWith('--') && flag.endsWith('s')) guards.push('t');
  if (isOneOf(name, 'docker podman nerdctl') && isOneOf(flag, '-v --volume')) guards.push('v', 'a');
  if (HTTP_CLIENTS.has(name) && HEADER_FLAG.has(flag)) guards.push('L');
  if (GLOB_FLAG.has(flag) || (GLOBBERS.has(name) && isOperand) || isRedisPattern(name, operands))
    guards.push('g');
  if (name === 'make' && isOperand && isStart) guards.push('e');
  if (isOperand && isStart && !words.slice(0, at).some(({ value }) => value === '--')) guards.push('O');
  // `less '+!cmd'`, `vim '+!cmd'`.
  if (isOperand && isStart && PAGERS.has(name)) guards.push('R');
  // `alertname=~.*` silences everything.
  if (name === 'amtool' && isOperand && before.endsWith('=')) guards.push('t');
  guards.push(...settingGuards({ name, flag, before, isWhole, operands }));
  const values = words.map(({ value }) => value);
  guards.push(...toolGuards({ name, flag, before, isWhole, isOperand, operands, values, at }));
  if (readsFile({ name, flag, text, isOperand, operands })) guards.push('D');
  return guards;
}

interface Item {
  readonly name: string;
  readonly flag: string;
  /** The word's text before the variable, without the flag that it is attached to. */
  readonly text: string;
  readonly isOperand: boolean;
  readonly operands: readonly string[];
}

/** `curl -d $X`, `http POST url name=$X`, `aws … --value $X`: the name of a file would stand for what is in it. */
function readsFile({ name, flag, text, isOperand, operands: [verb = '', second = ''] }: Item): boolean {
  const isItem = text === '' || /^[\w.[\]-]*=$/.test(text);
  // curl reads a file for `@f`, and `name=@f` in `-F` alone.
  const isData = isOneOf(name, 'curl wget') && !isOneOf(flag, '-F --form');
  if (DATA_TOOLS.has(name) && DATA_FLAG.has(flag)) return isData ? text === '' : isItem;
  if (isOneOf(name, 'http https xh')) return isOperand && /^[\w.[\]-]{1,80}(?:==?|:=?)$/.test(text);
  if (isOneOf(name, 'aws oci')) return text === '';
  if (name === 'az') return isItem;
  if (isOneOf(name, 'vault nomad')) return isOperand && text.endsWith('=');
  return name === 'consul' && verb === 'kv' && second === 'put' && text === '';
}

/** `su --command 'ls $X'`: a script whose own commands tell what becomes of it. */
function isScript(words: readonly Word[], word: Word): boolean {
  return unwrap(words).some((one) => 'script' in one && one.script === word);
}

/** Programs whose flags take a command line: its first word is what is run. */
const NAMES_FIRST = words('env rsync tar flock sort split nc ncat man zip script tcpdump dpkg npm npx mosh');

/** `alias.x=!$X`, `ProxyCommand=$X`, `exec=$X`, `--rsync-path="sudo $X"`: the first word of what a flag runs. */
function beginsInFlag(before: string): boolean {
  return /(?:[!|]|auto_(?:pre|ap)pend_file=|plugin(?:conf)?path=|\bcommand=|\bspawn |(?:Command|exec|Exec[A-Z]\w{1,20}|sudo|-c|pager)[ =]?|Invoke(?:::)?=)$/.test(
    before,
  );
}

/** `scp a host:$X` gives the path to a shell there; make and socat read the text again, and so do their shells. */
function remoteGuards(name: string, before: string): string[] {
  if (isOneOf(name, 'scp rsync') && /^[^/]*:/.test(before)) return ['t'];
  if (name === 'make' && before.includes('=')) return [before === 'SHELL=' ? 'c' : 't'];
  // `SYSTEM:cmd`, and less's `+!cmd`.
  if (name === 'socat' && /(?:exec|system|shell):/i.test(before)) return [before.endsWith(':') ? 'c' : 't'];
  // `-o '|cmd $X'`.
  if (isOneOf(name, 'psql strace') && /^(?:-[oL]|--[a-z-]+=)?\|/.test(before))
    return [before.endsWith('|') ? 'c' : 't'];
  if (PAGERS.has(name) && before.startsWith('+')) return [/^\+\+?!?$/.test(before) ? 'c' : 't'];
  return [];
}

/** `python3 -m timeit "$X"`. */
function isProgramOfModule(words: readonly Word[], at: number): boolean {
  const module = words[words.findIndex(({ value }) => value === '-m') + 1];
  const isBefore = module !== undefined && words.indexOf(module) < at;
  return isBefore && isOneOf(module.value, 'timeit pdb trace profile cProfile runpy code pip');
}

/** Text that is part of what a flag runs: SQL has its own readers. */
function runText(name: string): string {
  return SQL_CLIENTS.has(name) ? '' : 't';
}

/** What stands before a word and is neither a flag nor, by custom, the value of one. */
function operandsBefore(words: readonly Word[], at: number): readonly string[] {
  const operands: string[] = [];
  for (let index = 1; index < at; index += 1) {
    const value = words[index]?.value ?? '';
    if (/^-./.test(value)) {
      if (takesNext(programName(words[0]), value)) index += 1;
    } else operands.push(value);
  }
  return operands;
}

// What takes the next word in nearly every tool that has it.
const VALUED = words(
  '-n -f -c -p -h -u -U -d -o -a -C -l -i -e -H -m -v --namespace --context --cluster --file --env-file ' +
    '--profile --region --project --output --host --port --user --selector --kubeconfig --kube-context --db ' +
    '--work-tree --git-dir --unit --exec-id --cwd --fifo-dir --log-uri --detach-keys',
);

function takesNext(name: string, flag: string): boolean {
  if (DELETERS.has(name)) return isOneOf(flag, '-s --size --reference') && name === 'truncate';
  if (name === 'git') return isOneOf(flag, '-m -F -C -c --message --file --git-dir --work-tree');
  if (TEXT_RUNNERS.has(name)) return /^-[Fv]$/.test(flag) || isRunByFlag(name, flag);
  if (name === 'kill') return isOneOf(flag, '-s -n -l -L -q --signal --queue');
  if (SHELLS.has(name)) return isOneOf(flag, '-o -O --rcfile --init-file');
  if (isOneOf(name, 'systemctl docker podman kubectl oc curl') && isOneOf(flag, '-a -i -v -f -d -l'))
    return takesShort(name, flag);
  return VALUED.has(flag) || LIST_FLAG.has(flag) || GLOB_FLAG.has(flag) || isRunByFlag(name, flag);
}

/** Letters that mean a value in one tool and a switch in another. */
function takesShort(name: string, flag: string): boolean {
  if (name === 'systemctl') return false;
  return name === 'curl' ? flag === '-d' : isOneOf(flag, '-f -l -v');
}

/** @param before the words before the operand: what follows a file is for its program */
function isRunAsFile(name: string, before: readonly Word[]): boolean {
  const hasScript = before.some(({ value }) => /^(-\w*[ceEmr]|--eval|--print)$/.test(value));
  // `bash -s x`: what it reads is the script.
  const readsInput = SHELLS.has(name) && before.some(({ value }) => /^-[a-z]{0,6}s$/.test(value));
  return (SHELLS.has(name) || RUNNERS.has(name)) && !hasScript && !readsInput;
}

/** Whether the program text came with a flag, so that operands are files. */
function hasText(name: string, words: readonly Word[]): boolean {
  return words.some(({ value }) => isRunByFlag(name, value));
}

function isVerb(name: string, operands: readonly string[]): boolean {
  if (operands.length === 0) return VERBS.has(name);
  return operands.length === 1 && GROUPS.has(`${name} ${operands[0] ?? ''}`);
}

function isRedisPattern(name: string, [verb = '', ...rest]: readonly string[]): boolean {
  return (
    name === 'redis-cli' &&
    (verb.toLowerCase() === 'keys' || rest.some((one) => one.toLowerCase() === 'match'))
  );
}
