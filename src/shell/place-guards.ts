import type { Word } from './script.ts';
import { isRunVariable } from './steering-names.ts';
import { commandWordGuard } from './command-words.ts';
import { programName, unwrap } from './unwrap.ts';
import { isRunByFlag } from './run-by-flag.ts';
import { SQL_CLIENTS } from './rereaders.ts';
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
    'brew npm pnpm yarn pip cargo go mc rclone restic borg zfs zpool lvm ip iptables nft ufw nmcli',
);
const GROUPS = words(
  'docker compose|docker container|docker image|docker volume|docker network|docker system|kubectl rollout|oc rollout|' +
    'kubectl config|git stash|git remote|git submodule|git worktree|helm repo|gcloud compute|gh pr|gh repo|npm run',
  '|',
);

function words(text: string, separator = ' '): ReadonlySet<string> {
  return new Set(text.split(separator));
}

const DELETERS = words('rm rmdir shred unlink srm trash truncate chmod chown chgrp mv dd mkfs wipefs');
const LIST_FLAG =
  /^(-l|--selector|--field-selector|--set|--set-string|--set-json|--mount|--opt|--filter|--tag-list)$/;
// `--set-env-vars`, `--labels`, `--update-secrets`: a list by its name.
const LIST_NAME =
  /^--(?:[a-z]{1,20}-){0,4}(?:env-vars|labels|tags|secrets|annotations|properties|attributes|parameters|metadata|filters|scopes)$/;

