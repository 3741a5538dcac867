import { evaluatesNames } from './evaluations.ts';
import { couldBegin } from './could-begin.ts';
import { bindingsOf, functionsOf, isSame, textOf } from './flow.ts';
import type { Ground } from './flow.ts';
import { holds } from './own-bindings.ts';
import type { Piped } from './piped-commands.ts';
import { INTERPRETERS, isRunningText, RUNS_WORDS, SHELL } from './rereaders.ts';
import type { VariableUse, Word } from './script.ts';
import { hasGroups, staysInItsCommand } from './stays-in-command.ts';
import { innermost, programName, unwrap } from './unwrap.ts';
import { runsItsInput } from './xargs-input.ts';
import { GLOB, runsWritten } from './written-files.ts';
import { isOneOf } from './words.ts';

/**
 * The net below everything that is followed: where a script runs a text that it was not seen to be given (`eval "$X"`,
 * `… | bash`, `. f`), a value that leaves its own command may be in that text. Then it must be plain (`t`), and cannot
 * stand where it could begin a command (`c`).
 */
export function unseenGuards(use: VariableUse, ground: Ground): string {
  const runs = ground.commands.some((command) => runsUnseen(command, ground));
  const isRead =
    evaluates(ground.source) || ground.commands.some((command) => runsMadeWords(command, ground));
  if (!runs && !isRead) return '';
  if (staysInItsCommand(use, ground)) return '';
  return runs && couldBegin(use, ground) ? 'tc' : 't';
}

