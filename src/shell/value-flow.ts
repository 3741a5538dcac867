import { manifestGuard } from './manifest-commands.ts';
import { holds } from './own-bindings.ts';
import { isRunLater, spelledPaths, writtenPaths } from './later-files.ts';
import { couldBegin, unseenGuards } from './unseen-text.ts';
import {
  beginsCommand,
  INTERPRETERS,
  listInputRunners,
  namesRereader,
  opensArguments,
  READERS,
  RERUNNERS,
  SQL_CLIENTS,
} from './rereaders.ts';
import type { Binding, Command, Range, Script, VariableUse, Word } from './script.ts';
import { programName, unwrap } from './unwrap.ts';

/** What a value's way through a script is followed in. */
export interface Flow {
  readonly script: Script;
  readonly source: string;
  /** Every command, those in scripts for other shells too. */
  readonly commands: readonly (Command & { readonly after: readonly Command[] })[];
  /** What a variable must not mean where it stands, as letters of `PlaceCode`. */
  readonly guardsAt: (use: VariableUse) => string;
}

/**
 * What a value must be because of where its text goes after its own command: `t` plain, where something reads it
 * again, `c` refused, where it becomes the name of what is run, `K` without backslashes, where they are read.
 */
export function flowGuards(use: VariableUse, flow: Flow): string {
  const own = ownGuards(use, flow);
  if (own.includes('c')) return own;
  return own + derivedGuards(use, flow) + unseenGuards(use, flow);
}

/** What its own command does with it. */
function ownGuards(use: VariableUse, flow: Flow): string {
  const around = flow.commands.filter(({ range, hereDocuments }) => {
    const documents = hereDocuments.some(({ bodyRange }) => holds(bodyRange, use.range));
    return documents || holds(range, use.range);
  });
  if (around.some((command) => isRunAsCommand(command, use, flow))) return 'c';
  if (around.some((command) => isGivenToMadeShell(command, use, flow))) return 'c';
  if (around.some((command) => isGlobProgram(command, use, flow.source))) return 'c';
  if (around.some((command) => isRunAgain(command, use, flow))) return 't';
  if (isSubscript(use, flow.source) || isDuplicated(use, around)) return 't';
  return readsBackslashes(around, use) + (around.some((command) => isOpened(command, use)) ? 'A' : '');
}