/** `--labels a=$V`, and in the short writing of aws and gcloud every `Name=x,Values=$V`. */
function isListed(name: string, flag: string, before: string): boolean {
  const text = before.replace(/^-{1,2}[\w-]+=/, '');
  if (flag === '--set-json') return !/["[{]/.test(text);
  if (LIST_FLAG.test(flag) || (LIST_NAME.test(flag) && name !== 'az')) return true;
  return /^(?:aws|gcloud)$/.test(name) && /^[\w.:-]*[={[](?!\s*")/.test(text);
}

const HEADER_FLAG = /^(-H|--header|--proxy-header|-A|--user-agent|-e|--referer|-b|--cookie|-u|--user)$/;
/** What begins with `@` there, or with `<` after curl's `-F`, is read from a file. */
const DATA_FLAG =
  /^(-d|--data|--data-(ascii|binary|raw|urlencode)|--json|-F|--form|-f|--field|--raw-field|--post-data|--body-data|-T|--upload-file)$/;
const HTTP_CLIENTS = words('curl wget http https xh');
/** What runs an operand that begins with `+` as it opens a file. */
const PAGERS = words('less more most vi vim nvim view rvim gvim vimdiff ex emacs');
const DATA_TOOLS = words('curl wget gh glab');
const GLOB_FLAG =
  /^(-i?name|-i?path|-i?wholename|-i?regex|--pattern|--include|--exclude|--match|--scan|-u|--unit|--glob)$/;
const GLOBBERS = words('systemctl journalctl gsutil');

function guardsWithin({ words, word, before, after }: GuardedPlace): string[] {
  const name = programName(words[0]);
  const at = words.indexOf(word);
  if (at === 0) return ['c'];
  const isStart = before === '';
  const previous = words[at - 1]?.value ?? '';
  const isAttached = /^--?[\w-]+=/.test(before);
  const flag = isAttached ? before.slice(0, before.indexOf('=')) : /^-/.test(previous) ? previous : '';
  const isWhole = (isStart || /^--?[\w-]+=$/.test(before)) && after === '';
  const operands = operandsBefore(words, at);
  const isNamed =
    /^(jq|gojq)$/.test(name) && /^--(arg|argjson|slurpfile|rawfile)$/.test(words[at - 2]?.value ?? '');
  const isOperand = !isAttached && !isNamed && !takesNext(name, flag);
  const guards: string[] = [];
  // `git -c core.pager=x log` runs it; `git switch -c x` makes a branch.
  const isFlagged =
    isRunByFlag(name, flag) || (name === 'git' && isRunByGit([...operands, previous].join(' ')));
  if (isFlagged) guards.push(isWhole || beginsInFlag(before) ? 'c' : runText(name));
  // `-oProxyCommand=$X`, `-H$X`, `-Atc$X`: a short flag with its value.
  else if (isRunByFlag(name, before)) guards.push('c');
  else if (isRunByFlag(name, before.slice(0, 2))) guards.push(beginsInFlag(before) ? 'c' : runText(name));
  else if (!isScript(words, word)) guards.push(commandWordGuard({ words, at, before, operands }));
  guards.push(...remoteGuards(name, before));
  const assigned = /^(\w+)=/.exec(before)?.[1];
  // Only a shell that a person types into reads the file that ENV names; make starts none.
  const isOfMake = assigned === 'ENV' && /^g?make$/.test(name);
  if (assigned !== undefined && isRunVariable(assigned) && !isOfMake) guards.push(after === '' ? 'c' : 't');
  if (isOperand && operands.length === 0 && isRunAsFile(name, words.slice(0, at))) guards.push('c');
  if (/^python\d?$/.test(name) && isProgramOfModule(words, at)) guards.push('c');
  if (isWhole && isOperand && operands.length === 0 && TEXT_RUNNERS.has(name) && !hasText(name, words))
    guards.push('c');
  if (isStart && isOperand && isVerb(name, operands)) guards.push('c');
  if (DELETERS.has(name) && isOperand) guards.push('f');
  if (name === 'git' && isOperand && operands.length > 0)
    guards.push(...gitGuards(operands, { isStart, isLast: at === words.length - 1 }));
  if (/^(?:sqlite3|duckdb)$/.test(name) && isOperand && operands.length > 0 && isWhole) guards.push('c');
  if (name === 'redis-cli' && isStart && /^(?:eval|eval_ro|load)$/i.test(operands.at(-1) ?? ''))
    guards.push('c');
  if (/^(?:ed|ex)$/.test(name) && isOperand) guards.push('t');
  // `psql -o '|cmd'`.
  if (name === 'psql' && /^(?:-o|--output|-L|--log-file)$/.test(flag)) guards.push('A');
  if (/^(kubectl|oc)$/.test(name)) guards.push(...kubernetesGuards({ words, word, before, after }, flag));
  if (isListed(name, flag, before) || (/,/.test(before + after) && flag !== '--set-json')) guards.push('v');
  // `--tags "$V"`: gcloud takes another sign than a comma where the list begins with `^;^`.
  if (name === 'gcloud' && isWhole && /^--[a-z-]+s$/.test(flag)) guards.push('t');
  if (/^(docker|podman|nerdctl)$/.test(name) && /^(-v|--volume)$/.test(flag)) guards.push('v', 'a');
  if (HTTP_CLIENTS.has(name) && HEADER_FLAG.test(flag)) guards.push('L');
  if (GLOB_FLAG.test(flag) || (GLOBBERS.has(name) && isOperand) || isRedisPattern(name, operands))
    guards.push('g');
  if (name === 'make' && isOperand && isStart) guards.push('e');
  if (isOperand && isStart && !words.slice(0, at).some(({ value }) => value === '--')) guards.push('O');
  // `less '+!cmd'`, `vim '+!cmd'`.
  if (isOperand && isStart && PAGERS.has(name)) guards.push('R');
  // `alertname=~.*` silences everything.
  if (name === 'amtool' && isOperand && before.endsWith('=')) guards.push('t');
  if (name === 'strace' && flag === '-o') guards.push('A');
  guards.push(...settingGuards({ name, flag, before, isWhole, operands }));
  const earlier = words.slice(0, at).map(({ value }) => value);
  guards.push(...toolGuards({ name, flag, before, isOperand, earlier }));
  if (readsFile({ name, flag, before, isOperand, operands })) guards.push('D');
  return guards;
}

interface Item {
  readonly name: string;
  readonly flag: string;
  readonly before: string;
  readonly isOperand: boolean;
  readonly operands: readonly string[];
}

/** `curl -d $X`, `http POST url name=$X`, `aws … --value $X`: the name of a file would stand for what is in it. */
function readsFile({ name, flag, before, isOperand, operands: [verb = '', second = ''] }: Item): boolean {
  const isItem = before === '' || /^(--[\w-]+=)?[\w.[\]-]*=$/.test(before);
  // curl reads a file for `@f`, and `name=@f` in `-F` alone.
  const isData = /^(?:curl|wget)$/.test(name) && !/^(?:-F|--form)$/.test(flag);
  if (DATA_TOOLS.has(name) && DATA_FLAG.test(flag)) return isData ? /^(--[\w-]+=)?$/.test(before) : isItem;
  if (/^(?:https?|xh)$/.test(name)) return isOperand && /^[\w.[\]-]{1,80}(?:==?|:=?)$/.test(before);
  if (/^(?:aws|oci)$/.test(name)) return before === '' || /^--[\w-]+=$/.test(before);
  if (name === 'az') return isItem;
  if (name === 'vault' || name === 'nomad') return isOperand && before.endsWith('=');
  return name === 'consul' && verb === 'kv' && second === 'put' && before === '';
}

/** `su --command 'ls $X'`: a script whose own commands tell what becomes of it. */
function isScript(words: readonly Word[], word: Word): boolean {
  return unwrap(words).some((one) => 'script' in one && one.script === word);
}

/** `git -c x`, `git rebase -x x`, `git config core.pager x`: the words before a word of git's that it runs. */
function isRunByGit(lead: string): boolean {
  return /^(?:-c|(?:rebase|difftool) (?:.* )?-x|clone (?:.* )?-[uc])$/.test(lead) || RUN_SETTING.test(lead);
}

const RUN_SETTING =
  /^config .*(?:\balias\.|\bpager\.|fsmonitor|editor|pager|sshcommand|askpass|hookspath|gitproxy|helper|uploadpack|receivepack|\.(?:cmd|textconv|clean|smudge|process|driver|command|program|external))/i;

/** `alias.x=!$X`, `ProxyCommand=$X`, `exec=$X`, `--rsync-path="sudo $X"`: the first word of what a flag runs. */
function beginsInFlag(before: string): boolean {
  return /(?:[!|]|(?:Command|exec|Exec[A-Z]\w{1,20}|sudo|-c|pager)[ =]?|Invoke(?:::)?=)$/.test(before);
}

/** `scp a host:$X` gives the path to a shell there; make and socat read the text again, and so do their shells. */
function remoteGuards(name: string, before: string): string[] {
  if (/^(scp|rsync)$/.test(name) && /^[^/]*:/.test(before)) return ['t'];
  if (name === 'make' && before.includes('=')) return [before === 'SHELL=' ? 'c' : 't'];
  // `SYSTEM:cmd`, and less's `+!cmd`.
  if (name === 'socat' && /(?:exec|system|shell):/i.test(before)) return [before.endsWith(':') ? 'c' : 't'];
  // strace's `-o '|cmd'`.
  if (name === 'strace' && before.startsWith('|')) return [before === '|' ? 'c' : 't'];
  if (PAGERS.has(name) && before.startsWith('+')) return [/^\+\+?!?$/.test(before) ? 'c' : 't'];
  return [];
}

/** `python3 -m timeit "$X"`. */
function isProgramOfModule(words: readonly Word[], at: number): boolean {
  const module = words[words.findIndex(({ value }) => value === '-m') + 1];
  const isBefore = module !== undefined && words.indexOf(module) < at;
  return isBefore && /^(?:timeit|pdb|trace|c?[pP]rofile|runpy|code|pip)$/.test(module.value);
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
const VALUED =
  /^(-n|-f|-c|-p|-h|-u|-U|-d|-o|-a|-C|-l|-i|-e|-H|-m|-v|--(namespace|context|cluster|file|env-file|profile|region|project|output|host|port|user|selector|kubeconfig|kube-context|db|work-tree|git-dir|unit))$/;

function takesNext(name: string, flag: string): boolean {
  if (DELETERS.has(name)) return /^(-s|--size|--reference)$/.test(flag) && name === 'truncate';
  if (name === 'git') return /^(-m|-F|-C|-c|--message|--file|--git-dir|--work-tree)$/.test(flag);
  if (TEXT_RUNNERS.has(name)) return /^-[Fv]$/.test(flag) || isRunByFlag(name, flag);
  if (SHELLS.has(name)) return /^(-o|-O|--rcfile|--init-file)$/.test(flag);
  if (/^(systemctl|docker|podman|kubectl|oc|curl)$/.test(name) && /^-[aivfdl]$/.test(flag))
    return takesShort(name, flag);
  return VALUED.test(flag) || LIST_FLAG.test(flag) || GLOB_FLAG.test(flag) || isRunByFlag(name, flag);
}

/** Letters that mean a value in one tool and a switch in another. */
function takesShort(name: string, flag: string): boolean {
  if (name === 'systemctl') return false;
  return name === 'curl' ? flag === '-d' : ['-f', '-l', '-v'].includes(flag);
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

const NO_REVISION = words(
  'clone remote commit config ls-remote init credential notes am apply grep rm mv add',
);

function gitGuards(
  [verb = '', second = '', ...rest]: readonly string[],
  { isStart, isLast }: { readonly isStart: boolean; readonly isLast: boolean },
): string[] {
  if (/^(?:bisect run|submodule foreach)$/.test(`${verb} ${second}`))
    return [isStart && rest.length === 0 ? 'c' : 't'];
  // `git config "$V" x` sets what the value names, a pager perhaps.
  if (verb === 'config' && second === '' && !isLast) return ['c'];
  if (NO_REVISION.has(verb)) return verb === 'rm' || verb === 'add' || verb === 'mv' ? ['g', 'f'] : [];
  return ['z'];
}

function kubernetesGuards({ words, word, before }: GuardedPlace, flag: string): string[] {
  const operands = operandsBefore(words, words.indexOf(word));
  const isSwitch = SWITCH.test(flag) || (flag === '-f' && operands[0] === 'logs');
  if (/^(-f|--filename|-k|--kustomize)$/.test(flag) && !isSwitch) return ['F'];
  if ((flag !== '' && !isSwitch) || /^-/.test(before)) return [];
  if (isForContainer(words, operands, words.indexOf(word))) return [];
  const verbs = /^(rollout|set|config|auth|top|cp|certificate)$/.test(operands[0] ?? '') ? 2 : 1;
  const isNamed =
    /^[\w.-]+\/$/.test(before) ||
    operands.length > verbs ||
    /^(drain|cordon|uncordon)$/.test(operands[0] ?? '');
  const option = isSwitch && before === '' ? ['O'] : [];
  return before.includes('=') || before.includes(':') ? option : [isNamed ? 'a' : 'v', ...option];
}

// Flags of kubectl that take no value: what follows is a name.
const SWITCH =
  /^(?:-[AwitRqh]{1,3}|--(?:all|all-namespaces|all-containers|attach|client|delete-emptydir-data|delete-local-data|disable-eviction|dry-run|expose|follow|force|force-conflicts|ignore-daemonsets|ignore-errors|ignore-not-found|keep-annotations|list|local|no-headers|now|overwrite|previous|privileged|prune|quiet|record|recursive|rm|save-config|server-side|show-kind|show-labels|show-managed-fields|stdin|timestamps|tty|validate|wait|watch|watch-only|windows-line-endings))$/;

/** `kubectl exec p -- cat $X`: a word of the command there, which names nothing in the cluster. */
function isForContainer(all: readonly Word[], [verb = '', ...rest]: readonly string[], at: number): boolean {
  if (verb === 'rsh') return rest.length > 0;
  return /^(exec|run|debug)$/.test(verb) && all.slice(0, at).some(({ value }) => value === '--');
}

function isRedisPattern(name: string, [verb = '', ...rest]: readonly string[]): boolean {
  return name === 'redis-cli' && (/^keys$/i.test(verb) || rest.some((one) => /^match$/i.test(one)));
}
