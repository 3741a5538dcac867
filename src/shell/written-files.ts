import { commandsWith, isGivenAsInput, isReader } from './flow.ts';
import type { Ground } from './flow.ts';
import { isRunLater, spelledPaths, writtenPaths } from './later-files.ts';
import { holds } from './own-bindings.ts';
import { INTERPRETERS, programsAmong, SHELL, SQL_CLIENTS } from './rereaders.ts';
import type { Command, VariableUse, Word } from './script.ts';
import { innermost, programName } from './unwrap.ts';
import { isOneOf, words } from './words.ts';

/** `echo "$X" >> ~/.ssh/config`, `crudini --set /etc/default/x …`: a file that something else runs, or reads as commands. */
export function isWrittenForLater(use: VariableUse, { commands }: Ground): boolean {
  return commandsWith(use, commands)
    .flatMap((command) => [command, ...command.after])
    .flatMap(writtenPaths)
    .some((path) => spelledPaths(path, commands).some(isRunLater));
}

/** `cp "$X" /etc/cron.d/x`: the file that is run later. */
export function isSource(use: VariableUse, { commands, source }: Ground): boolean {
  return commandsWith(use, commands).some(
    ({ words }) =>
      words.some((word) => isOneOf(programName(word), 'cp mv install ln')) &&
      words.some(
        ({ range }) => /^["']?$/.test(source.slice(range.start, use.range.start)) && holds(range, use.range),
      ) &&
      !/\.env\b/.test(words.at(-1)?.value ?? ''),
  );
}

/** What is written is the text itself; the words of other programs are values of theirs. */
export function isPrinted(use: VariableUse, { commands }: Ground): boolean {
  return commandsWith(use, commands).some(
    (command) =>
      isGivenAsInput(command, use.range) || isOneOf(programName(command.words[0]), 'echo printf cat'),
  );
}

/** `echo "$X" > f; bash f`: a file that is written with the value in it, and run later. */
export function isWrittenAndRun(use: VariableUse, ground: Ground, canPrecede: boolean): boolean {
  return isWrittenFor(use, ground, { canPrecede, takes: runsFile });
}

/** `echo "$X" > f; kubectl apply -f f`: a document, in which some keys hold what is run. */
export function isWrittenAsManifest(use: VariableUse, ground: Ground, canPrecede: boolean): boolean {
  const takes = (command: Command, file: string): boolean =>
    command.words.some((word) => isOneOf(programName(word), 'kubectl oc helm docker')) &&
    namesFile(command, file);
  return isWrittenFor(use, ground, { canPrecede, takes });
}

function isWrittenFor(
  use: VariableUse,
  { commands }: Ground,
  { canPrecede, takes }: { canPrecede: boolean; takes: (command: Command, file: string) => boolean },
): boolean {
  const files = commandsWith(use, commands).flatMap((command) => writtenFiles(command, commands));
  return commands.some(
    (command) =>
      (canPrecede || command.range.start > use.range.start) && files.some((file) => takes(command, file)),
  );
}

/** `jq . f`, `vim f`: programs that read a file as data, unless a flag says that it is a program. */
function readsData(name: string, values: readonly string[]): boolean {
  if (isOneOf(name, 'jq gojq yq'))
    return !values.some((one) => /^(?:-\w*[fL]|--from-file|--library)/.test(one));
  return name === 'vim' && values.every((one) => !/^[-+]/.test(one));
}

/** The files of a command's own output, and of a `tee` that it is or that comes after it. */
function writtenFiles(command: Command, commands: readonly Command[]): readonly string[] {
  const own = command.redirections.flatMap(({ operator, target }) =>
    isOneOf(operator, '> >> >| &> &>>') && target ? [target.value] : [],
  );
  const tees = commands.filter(
    ({ words, range }) =>
      words.slice(0, 4).some((word) => programName(word) === 'tee') && range.start >= command.range.start,
  );
  const others = isOneOf(programName(command.words[0]), 'install cp mv')
    ? command.words.slice(2).map(({ value }) => value)
    : [];
  return [...own, ...others, ...tees.flatMap(({ words }) => words.slice(1).map(({ value }) => value))].filter(
    (file) => file !== '' && !file.startsWith('-') && !file.startsWith('/dev/'),
  );
}

function runsFile(command: Command, file: string): boolean {
  const { words } = command;
  const programs = programsAmong(words);
  if (!namesFile(command, file)) return false;
  const values = words.map(({ value }) => value);
  // `trap 'rm -f "$tmp"' EXIT`.
  if (values[0] === 'trap' && /^rm\s[^;&|\n]*$/.test(values[1] ?? '')) return false;
  const runs = (name: string): boolean =>
    isReader(name) ||
    (INTERPRETERS.has(name) && !readsData(name, values)) ||
    SQL_CLIENTS.has(name) ||
    isOneOf(name, 'chmod crontab at batch trap');
  return programs.some(runs) || (words[0]?.value ?? '').includes(baseName(file));
}

/** Whether a file stands in a command by its name, or by that of a module: `python3 -c 'import cfg'`. */
function namesFile({ words, redirections }: Command, file: string): boolean {
  const isNamed = [
    ...words.map(({ value }) => value),
    ...redirections.flatMap(({ target }) => target?.value ?? []),
  ];
  const module = baseName(file)
    .replace(/\.(?:py|[cm]?js|ts|rb|p[lm]|lua)$/, '')
    .replace(/^(?:__init__|__main__|index)$/, '');
  return isNamed.some((text) => text.includes(module));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export const GLOB = /[*?[{]/;
const GLOB_NAME = /^[\w.,*?[\]{}-]+$/;
const TAKES_PROGRAM = words('sed gsed awk gawk mawk nawk');
const PROGRAM_FILE = /^(?:-\w*[fEi]|--file|--source)/;
const SCRIPTED = words('python python2 python3 node deno bun perl ruby php lua tclsh awk gawk sed Rscript');

/** `echo … > f; ./f x`, `echo … > f; tclsh f x`: a file that the script has made, with arguments. */
export function runsWritten(words: readonly Word[], { source }: Ground): boolean {
  const last = innermost(words);
  const [program] = last;
  const name = programName(program);
  const isRunner = SCRIPTED.has(name) || SHELL.has(name) || isOneOf(name, 'source .');
  // Their first operand is a program, not a file of one.
  const named = TAKES_PROGRAM.has(name) ? last.findIndex(({ value }) => PROGRAM_FILE.test(value)) : 0;
  if (named < 0) return false;
  const file = isRunner ? last.slice(named + 1).find(({ value }) => !/^[-+]/.test(value)) : program;
  if (file === undefined || !(isRunner || file.value.includes('/'))) return false;
  const base = baseName(file.value);
  // `./d/*`, `bash d/*`; not `bash ${F}`, `perl -e 'while(<>){}'`.
  if (GLOB.test(base) && (file === program || GLOB_NAME.test(base))) return MAKES_SOME.test(source);
  if (!/^[\w.-]{0,80}\w$/.test(base)) return false;
  for (let at = source.indexOf(base); at >= 0; at = source.indexOf(base, at + base.length))
    if (MAKES_FILE.test(source.slice(Math.max(0, at - 100), at))) return true;
  return false;
}

// What stands before the name of a file that is made, or made to be run.
const MAKES_FILE =
  />\|?\s{0,9}["']?[^\s;|&"']{0,60}$|\b(?:tee|chmod|cp|mv|install|ln|sponge)\s[^;|&\n]{0,80}$|\bof=[^\s;|&]{0,60}$/;

const MAKES_SOME = />|\b(?:tee|cp|mv|install|ln|sponge)\s/;