/** `C="sh -c"; $C "$X"`, `$SHELL -c "$X"`, `C=(sh -c "$X")`: a shell that stands in a variable. */
function isGivenToMadeShell(command: Command, use: VariableUse, { commands, source }: Flow): boolean {
  const array = command.assignments.find(({ range }) => holds(range, use.range));
  const lead = source.slice(array?.nameRange.end ?? use.range.start, use.range.start);
  if (/^\+?=\(/.test(lead) && /\s["']?$/.test(lead) && namesRereader(lead)) return true;
  const word = command.words.find(({ range }) => holds(range, use.range));
  const [program] = command.words;
  if (!word || !program?.isDynamic || word === program) return false;
  if (!/^["']?$/.test(source.slice(word.range.start, use.range.start))) return false;
  if (/^-\w*c$/.test(command.words[command.words.indexOf(word) - 1]?.value ?? '')) return true;
  const name = /^["']?\$\{?(\w+)/.exec(program.text)?.[1];
  return commands
    .flatMap(({ assignments }) => assignments)
    .some((one) => one.name === name && namesRereader(source.slice(one.nameRange.end, one.range.end)));
}

/** zsh's `*(e:'cmd':)` and `*(+cmd)`, which run what stands there for each file. */
function isGlobProgram({ nested }: Command, { range }: VariableUse, source: string): boolean {
  const own = nested.find(({ via, script }) => via.includes('zsh') && holds(script.range, range));
  return own !== undefined && /\([^)\s]{0,20}[e+]/.test(source.slice(own.script.range.start, range.start));
}

/** `perl -ne '…' "$X"`; not what perl reads from its input. */
function isOpened(command: Command, use: VariableUse): boolean {
  return opensArguments(command) && wordWith(command, use.range) !== undefined;
}

/** `echo "$X" | bash`, `trap "$X" EXIT`: a text that is run, and begins a command with the value. */
function isRunAsCommand(command: Flow['commands'][number], use: VariableUse, { source }: Flow): boolean {
  if (isNested(command, use)) return false;
  const word = wordWith(command, use.range);
  const start = word?.range.start ?? 0;
  const before = source.slice(start, use.range.start).replace(/^["']/, '');
  // `${A:-$X}`: where A is empty, it begins with the value.
  const lead = before.replace(/["']$/, '').replace(/\$\{\w{1,60}:?[-+=]$/, '');
  const last = lead.trimEnd().at(-1) ?? '\n';
  const begins =
    lead.slice(lead.trimEnd().length).includes('\n') || (word ? '\n;&|({`' : '\n').includes(last);
  if (isHook(command.words, word)) return true;
  if (!begins && !(word && /^\w+=["']?$/.test(before))) return false;
  const [name = ''] = command.words.map(programName);
  const isInput = isGivenAsInput(command, use.range);
  const operand = command.words.slice(1).find(({ value }) => value !== '--');
  if (/^(trap|alias)$/.test(name) && word === operand) return true;
  if (isTyped(command.words)) return true;
  const printed = /^(echo|printf|cat|tee|yes)$/.test(name) && begins;
  const readers = command.after.flatMap(({ words }) => [
    ...listInputRunners(words),
    ...words.map(programName).filter((one) => /^(eval|source|\.)$/.test(one)),
  ]);
  if (printed && (readers.length > 0 || goesToProcess(command))) return true;
  return isInput && begins && command.words.some((one) => /^(ba|z|da|k|a)?sh$|^ssh$/.test(programName(one)));
}

/** `tmux send-keys "$X"`, `screen -X stuff "$X"`. */
function isTyped(words: readonly Word[]): boolean {
  const values = words.map(({ value }) => value);
  return (
    /^(tmux|screen)$/.test(programName(words[0])) &&
    values.some((one) => /^(send-keys|send|stuff)$/.test(one))
  );
}

/** `mapfile -C "$X"`, `complete -C "$X"`: a command that bash runs by itself. */
function isHook(words: readonly Word[], word: Word | undefined): boolean {
  const flag = words[word ? words.indexOf(word) - 1 : -1]?.value ?? '';
  const isHooked = /^-\w*[CF]$/.test(flag) || /^-\w{0,8}[CF]["']?\$/.test(word?.text ?? '');
  if (/^(history|fc)$/.test(programName(words[0]))) return /^-\w*[se]$/.test(flag);
  return /^(mapfile|readarray|compgen|complete)$/.test(programName(words[0])) && isHooked;
}

/** The names of a script's functions, and of those that scripts inside it define. */
function functionsOf({ functions, commands }: Script): readonly string[] {
  return [
    ...functions,
    ...commands.flatMap(({ nested }) => nested.flatMap((one) => functionsOf(one.script))),
  ];
}

function bindingsOf({ bindings, commands }: Script): readonly Binding[] {
  return [...bindings, ...commands.flatMap(({ nested }) => nested.flatMap((one) => bindingsOf(one.script)))];
}

function isRunAgain(command: Flow['commands'][number], use: VariableUse, { script, source }: Flow): boolean {
  const word = wordWith(command, use.range);
  const isInput = isGivenAsInput(command, use.range);
  if (!word && !isInput) return false;
  const programs = command.words.map(programName);
  const [name = ''] = programs;
  if (word && functionsOf(script).includes(name)) return true;
  if (word && word !== command.words[0] && command.words[0]?.isDynamic) return true;
  if (name === 'set' && /\$(\d|[@*]|\{[\d@*])/.test(source)) return true;
  const part = word?.parts.find(({ range }) => holds(range, use.range));
  // An unquoted `$(echo "$X")` is split and globbed; as a process, it is a file that somebody reads.
  if (part?.kind === 'command' && !isNested(command, use)) return true;
  const isMade = /\$\(|`|[<>]\(/.test(source.slice(word?.range.start ?? 0, word ? use.range.start : 0));
  // `curl --config <(echo "$X")`: a file for a program that may read commands in it.
  if (word?.text.startsWith('<(') === true && !programs.some((one) => READS_DATA.has(one))) return true;
  if (isMade && programs.some((one) => isReader(one) || INTERPRETERS.has(one))) return true;
  // `flock f -c "ls $(dirname "$X")"`: what is printed becomes a part of the script.
  if (
    isMade &&
    command.nested.some(({ quote, script: one }) => quote !== 'single' && holds(one.range, use.range))
  )
    return true;
  if (isMade && word === command.words[0]) return true;
  if (isInput && !isNested(command, use) && programs.some(isReader)) return true;
  if (goesToProcess(command)) return true;
  return word !== undefined && isAfterUnfollowedReader(command, word);
}

const READS_DATA = new Set(
  'cat diff comm cmp sort uniq paste join grep egrep wc head tail less more jq cut tr column xxd od md5sum sha256sum kubectl oc vimdiff while done read mapfile readarray'.split(
    ' ',
  ),
);

/** `echo "$X" > >(bash)`, `echo "$X" | tee >(ssh host bash)`: a process that reads what is printed, and runs it. */
function goesToProcess(command: Flow['commands'][number]): boolean {
  return [command, ...command.after].some(({ words, redirections }) =>
    [...words, ...redirections.flatMap(({ target }) => target ?? [])].some(
      ({ text }) => text.includes('>(') && namesRereader(text),
    ),
  );
}

function isReader(name: string): boolean {
  return READERS.has(name) || RERUNNERS.has(name) || /^(eval|source|\.)$/.test(name);
}

/** Whether the use is in a script that was read as one: its quotes are known. */
function isNested({ nested }: Command, { range }: VariableUse): boolean {
  return nested.some(({ script }) => holds(script.range, range));
}

/** `sshpass -p x ssh host "echo $X"`: a shell behind a program whose words nobody knows. */
function isAfterUnfollowedReader(command: Command, word: Word): boolean {
  const followed = new Set(followedPrograms(command.words));
  const at = command.words.indexOf(word);
  return command.words.slice(0, at).some((one) => isReader(programName(one)) && !followed.has(one));
}

function followedPrograms(words: readonly Word[]): readonly Word[] {
  const [first] = words;
  const inner = unwrap(words).flatMap((one) => ('words' in one ? followedPrograms(one.words) : []));
  return first ? [first, ...inner] : [];
}

function wordWith({ words, assignments }: Command, range: Range): Word | undefined {
  return [...words, ...assignments.flatMap(({ value }) => value ?? [])].find((word) =>
    holds(word.range, range),
  );
}

function isGivenAsInput({ hereDocuments, redirections }: Command, range: Range): boolean {
  return (
    hereDocuments.some(({ bodyRange }) => holds(bodyRange, range)) ||
    redirections.some((one) => one.target !== undefined && holds(one.target.range, range))
  );
}

/** `X[$V]=1`: what stands in the brackets is evaluated. */
function isSubscript({ range, layers }: VariableUse, source: string): boolean {
  return (
    layers.at(-1) === 'bare' &&
    /[\w(\s]\[[^\]\s]{0,80}$/.test(source.slice(Math.max(0, range.start - 80), range.start))
  );
}

/** `>&$X`: bash expands what it comes to once more. */
function isDuplicated({ range }: VariableUse, around: readonly Command[]): boolean {
  const redirections = around.flatMap((one) => one.redirections);
  return redirections.some(
    ({ operator, target }) => /^[<>]&$/.test(operator) && target && holds(target.range, range),
  );
}

/** `printf "$X"`, `echo -e "$X"`, `awk -v x="$X"`. */
function readsBackslashes(around: readonly Command[], { range }: VariableUse): string {
  for (const { words } of around) {
    const at = words.findIndex((word) => holds(word.range, range));
    const name = programName(words[0]);
    if (at < 1) continue;
    const values = words.map(({ value }) => value);
    if (name === 'printf') {
      const format = values[1] === '-v' ? 3 : values[1] === '--' ? 2 : 1;
      if (at === format) return 't';
      if (/%[-\d.]*b/.test(values[format] ?? '')) return 'K';
    }
    if (name === 'echo' && values.slice(1, at).some((value) => /^-[nE]*e/.test(value))) return 'K';
    if (/^[gmn]?awk$/.test(name) && (values[at - 1] === '-v' || /^-v./.test(values[at] ?? ''))) return 'K';
  }
  return '';
}

/** What becomes of the variables, files and streams that its text is put into. */
function derivedGuards(use: VariableUse, flow: Flow): string {
  const { names, isWhole } = derivedNames(use, flow);
  const canPrecede = comesBack(flow);
  const found = flow.script.uses.filter(
    (one) => names.has(one.name) && (one.range.start > use.range.start || (canPrecede && one !== use)),
  );
  const isTaken = found.some(
    (one) => one.level >= 0 && one.layers[one.level] === 'bare' && one.place !== 'assignment',
  );
  const isKept = (one: VariableUse): boolean =>
    one.level < 0 &&
    flow.commands.some(
      ({ words, range }) => holds(range, one.range) && /^(?:trap|alias)$/.test(programName(words[0])),
    );
  // `trap 'eval "$A"' EXIT; A=$V`.
  if (isWhole && flow.script.uses.some((one) => names.has(one.name) && isKept(one))) return 'c';
  if (
    (isWhole || isTaken) &&
    found.some((one) => one.place === 'command' || (ownGuards(one, flow) + flow.guardsAt(one)).includes('c'))
  )
    return 'c';
  if (found.some((one) => isReread(one, flow))) return 't';
  const isText = isWrittenAndRun(use, flow);
  if (!isText && !isWrittenForLater(use, flow)) return '';
  const before = flow.source.slice(Math.max(0, use.range.start - LONGEST_LEAD), use.range.start);
  // `echo "RUN $X" >> Dockerfile`: what the line of the file begins with stands behind a quote here.
  const lead = before.replace(/(?:^|\s)["']([^"'\n]{0,200}["'\\]{0,2})$/, '\n$1');
  if (beginsCommand(before) || manifestGuard(lead) === 'c' || isSource(use, flow)) return 'c';
  return couldBegin(use, flow) && (isText || isPrinted(use, flow)) ? 'c' : 't';
}

/** `f() { ssh host "ls $A"; }; A=$V; f`: what stands before it in the text may be run after it. */
function comesBack({ script, source }: Flow): boolean {
  return functionsOf(script).length > 0 || /\b(?:for|while|until|trap|alias|PROMPT_COMMAND)\b/.test(source);
}

/** A variable made of the value is read by more than the shell that expands it. */
function isReread(derived: VariableUse, flow: Flow): boolean {
  const { layers, level, place, isEnclosed } = derived;
  const isSplit = level >= 0 && layers[level] === 'bare' && place !== 'assignment';
  if (isSplit || place === 'command' || place === 'test' || layers.includes('arithmetic')) return true;
  if (level >= 0 && level < layers.length - 1) return true;
  if (isEnclosed && !derived.isPlain) return true;
  if (ownGuards(derived, flow) !== '') return true;
  if (flow.commands.some((command) => namesVariable(command, derived, flow))) return true;
  return flow.commands.some((command) => {
    const isGiven = wordWith(command, derived.range) ?? isGivenAsInput(command, derived.range);
    const programs = command.words.map(programName);
    const isProgram = programs.some(
      (name) => isReader(name) || INTERPRETERS.has(name) || SQL_CLIENTS.has(name) || /^g?sed$/.test(name),
    );
    return isGiven !== false && isGiven !== undefined && isProgram && !isNested(command, derived);
  });
}

/** `declare "$A=1"`, `printf -v "$A"`, `unset "$A"`: the name of a variable, whose subscript bash evaluates. */
function namesVariable({ words }: Command, { range }: VariableUse, { source }: Flow): boolean {
  const word = words.find((one, at) => at > 0 && holds(one.range, range));
  const name = programName(words[0]);
  const isFlagged = /^(printf|test|\[|wait)$/.test(name) && words.some(({ value }) => /^-[vp]$/.test(value));
  if (!word || !(NAMERS.test(name) || isFlagged)) return false;
  return !/^["']?\w+\+?=/.test(source.slice(word.range.start, range.start));
}

const NAMERS = /^(export|declare|typeset|local|readonly|unset|read|mapfile|readarray|getopts|let)$/;

interface Derived {
  readonly names: ReadonlySet<string>;
  /** Whether one of them is the value and nothing before it. */
  readonly isWhole: boolean;
}

/** The variables that a value's text ends up in: `A=x$V`, `for A in $V`, `read A <<< "$V"`, `B=$A`. */
function derivedNames(use: VariableUse, flow: Flow): Derived {
  // `: "$V"; ssh host "ls $_"`: the last word of the command before.
  const names = new Set<string>(['_']);
  const targets = listTargets(flow);
  // `echo "A=$V" > .env`, `export "A=$V"`: a line that somebody reads as a shell does.
  const written = WRITTEN.exec(flow.source.slice(Math.max(0, use.range.start - 80), use.range.start))?.[1];
  if (written !== undefined) names.add(written);
  if (ENTERS.test(flow.source.slice(Math.max(0, use.range.start - 80), use.range.start)))
    for (const name of ['PWD', 'OLDPWD']) names.add(name);
  let isWhole = written !== undefined;
  for (const target of targets) {
    if (!holds(target.range, use.range)) continue;
    names.add(target.name);
    const lead = flow.source.slice(target.valueStart, use.range.start).replace(/^=/, '');
    // `A=(x "$V")`, `A=([k]="$V")`: each item is one of its values.
    const isItem = lead.startsWith('(') && /(?:[\s(]|\]=)["']?$/.test(lead);
    isWhole ||= target.isAny === true || lead.length <= 2 || isItem;
  }
  for (let before = -1; before < names.size;) {
    before = names.size;
    for (const { name, range } of targets)
      if (flow.script.uses.some((one) => names.has(one.name) && holds(range, one.range))) names.add(name);
  }
  return { names, isWhole };
}

// `cd "$V"; ssh host "ls $PWD"`.
const ENTERS = /\b(?:cd|pushd)\s{1,9}(?:-\w?\s|--\s)?["']?[^\s;|&]{0,60}$/;

// `A=$V`, `A+=$V`, `${A:=$V}`.
const WRITTEN = /(?<!\w)([A-Za-z_]\w{0,60})[:+]?=["'\\]{0,3}$/;

interface Target {
  readonly name: string;
  /** Where the text stands that it is made of. */
  readonly range: Range;
  readonly valueStart: number;
  /** What it begins with is not known. */
  readonly isAny?: boolean;
}

const DECLARERS = /^(export|declare|typeset|local|readonly)$/;

function listTargets({ commands, script, source }: Flow): readonly Target[] {
  const bindings = bindingsOf(script);
  const assigned = commands.flatMap(({ assignments, words, range, redirections }) => {
    const inputStart = redirections.find(({ operator }) => operator === '<<<')?.target?.range.start;
    const own = assignments.map((one) => ({
      name: one.name,
      range: one.range,
      valueStart: one.nameRange.end + 1,
    }));
    const isDeclared = DECLARERS.test(words[0]?.value ?? '');
    const declared = isDeclared ? words.flatMap((word) => targetOf(word) ?? []) : [];
    const read = /^(read|mapfile|readarray|printf)$/.test(words[0]?.value ?? '')
      ? bindings
          .filter((one) => holds(range, one.range))
          .map(({ name }) => ({
            name,
            range,
            valueStart: inputStart ?? range.start,
            isAny: inputStart === undefined,
          }))
      : [];
    return [...own, ...declared, ...read];
  });
  const loops = bindings
    .filter(({ kind }) => kind === 'for')
    .map(({ name, range }) => {
      const end = /[;\n]/.exec(source.slice(range.end));
      const until = end ? range.end + end.index : source.length;
      return { name, range: { start: range.end, end: until }, valueStart: range.end + 4 };
    });
  return [...assigned, ...loops];
}

function targetOf({ text, range }: Word): Target | undefined {
  const name = /^(\w+)\+?=/.exec(text)?.[1];
  return name === undefined ? undefined : { name, range, valueStart: range.start + name.length + 1 };
}

/** `echo "$X" >> ~/.ssh/config`, `crudini --set /etc/default/x …`: a file that something else runs, or reads as commands. */
function isWrittenForLater(use: VariableUse, { commands }: Flow): boolean {
  return commandsWith(use, commands)
    .flatMap((command) => [command, ...command.after])
    .flatMap(writtenPaths)
    .some((path) => spelledPaths(path, commands).some(isRunLater));
}

/** `cp "$X" /etc/cron.d/x`: the file that is run later. */
function isSource(use: VariableUse, { commands, source }: Flow): boolean {
  return commandsWith(use, commands).some(
    ({ words }) =>
      words.some((word) => /^(?:cp|mv|install|ln)$/.test(programName(word))) &&
      words.some(
        ({ range }) => /^["']?$/.test(source.slice(range.start, use.range.start)) && holds(range, use.range),
      ) &&
      !/\.env\b/.test(words.at(-1)?.value ?? ''),
  );
}

/** Characters before a variable that are looked at. */
const LONGEST_LEAD = 2_000;

/** What is written is the text itself; the words of other programs are values of theirs. */
function isPrinted(use: VariableUse, { commands }: Flow): boolean {
  return commandsWith(use, commands).some(
    (command) =>
      isGivenAsInput(command, use.range) || /^(?:echo|printf|cat)$/.test(programName(command.words[0])),
  );
}

function commandsWith(use: VariableUse, commands: Flow['commands']): Flow['commands'] {
  return commands.filter((command) => holds(command.range, use.range) || isGivenAsInput(command, use.range));
}

/** `echo "$X" > f; bash f`: a file that is written with the value in it, and run later. */
function isWrittenAndRun(use: VariableUse, flow: Flow): boolean {
  const { commands } = flow;
  const writers = commandsWith(use, commands);
  const files = writers.flatMap((command) => writtenFiles(command, commands));
  if (files.length === 0) return false;
  const canPrecede = comesBack(flow);
  return commands.some(
    (command) =>
      (canPrecede || command.range.start > use.range.start) && files.some((file) => runsFile(command, file)),
  );
}

/** The files of a command's own output, and of the `tee`s after it. */
function writtenFiles(command: Command, commands: readonly Command[]): readonly string[] {
  const own = command.redirections.flatMap(({ operator, target }) =>
    /^(>|>>|>\||&>|&>>)$/.test(operator) && target ? [target.value] : [],
  );
  const tees = commands.filter(
    ({ words, range }) =>
      words.slice(0, 4).some((word) => programName(word) === 'tee') && range.start > command.range.start,
  );
  const others = /^(tee|dd|install|cp|mv)$/.test(programName(command.words[0]))
    ? command.words.slice(1).map(({ value }) => value)
    : [];
  return [...own, ...others, ...tees.flatMap(({ words }) => words.slice(1).map(({ value }) => value))].filter(
    (file) => file !== '' && !file.startsWith('-') && !file.startsWith('/dev/'),
  );
}

function runsFile({ words, redirections }: Command, file: string): boolean {
  const programs = words.map(programName);
  const isNamed = [
    ...words.map(({ value }) => value),
    ...redirections.flatMap(({ target }) => target?.value ?? []),
  ];
  const base = file.replace(/^.*\//, '');
  // `python3 -c 'import cfg'`, `node -e 'require("./cfg")'`: a module goes by its name alone.
  const module = base
    .replace(/\.(?:py|[cm]?js|ts|rb|p[lm]|lua)$/, '')
    .replace(/^(?:__init__|__main__|index)$/, '');
  if (!isNamed.some((text) => text.includes(file) || text.includes(module))) return false;
  const runs = (name: string): boolean =>
    isReader(name) ||
    INTERPRETERS.has(name) ||
    SQL_CLIENTS.has(name) ||
    /^(chmod|crontab|at|batch|kubectl|trap)$/.test(name);
  return programs.some(runs) || (words[0]?.value ?? '').includes(base);
}
