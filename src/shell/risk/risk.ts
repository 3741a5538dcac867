import { readArguments, type Arguments } from '../arguments.ts';
import { listInvocations, type Invocation } from '../invocations.ts';
import type { Command, HereDocument, Range, Redirection, Script } from '../script.ts';
import type { Catalogue } from '../specs/catalogue.ts';
import type { ClientInput } from './client-input.ts';
import { gradeClient } from './clients.ts';
import { findRow, type Grade } from './rows.ts';
import { gradeSql, worst, type SqlGrader } from './sql-risk.ts';
import { lookUp } from '../look-up.ts';

/** Why a script has its grade. */
export interface RiskReason {
  readonly grade: Grade;
  readonly range: Range;
  /** The program, as a person would name it. */
  readonly name: string;
  /** The row of the table, or what else was seen. */
  readonly because: string;
}

export interface Assessment {
  /** The gravest of all reasons; `read` when there are none. */
  readonly grade: Grade;
  /** What changes or destroys, in source order. */
  readonly reasons: readonly RiskReason[];
  /** Commands that the table does not know: what they do is anyone's guess. */
  readonly unknown: readonly { readonly name: string; readonly range: Range }[];
}

interface Facts {
  readonly script: Script;
  readonly source: string;
  readonly catalogue: Catalogue;
  readonly gradeSql: SqlGrader;
  readonly functions: ReadonlySet<string>;
}

/** Grades a parsed script: what it does at worst, wrappers followed, dry runs understood. */
export function assessRisk(
  script: Script,
  source: string,
  tools: { readonly catalogue: Catalogue; readonly gradeSql?: SqlGrader },
): Assessment {
  const facts = {
    script,
    source,
    catalogue: tools.catalogue,
    gradeSql: tools.gradeSql ?? gradeSql,
    functions: new Set(script.functions),
  };
  const invocations = listInvocations(script);
  const judged = invocations.map((invocation) => assess(invocation, facts));
  const reasons = [...judged.flatMap(({ reason }) => reason ?? []), ...redirectReasons(script)];
  const harmful = reasons
    .filter(({ grade }) => grade !== 'read')
    .sort((a, b) => a.range.start - b.range.start);
  return {
    grade: worst(harmful.map(({ grade }) => grade)),
    reasons: harmful,
    unknown: judged.flatMap(({ unknown }) => unknown ?? []),
  };
}

interface Judged {
  readonly reason?: RiskReason;
  readonly unknown?: Assessment['unknown'][number];
}

function assess(invocation: Invocation, facts: Facts): Judged {
  const { name, words, command } = invocation;
  const range = {
    start: words[0]?.range.start ?? command.range.start,
    end: words.at(-1)?.range.end ?? command.range.end,
  };
  if (name === '' || facts.functions.has(name)) return {};
  const given = readArguments(words, facts.catalogue.find(name));
  if (isRehearsal(name, given)) return {};
  const told = gradeClient(name, given, { ...inputOf(invocation, facts), gradeSql: facts.gradeSql });
  if (told !== undefined)
    return { reason: { grade: told, range, name, because: `what ${name} is told to run` } };
  if (isRemoteShell(invocation))
    return { reason: { grade: 'change', range, name, because: 'a shell elsewhere does what is typed' } };
  const row = findRow(name, given);
  if (row === undefined) return { unknown: { name, range } };
  return { reason: { grade: soften(name, given, row.grade), range, name, because: row.text } };
}

const shells = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh', 'ash', 'fish']);

/** `ssh root@host`, `kubectl exec -it api -- sh`, `ssh -t root@host exec bash -l`: a shell with nothing to read but keys. */
function isRemoteShell({
  name,
  words,
  via,
  ownWords,
  command,
  hereDocuments,
  isElsewhere,
}: Invocation): boolean {
  const isFed =
    hereDocuments.length > 0 || command.redirections.some(({ operator }) => operator.startsWith('<'));
  if (isFed || ownWords < words.length) return false;
  const args = words.slice(1).map(({ value }) => value);
  if (name === 'ssh') return args.length > 0 && /^(-l ?)?root(@|$)/.test(args.at(-1) ?? '');
  return shells.has(name) && isElsewhere && via.length > 0 && args.every((arg) => /^[-+](?!\w*c)/.test(arg));
}

// Dry runs and help change nothing, whatever the command would do.
const rehearsals =
  /^(--dry-run|--dryrun|-dry-run|--dryRun|--dry_run|--what-if|--simulate|--just-print|--help|-help|--version|--whatif|--preview)$/;
const shortRehearsals: Readonly<Record<string, readonly string[]>> = {
  rsync: ['-n'],
  make: ['-n'],
  apt: ['-s'],
  'apt-get': ['-s'],
  logrotate: ['-d'],
};