/** `declare -i X`, `let Y=X`, `(( X ))`, `[[ -v X ]]`: bash evaluates the value of X, and `a[$(x)]` runs x. */
function evaluates(source: string): boolean {
  return (
    evaluatesNames(source) ||
    /\b(?:test|unset)\s|\[\s+-v\s|\[\[\s[^\]\n]{0,80}-[vRot]\s/.test(source) ||
    TAKES_LINES.test(source)
  );
}

// `export $(cat .env)`, `export "$line"`: with a line end or a space in it, one value sets any variable, `BASH_ENV` too.
const TAKES_LINES = /\b(?:export|declare|typeset|local|readonly|env)\s{1,9}(?:-\w{1,9}\s{1,9}){0,3}["']?[$`]/;

/** `while read -r h; do ssh host "ls $h"; done < f`: in a text that is followed, a variable that is not. */
function runsMadeWords({ words, range, hereDocuments }: Piped, { script, commands }: Ground): boolean {
  if (!words.some((word) => RUNS_WORDS.has(programName(word)))) return false;
  const made = new Set([
    ...bindingsOf(script).flatMap(({ name, kind }) =>
      isOneOf(kind, 'read mapfile for printf') ? [name] : [],
    ),
    ...commands.flatMap(({ assignments }) =>
      assignments.flatMap(({ name, value }) => (/\$\(|`/.test(value?.text ?? '') ? [name] : [])),
    ),
  ]);
  const texts = [range, ...hereDocuments.map(({ bodyRange }) => bodyRange)];
  return script.uses.some((use) => made.has(use.name) && texts.some((text) => holds(text, use.range)));
}

/** Whether what programs find in the environment is printed, or read by a program that runs texts: `printenv X | sh`. */
export function runsEnvironment(ground: Ground): boolean {
  const { commands } = ground;
  if (
    commands.some(
      (command) => isRunningText(command, ground.source) && READS_OWN.test(textOf(command, ground)),
    )
  )
    return true;
  const isPrinted =
    PRINTS_ALL.test(ground.source) ||
    commands.some((command) => {
      const programs = command.words.map(programName);
      if (programs.some((name) => isOneOf(name, 'printenv envsubst'))) return true;
      const [name, ...rest] = command.words.map(({ value }) => value);
      if (name === 'env' || name === 'set' || name === 'export')
        return rest.every((one) => isOneOf(one, '-0 --null -p'));
      if (isOneOf(name ?? '', 'declare typeset')) return rest.some((one) => /^-\w*[px]/.test(one));
      return programs.some((one) => INTERPRETERS.has(one)) && READS_OWN.test(textOf(command, ground));
    });
  return isPrinted && commands.some((command) => runsUnseen(command, ground));
}

// How programs of other languages ask for it.
const READS_OWN = /\benviron|\bENVIRON|\bENV\b|getenv|process\.env|\$env\(|\benv\b/;
const PRINTS_ALL = /\/environ\b|\bcompgen\b|\$\{!\w{1,60}[*@]/;

function runsUnseen(command: Piped, ground: Ground): boolean {
  const { words } = command;
  if (words[0]?.isDynamic) return true;
  if (isRunningText(command, ground.source) || runsItsInput(words)) return true;
  // A shell reads the file that these name, or expands them, before all else.
  if (command.assignments.some(({ name }) => isOneOf(name, 'BASH_ENV ENV PS4 PROMPT_COMMAND'))) return true;
  const text = textOf(command, ground);
  // A name that is itself a value, a prompt that is expanded, zsh's `${(e)X}`.
  if (/\$\{!|@[PE]\}|\$\{\(\w*e|\b(declare|local|typeset)\s+-\w*n/.test(text)) return true;
  // `jq .` reads no file.
  const isRunner = (word: Word, index: number): boolean =>
    RUNS_WORDS.has(programName(word)) &&
    (word.value !== '.' || index === 0 || isOneOf(words[index - 1]?.value ?? '', 'command builtin'));
  const at = words.findIndex(isRunner);
  if (at < 0) {
    const isInterpreter = words.some((word) => INTERPRETERS.has(programName(word)));
    if (runsWritten(words, ground)) return true;
    return isInterpreter && /[<$]\(|`/.test(text) && /\s-f\b|[<]\(/.test(text);
  }
  const last = innermost(words);
  const name = programName(last[0]);
  const isFollowed = command.nested.length > 0 || !RUNS_WORDS.has(name);
  const isOnTheWay = words
    .slice(1, at + 1)
    .every((word) => !RUNS_WORDS.has(programName(word)) || isWalked(words, word));
  if (isFollowed && isOnTheWay) return hasUnseenWords(words[at], withoutOwnArguments(command, text, ground));
  const file = SHELL.has(name) || isOneOf(name, 'source .') ? fileOf(last) : undefined;
  return file ? couldBeWritten(file, ground) : isFed(command, ground);
}

/** A followed script with something in it that is made when it runs: `ssh host "$(cat f)"`, `eval "$1"`. */
function hasUnseenWords(reader: Word | undefined, text: string): boolean {
  if (programName(reader) === 'eval') return /\$/.test(text) || text.includes('`');
  return /\$\(|`|[<>]\(|\$[\d@*]|\$\{[\d@*!]/.test(text);
}

/** `bash -c 'ls "$1"' _ x`: what a script in single quotes does with its own arguments, its commands tell. */
function withoutOwnArguments({ nested }: Piped, text: string, { source }: Ground): string {
  const own = nested.filter(
    ({ quote, via }) => quote === 'literal-here-document' || (quote === 'single' && via.endsWith(' -c')),
  );
  return own.reduce(
    (left, { script }) => left.replace(source.slice(script.range.start, script.range.end), ''),
    text,
  );
}

function isWalked(words: readonly Word[], word: Word): boolean {
  if (words[0] === word) return true;
  return unwrap(words).some((one) => 'words' in one && isWalked(one.words, word));
}

/** The file of `bash f`, `. f`; none of `bash`, `bash -s x`. */
function fileOf([, ...args]: readonly Word[]): Word | undefined {
  if (args.some(({ value }) => value === '-s')) return undefined;
  const file = args.find(({ value, isDynamic }) => isDynamic || !/^[-+]/.test(value));
  return file && /^\/dev\/(stdin|fd\/)/.test(file.value) ? undefined : file;
}

/** Whether the script may have written the file that it runs: it names it again, or moves files. */
function couldBeWritten(file: Word, { source }: Ground): boolean {
  // `bash d/*.sh`, `find d -exec bash {} \;`
  if (file.isDynamic || GLOB.test(file.value)) return true;
  const base = file.value.slice(file.value.lastIndexOf('/') + 1);
  return source.split(base).length > 2 || MOVES.test(source);
}

// What gives a file a name that need not stand there: `mv`, `> ${F}1`.
const MOVES = /\b(?:mv|cp|ln|dd|tee|install)\s|>\s?["']?[\w./-]{0,60}\$/;

/** Whether a shell that reads its input is given one by this script. */
function isFed(command: Piped, { commands, script, source }: Ground): boolean {
  const isPiped = commands.some(({ after }) => after.some(({ range }) => isSame(range, command.range)));
  const isGiven = command.redirections.some(({ operator }) => operator.startsWith('<'));
  const isOther = !command.words.some(
    (word) => SHELL.has(programName(word)) || isOneOf(programName(word), 'ssh su'),
  );
  return (
    isPiped ||
    isGiven ||
    isOther ||
    command.hereDocuments.length > 0 ||
    command.words.some((word) => programName(word) === 'xargs') ||
    functionsOf(script).length > 0 ||
    hasGroups(source)
  );
}
