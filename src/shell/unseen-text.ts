import { evaluatesNames } from './evaluations.ts';
import { holds } from './own-bindings.ts';
import { beginsCommand, INTERPRETERS, isRunningText, SQL_CLIENTS } from './rereaders.ts';
import type { Command, Range, Script, VariableUse, Word } from './script.ts';
import { awaitsCommand, programName, unwrap } from './unwrap.ts';

type Piped = Command & { readonly after: readonly Command[] };

/** A script, and every command in it, those in scripts for other shells too. */
export interface Ground {
  readonly script: Script;
  readonly source: string;
  readonly commands: readonly Piped[];
}

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
    evaluatesNames(source) || /\[\[|\b(?:test|unset)\s|\[\s+-v\s/.test(source) || TAKES_LINES.test(source)
  );
}

// `export $(cat .env)`, `export "$line"`: with a line end or a space in it, one value sets any variable, `BASH_ENV` too.
const TAKES_LINES = /\b(?:export|declare|typeset|local|readonly|env)\s{1,9}(?:-\w{1,9}\s{1,9}){0,3}["']?[$`]/;

/** `while read -r h; do ssh host "ls $h"; done < f`: in a text that is followed, a variable that is not. */
function runsMadeWords({ words, range, hereDocuments }: Piped, { script, commands }: Ground): boolean {
  if (!words.some((word) => RUNS_WORDS.test(programName(word)))) return false;
  const made = new Set([
    ...bindingsOf(script).flatMap(({ name, kind }) =>
      /^(read|mapfile|for|printf)$/.test(kind) ? [name] : [],
    ),
    ...commands.flatMap(({ assignments }) =>
      assignments.flatMap(({ name, value }) => (/\$\(|`/.test(value?.text ?? '') ? [name] : [])),
    ),
  ]);
  const texts = [range, ...hereDocuments.map(({ bodyRange }) => bodyRange)];
  return script.uses.some((use) => made.has(use.name) && texts.some((text) => holds(text, use.range)));
}

function bindingsOf({ bindings, commands }: Script): Script['bindings'] {
  return [...bindings, ...commands.flatMap(({ nested }) => nested.flatMap((one) => bindingsOf(one.script)))];
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
      if (programs.some((name) => /^(?:printenv|envsubst)$/.test(name))) return true;
      const [name, ...rest] = command.words.map(({ value }) => value);
      if (name === 'env' || name === 'set' || name === 'export')
        return rest.every((one) => /^-\w*[p0]$/.test(one));
      if (/^(?:declare|typeset)$/.test(name ?? '')) return rest.some((one) => /^-\w*[px]/.test(one));
      return programs.some((one) => INTERPRETERS.has(one)) && READS_OWN.test(textOf(command, ground));
    });
  return isPrinted && commands.some((command) => runsUnseen(command, ground));
}

// How programs of other languages ask for it.
const READS_OWN = /\benviron|\bENVIRON|\bENV\b|getenv|process\.env|\$env\(|\benv\b/;
const PRINTS_ALL = /\/environ\b|\bcompgen\b|\$\{!\w{1,60}[*@]/;

const SHELL = /^(r?ba|z|da|k|a|fi|c|tc)?sh$/;
const RUNS_WORDS =
  /^(eval|source|\.|((r?ba|z|da|k|a|fi|c|tc)?sh)|ssh|su|runuser|at|batch|crontab|parallel|sg|npx)$/;

function runsUnseen(command: Piped, ground: Ground): boolean {
  const { words } = command;
  if (words[0]?.isDynamic) return true;
  if (isRunningText(command, ground.source) || runsItsInput(words)) return true;
  // A shell reads the file that these name, or expands them, before all else.
  if (command.assignments.some(({ name }) => /^(BASH_ENV|ENV|PS4|PROMPT_COMMAND)$/.test(name))) return true;
  const text = textOf(command, ground);
  // A name that is itself a value, a prompt that is expanded, zsh's `${(e)X}`.
  if (/\$\{!|@[PE]\}|\$\{\(\w*e|\b(declare|local|typeset)\s+-\w*n/.test(text)) return true;
  // `jq .` reads no file.
  const isRunner = (word: Word, index: number): boolean =>
    RUNS_WORDS.test(programName(word)) &&
    (word.value !== '.' || index === 0 || /^(?:command|builtin)$/.test(words[index - 1]?.value ?? ''));
  const at = words.findIndex(isRunner);
  if (at < 0) {
    const isInterpreter = words.some((word) => INTERPRETERS.has(programName(word)));
    if (runsWritten(words, ground)) return true;
    return isInterpreter && /[<$]\(|`/.test(text) && /\s-f\b|[<]\(/.test(text);
  }
  const last = innermost(words);
  const name = programName(last[0]);
  const isFollowed = command.nested.length > 0 || !RUNS_WORDS.test(name);
  const isOnTheWay = words
    .slice(0, at + 1)
    .every((word) => !RUNS_WORDS.test(programName(word)) || isWalked(words, word));
  if (isFollowed && isOnTheWay) return hasUnseenWords(words[at], withoutOwnArguments(command, text, ground));
  const mayBeFile = SHELL.test(name) || /^(?:source|\.)$/.test(name);
  return mayBeFile && isFile(last) ? couldBeWritten(last, ground) : isFed(command, ground);
}

/** `… | xargs setsid`, `… | xargs -I{} nice {}`: the first word of what comes in is run. */
function runsItsInput(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => programName(word) === 'xargs');
  if (at < 0) return false;
  const own: readonly Word[] = words.slice(at);
  let last = own;
  for (let inner: readonly Word[] | undefined = last; inner !== undefined && inner.length > 0;) {
    last = inner;
    inner = unwrap(last).flatMap((one) => ('words' in one ? [one.words] : []))[0];
  }
  return (
    last !== own && (awaitsCommand(last) || /^(?:\{\}|%)$/.test(last[0]?.value ?? '') || putsInScript(last))
  );
}

/** `xargs -I{} sh -c 'ls {}'`. */
function putsInScript(words: readonly Word[]): boolean {
  return unwrap(words).some((one) => 'script' in one && /\{\}|%/.test(one.script.value));
}

/** A followed script with something in it that is made when it runs: `ssh host "$(cat f)"`, `eval "$1"`. */
function hasUnseenWords(reader: Word | undefined, text: string): boolean {
  if (/^(eval)$/.test(programName(reader))) return /\$/.test(text) || text.includes('`');
  return /\$\(|`|[<>]\(|\$[\d@*]|\$\{[\d@*!]/.test(text);
}

/** `bash -c 'ls "$1"' _ x`: what a script in single quotes does with its own arguments, its commands tell. */
function withoutOwnArguments({ nested }: Piped, text: string, { source }: Ground): string {
  const own = nested.filter(
    ({ quote, via }) => quote === 'literal-here-document' || (quote === 'single' && / -c$/.test(via)),
  );
  return own.reduce(
    (left, { script }) => left.replace(source.slice(script.range.start, script.range.end), ''),
    text,
  );
}

/** The words of the last command that a chain of wrappers comes to. */
function innermost(words: readonly Word[]): readonly Word[] {
  const inner = unwrap(words).flatMap((one) => ('words' in one ? [one.words] : []));
  const [only] = inner;
  return only ? innermost(only) : words;
}

function isWalked(words: readonly Word[], word: Word): boolean {
  if (words[0] === word) return true;
  return unwrap(words).some((one) => 'words' in one && isWalked(one.words, word));
}

/** `bash f`, `. f`; not `bash`, `bash -s x`. */
function isFile([, ...args]: readonly Word[]): boolean {
  const operand = args.find(({ value, isDynamic }) => isDynamic || !/^[-+]/.test(value));
  if (args.some(({ value }) => value === '-s')) return false;
  return operand !== undefined && !/^\/dev\/(stdin|fd\/)/.test(operand.value);
}

/** Whether the script may have written the file that it runs: it names it again, or moves files. */
function couldBeWritten(words: readonly Word[], { source }: Ground): boolean {
  const file = words.slice(1).find(({ value, isDynamic }) => isDynamic || !/^[-+]/.test(value));
  // `bash d/*.sh`, `find d -exec bash {} \;`
  if (!file || file.isDynamic || GLOB.test(file.value)) return true;
  const base = file.value.replace(/^.*\//, '');
  return source.split(base).length > 2 || MOVES.test(source);
}

// What gives a file a name that need not stand there: `mv`, `> ${F}1`.
const MOVES = /\b(?:mv|cp|ln|dd|tee|install)\s|>\s?["']?[\w./-]{0,60}\$/;
const GLOB = /[*?[{]/;
const SCRIPTED = /^(?:python[23]?|node|deno|bun|perl|ruby|php|lua|tclsh|awk|gawk|sed|Rscript)$/;

/** `echo … > f; ./f x`, `echo … > f; tclsh f x`: a file that the script has made, with arguments. */
function runsWritten(words: readonly Word[], { source }: Ground): boolean {
  const last = innermost(words);
  const [program] = last;
  const name = programName(program);
  const isRunner = SCRIPTED.test(name) || SHELL.test(name) || /^(?:source|\.)$/.test(name);
  const file = isRunner ? last.slice(1).find(({ value }) => !/^[-+]/.test(value)) : program;
  if (!isRunner && !/^[.~]{0,2}\//.test(program?.value ?? '')) return false;
  const base = file?.value.replace(/^.*\//, '') ?? '';
  if (file === program && GLOB.test(base)) return MAKES_SOME.test(source); // `./d/*`
  if (!/^[\w.-]{0,80}\w$/.test(base)) return false;
  for (let at = source.indexOf(base); at >= 0; at = source.indexOf(base, at + base.length))
    if (MAKES_FILE.test(source.slice(Math.max(0, at - 100), at))) return true;
  return false;
}

// What stands before the name of a file that is made, or made to be run.
const MAKES_FILE =
  />\|?\s{0,9}["']?[^\s;|&"']{0,60}$|\b(?:tee|chmod|cp|mv|install|ln|sponge)\s[^;|&\n]{0,80}$|\bof=[^\s;|&]{0,60}$/;

const MAKES_SOME = />|\b(?:tee|cp|mv|install|ln|sponge)\s/;

/** Whether a shell that reads its input is given one by this script. */
function isFed(command: Piped, { commands, script, source }: Ground): boolean {
  const isPiped = commands.some(({ after }) => after.some(({ range }) => isSame(range, command.range)));
  const isGiven = command.redirections.some(({ operator }) => operator.startsWith('<'));
  const isOther = !command.words.some(
    (word) => SHELL.test(programName(word)) || /^(ssh|su)$/.test(programName(word)),
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

// The output or the input of a loop or a group: `done < f`, `} > f`, `| while`, `coproc bash`.
const GROUP =
  /(?:^|[ ;&|(])(?:done|fi|esac|\}|\)) ?\d?[<>|&]|\| ?(?:while|until|for|if|case|\{|\()|\bcoproc\b|[<>]& ?["$\d{]/;

// `exec < f`, `(sh) <<< x`.
const STREAM = /\bexec ?\d?(?:[<>]|\{)/;
const SUBSHELL = /(?:^|[;&|{!] ?|\b(?:then|do|else|if|while|until) ?)\((?!\()/;

function hasGroups(source: string): boolean {
  const line = source.replace(/\s+/g, ' ');
  return GROUP.test(line) || STREAM.test(line) || (SUBSHELL.test(line) && /\) ?\d?[<>|&]/.test(line));
}

// What bash keeps of the command before: `$_`, `!!`, `!$`.
const LAST_WORD = /\$\{?_(?!\w)|!!|!\$|\bfc\b/;

function functionsOf({ functions, commands }: Script): readonly string[] {
  return [
    ...functions,
    ...commands.flatMap(({ nested }) => nested.flatMap((one) => functionsOf(one.script))),
  ];
}

function isSame(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Whether a value reaches nothing but the program that it is a word of, which prints for a person to read. */
function staysInItsCommand(use: VariableUse, ground: Ground): boolean {
  const { commands, script, source } = ground;
  if (functionsOf(script).length > 0 || hasGroups(source) || LAST_WORD.test(source)) return false;
  const around = commands.filter(
    ({ range, hereDocuments }) =>
      holds(range, use.range) || hereDocuments.some(({ bodyRange }) => holds(bodyRange, use.range)),
  );
  return around.length > 0 && around.every((command) => staysIn(command, use, ground));
}

function staysIn(command: Piped, { range }: VariableUse, ground: Ground): boolean {
  const { source } = ground;
  const { words, redirections, nested, depth, after } = command;
  if (depth > 0 || after.length > 0 || isRunningText(command, source)) return false;
  if (
    redirections.some(
      ({ operator, target }) => />/.test(operator) && !/^(\/dev\/null|[12])$/.test(target?.value ?? ''),
    )
  )
    return false;
  if (nested.some(({ script }) => holds(script.range, range))) return true;
  const word = words.find((one) => holds(one.range, range));
  if (
    !word ||
    nested.length > 0 ||
    /^(set|read|mapfile|readarray|coproc|parallel)$/.test(programName(words[0]))
  )
    return false;
  if (/^(compgen|complete)$/.test(programName(words[0]))) return false;
  // What it writes, something else may read again.
  if (words.some((one) => WRITERS.test(programName(one))) || runsWritten(words, ground)) return false;
  if (writesByFlag(words) || writesInProgram(command, ground) || isStored(command, ground)) return false;
  const name = words[0]?.value === 'printf' && words[1]?.value === '-v';
  return !name && !/^[A-Za-z_]\w*\+?=/.test(word.text);
}

/** `python3 -c 'open("f", "w").write(…)' "$X"`. */
function writesInProgram(command: Piped, ground: Ground): boolean {
  return (
    command.words.some((one) => INTERPRETERS.has(programName(one)) || SQL_CLIENTS.has(programName(one))) &&
    (WRITES.test(textOf(command, ground)) ||
      (command.words.some((one) => SQL_CLIENTS.has(programName(one))) &&
        STORED_BY_SQL.test(textOf(command, ground))))
  );
}

/** `kubectl annotate … x="$V"; eval "$(kubectl get …)"`: what a program is given to keep, and asked for again. */
function isStored({ words, range }: Piped, { commands }: Ground): boolean {
  const names = new Set(words.map(programName).filter((name) => name !== ''));
  if (!words.some(({ value }) => STORES.test(value))) return false;
  return commands.some(
    (other) =>
      !isSame(other.range, range) &&
      (other.depth > 0 || other.after.length > 0) &&
      other.words.some((word) => names.has(programName(word))),
  );
}

const STORES =
  /^(?:h?m?set(?:ex|nx)?|[lr]push|[sz]?add|put|push|append|write|create|update|apply|patch|annotate|label|insert|save|store|commit|tag|config|import|upload|send|publish|produce|edit|replace|register|put-\w{1,40}|create-\w{1,40}|update-\w{1,40}|set-\w{1,40})$/i;

const STORED_BY_SQL = /\b(?:insert|update|replace|merge|create|alter|copy|set|call|load|upsert)\b/i;

const WRITES = /\b(?:write\w{0,20}|append\w{0,20}|open|File)\b|\.(?:output|once)\b/;

/** `sed -i`, `perl -pi`, `yq -i`, `shuf -o f`, `find -fprintf f`. */
function writesByFlag(words: readonly Word[]): boolean {
  const [name = ''] = words
    .map(programName)
    .filter((one) => IN_PLACE.test(one) || /^(?:shuf|sort|openssl|curl|wget|find)$/.test(one));
  if (name === '') return false;
  const flag =
    name === 'find'
      ? /^-f(?:print|ls)/
      : !IN_PLACE.test(name)
        ? /^-\w*[oO]|^--output|^--remote/
        : /^-\w*i|^--in-?place/;
  return words.some(({ value }) => flag.test(value));
}

const IN_PLACE = /^(?:g?sed|perl|ruby|g?awk|yq|crudini|augtool|ed|ex)$/;

const WRITERS =
  /^(?:ln|touch|mkdir|cp|mv|install|dd|tee|tar|zip|rename|mktemp|split|csplit|history|tmux|screen|xclip|xsel|pbcopy|setfattr|git|redis-cli|etcdctl|consul|vault|crontab|at)$/;

const PRINTS_AS_IT_IS =
  /^(echo|cat|tee|printf|yes|export|declare|local|typeset|readonly|read|set|mapfile|readarray|)$/;
/** A text without the quotes, backslashes and blanks at its end. */
function withoutQuotes(text: string): string {
  let end = text.length;
  while (end > 0 && /["'\\ \t]/.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

/** Whether a text ends where a command begins, also in a program or a line of a crontab: `; `, `system("`, `0 * * * * `. */
function endsBeforeCommand(before: string): boolean {
  const text = withoutQuotes(before);
  const line = text.slice(text.lastIndexOf('\n') + 1).replace(/["']/g, '');
  const fields = line.trim().split(/\s+/);
  // A crontab of the system has the user's name before the command.
  const isTimes =
    (fields.length === 5 || (fields.length === 6 && USER.test(fields[5] ?? ''))) &&
    fields.slice(0, 5).every((field) => /^[\d*,/-]+$/.test(field));
  return text === '' || isTimes || /[\n;&|({`!]$/.test(text) || beginsCommand(before);
}

const USER =
  /^(?:root|nobody|app|deploy|admin|git|nginx|www-data|postgres|mysql|ubuntu|ec2-user|\$\{?\w{1,40}\}?)$/;

// `${X#a}`, `${X:2}`, `${A[1]}`, `set -- $X`: a part of a variable, which may begin with the value.
const TAKES_APART = /\$\{\w{1,60}(?:\[[^\]\n]{0,60}\])?(?:#|%|:\s?[\w$(-])|\bset\s(?:--\s)?["']?\$|\bIFS=/;

/** `echo "a $X" | cut -d ' ' -f 2 | sh`. */
function takesPart(word: Word): boolean {
  return /^(?:cut|awk|gawk|mawk|sed|tail|head|tr|grep|sort|rev|fold|jq|perl|xargs|read)$/.test(
    programName(word),
  );
}

const TAKERS = /\b(?:cut|g?awk|sed|tail|head|tr|grep|sort|rev|jq|read|mapfile)\b/;

/** `cat > f <<EOF … cut -f 2 f | sh`: a part of what it prints, or writes, is taken. */
function isTakenApart({ after, redirections }: Piped, source: string): boolean {
  if (after.some(({ words }) => words.some(takesPart))) return true;
  return redirections.some(({ operator }) => operator.includes('>')) && TAKERS.test(source);
}

/** Whether the value could be the first word of the text that it becomes a part of. */
export function couldBegin(use: VariableUse, { commands, script, source }: Ground): boolean {
  const around = commands.filter(({ range }) => holds(range, use.range));
  const inner = around.sort((a, b) => b.range.start - a.range.start)[0];
  const document = commands
    .flatMap((one) => one.hereDocuments)
    .find(({ bodyRange }) => holds(bodyRange, use.range));
  const holder = commands.find(
    ({ hereDocuments }) => document !== undefined && hereDocuments.includes(document),
  );
  const own = holder ?? inner;
  if (own && own.nested.length === 0 && isTakenApart(own, source)) return true;
  if (document) return endsBeforeCommand(source.slice(document.bodyRange.start, use.range.start));
  if (!inner) return true;
  const name = programName(inner.words[0]);
  const isOwn = inner.assignments.find(({ range }) => holds(range, use.range));
  const isAsItIs = PRINTS_AS_IT_IS.test(name) || RUNS_WORDS.test(name) || functionsOf(script).includes(name);
  if (/^g?sed$/.test(name) && writesByFlag(inner.words)) {
    return !/[\w=.-]$/.test(withoutQuotes(source.slice(inner.range.start, use.range.start)));
  }
  if (!isOwn && !isAsItIs) return true;
  const word = inner.words.find(({ range }) => holds(range, use.range));
  // They take the text apart.
  if (/^(read|mapfile|readarray)$/.test(name)) return true;
  const string = inner.redirections.find(({ target }) => target && holds(target.range, use.range));
  if (string?.target) return endsBeforeCommand(source.slice(string.target.range.start, use.range.start));
  if (isOwn && TAKES_APART.test(source)) return true;
  const start = isOwn ? isOwn.nameRange.end : (word ?? inner).range.start;
  const before = source
    .slice(start, use.range.start)
    .replace(/^\+?=/, '')
    .replace(/^\w+\+?=/, '');
  return endsBeforeCommand(before);
}

/** The command as it is written, with what is given to it as a here-document. */
function textOf({ range, hereDocuments }: Command, { source }: Ground): string {
  const documents = hereDocuments.map(({ bodyRange }) => source.slice(bodyRange.start, bodyRange.end));
  return [source.slice(range.start, range.end), ...documents].join('\n');
}