function isRehearsal(name: string, { flags, operands }: Arguments): boolean {
  const isGitDry = name === 'git' && /^(push|clean|add|rm|fetch|prune)$/.test(operands[0]?.value ?? '');
  const short = isGitDry ? ['-n'] : (lookUp(shortRehearsals, name) ?? []);
  return flags.some(
    (flag) =>
      (rehearsals.test(flag.name) && !/^(none|false)$/.test(flag.value ?? '')) || short.includes(flag.name),
  );
}

/** Scratch files are nobody's data: `rm /tmp/x`, `mkdir backup`, `tee notes.txt`. */
function soften(name: string, { operands }: Arguments, grade: Grade): Grade {
  const paths = operands.map(({ value }) => value);
  if (/^(rm|unlink|truncate|rmdir)$/.test(name) && paths.length > 0 && paths.every(isScratch))
    return 'change';
  if (/^(tee|touch|mkdir|mktemp)$/.test(name) && paths.every(isOwnFile)) return 'read';
  return grade;
}

// Matches `/tmp/x`, `./node_modules`, `dist/`, `.cache/y`; not `/tmp/../etc`, `/tmpfiles`, `build*`.
function isScratch(path: string): boolean {
  return (
    /^(?:\.\/)?(?:[\w.-]{1,60}\/){0,6}(?:node_modules|dist|build|tmp|\.cache|__pycache__|coverage|\.next)(?:\/|$)|^\/(var\/)?tmp\/[^/]/.test(
      path,
    ) && !path.includes('..')
  );
}

function isOwnFile(path: string): boolean {
  return !path.startsWith('/') || isScratch(path);
}

/** What a client reads: its here-documents, its here-string, or what an `echo` or a `cat` in front of its pipe says. */
function inputOf(
  { command, hereDocuments, via }: Invocation,
  { script, source }: Facts,
): Pick<ClientInput, 'input' | 'isFed'> {
  const bodies = (documents: readonly HereDocument[]): string[] =>
    documents.map(({ bodyRange }) => source.slice(bodyRange.start, bodyRange.end));
  const strings = command.redirections.flatMap(({ operator, target }) =>
    operator === '<<<' && target ? [target.value] : [],
  );
  const before = commandsBefore(script).get(command);
  const [said, ...words] = before?.words.map(({ value }) => value) ?? [];
  const isEcho = said === 'echo' || said === 'printf';
  const printed = [
    ...(isEcho ? [words.filter((word, at) => at > 0 || !/^-[neE]+$/.test(word)).join(' ')] : []),
    ...(said === 'cat' && words.length === 0 ? bodies(before?.hereDocuments ?? []) : []),
  ];
  const fromFile = command.redirections.some(
    ({ operator, target }) => operator === '<' && target?.value !== '/dev/null',
  );
  // What xargs reads its command does not.
  const isFed = fromFile || (before !== undefined && !via.includes('xargs') && printed.length === 0);
  return { input: [...bodies(hereDocuments), ...strings, ...printed], isFed };
}

const known = new WeakMap<Script, ReadonlyMap<Command, Command>>();

/** For each command of a pipeline the one before it. */
function commandsBefore(script: Script): ReadonlyMap<Command, Command> {
  const found = known.get(script) ?? new Map(script.pipelines.flatMap((pipeline) => pairs(pipeline, script)));
  known.set(script, found);
  return found;
}

function pairs(pipeline: readonly number[], { commands }: Script): [Command, Command][] {
  return pipeline.slice(1).flatMap((at, index): [Command, Command][] => {
    const [command, before] = [commands[at], commands[pipeline[index] ?? -1]];
    return command && before ? [[command, before]] : [];
  });
}

function redirectReasons({ commands }: Script): readonly RiskReason[] {
  return commands.flatMap(({ words, redirections, nested }) => [
    ...redirections.flatMap((redirection) => redirectReason(redirection, words[0]?.value)),
    ...nested.flatMap(({ script }) => redirectReasons(script)),
  ]);
}

/** Writing over a device or a system's file, and emptying a file: `> /dev/sda`, `> /etc/hosts`, `: > log`. */
function redirectReason(
  { operator, target, range }: Redirection,
  program: string | undefined,
): readonly RiskReason[] {
  const path = target?.value ?? '';
  if (
    !/^(>|>\||&>|>&|>>|&>>)$/.test(operator) ||
    /^(\/dev\/(null|stderr|stdout|tty|fd\/.*)|&.*|\d)$/.test(path)
  )
    return [];
  const empties =
    operator === '>' && (program === undefined || program === ':' || program === 'true') && !isScratch(path);
  const isDevice = /^\/dev\/(sd|nvme|vd|xvd|hd|mapper|disk)/.test(path);
  if (empties || isDevice)
    return [{ grade: 'destroy', range, name: operator, because: `${operator} ${path} empties it` }];
  const isSystem = /^\/(etc|boot|usr|lib|proc|sys)\//.test(path);
  return isSystem ? [{ grade: 'change', range, name: operator, because: `${operator} ${path}` }] : [];
}
