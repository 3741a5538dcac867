import { parseScript } from './parse.ts';
import { withoutGuards } from './quote.ts';
import type { PlaceCode } from './quote.ts';
import type { Binding, Command, HereDocument, Quote, Range, Script, VariableUse, Word } from './script.ts';
import { listEnvironmentReads } from './environment-reads.ts';
import { evaluatedNames } from './evaluated-names.ts';
import type { EvaluatedName } from './evaluated-names.ts';
import { evaluatesNames } from './evaluations.ts';
import { runsEnvironment } from './unseen-text.ts';
import { flowGuards } from './value-flow.ts';
import { guardsOf } from './place-guards.ts';
import { takesWholeEnvironment } from './reached-names.ts';
import { isRunVariable } from './steering-names.ts';
import { programName } from './unwrap.ts';
import { holds, listBindings, listExports, sets } from './own-bindings.ts';
import { goesToUnfollowedShell, readerOf, type GivenText } from './program-text.ts';
import { SQL_CLIENTS } from './rereaders.ts';
import { urlReader } from './url-place.ts';

/** A variable whose value may be put in its place. */
export interface ValuePlace {
  readonly name: string;
  /** What the value replaces: the whole expansion, with a backslash that hid it from an outer shell. */
  readonly range: Range;
  readonly code: PlaceCode;
  /** `${X:-1}`: without a value the text is whole all the same. */
  readonly isOptional: boolean;
  /** Where no value can stand, the variable can be given its value on a line before. */
  readonly canAssign: boolean;
}

/**
 * Where a script uses variables of these names, with what must be known to put a value there. A variable that
 * the script has set by itself before is not the reader's to fill in.
 */
export function listValuePlaces(
  script: Script,
  source: string,
  names: ReadonlySet<string>,
): readonly ValuePlace[] {
  const uses = listReaderUses(script, names).filter(({ layers }) => !layers.includes('ansi-c'));
  // A text that a machine wrote to keep another one busy.
  if (uses.length > MOST_USES) return [];
  const commands = listCommands(script);
  const around = { source, script, commands, hasErrors: script.errors.length > 0 };
  return uses
    .filter(
      (use, index) => !uses.some((other, at) => isInside(use, other) || (isSame(use, other) && at < index)),
    )
    .map((use) => placeOf(use, around))
    .concat(quotedPlaces(names, around), exportedPlaces(names, around), environmentPlaces(names, around))
    .concat(askedPlaces(names, around), namedPlaces(names, around))
    .filter((place, _, all) => !all.some((other) => other !== place && takesOver(other, place)))
    .map((place, _, all) => (place.code === 'xM' ? besideOthers(place, all) : withoutInner(place, all)))
    .sort((one, other) => one.range.start - other.range.start);

  /** In the default of another one, which its value takes away. */
  function isInside(use: VariableUse, other: VariableUse): boolean {
    return !isSame(use, other) && isReplaced(other, source) && holds(other.range, use.range);
  }
}

/** Of two places for one thing the stricter one stays; what is asked for need not be given where it stands anyway. */
function takesOver(other: ValuePlace, place: ValuePlace): boolean {
  if (isClosed(other) && holds(place.range, other.range)) return true;
  const isAsked = /[NX]/.test(place.code);
  return (
    isAsked &&
    other.code !== 'xM' &&
    (holds(other.range, place.range) || (isClosed(other) && other.name === place.name))
  );
}

/** A word in which, or in whose place, something is filled in marks nothing of its own. */
function besideOthers(place: ValuePlace, all: readonly ValuePlace[]): ValuePlace {
  const { start, end } = place.range;
  const isFree = all.every(({ range }) => place.range === range || range.end <= start || end <= range.start);
  return isFree ? place : { ...place, range: { start: 0, end: 0 } };
}

/** Nothing can be put there, nor given before. */
function isClosed({ code, canAssign }: ValuePlace): boolean {
  return code === 'x' && !canAssign;
}

/** `${X[$Y]}`: of one that holds another, only what stands before that is its place. */
function withoutInner(place: ValuePlace, all: readonly ValuePlace[]): ValuePlace {
  const inner = all.find(
    (other) =>
      other !== place &&
      other.code !== 'xM' &&
      other.range.start > place.range.start &&
      holds(place.range, other.range),
  );
  return inner ? { ...place, range: { ...place.range, end: inner.range.start } } : place;
}

/** `export X` of a value that only the reader has: it is given there, else what is started gets an empty one. */
function exportedPlaces(names: ReadonlySet<string>, { script, source }: Surroundings): readonly ValuePlace[] {
  return listExports(script, source, names).map(({ name, range, depth }) => {
    // Backticks have quotes of their own.
    const code = depth === 0 ? 'bN' : 'X';
    return { name, range, code, isOptional: false, canAssign: true };
  });
}

/**
 * `printenv X | sh`: a name whose value is found in the environment and run; nothing can be put in. `env | sh` finds
 * every one.
 */
function environmentPlaces(names: ReadonlySet<string>, around: Surroundings): readonly ValuePlace[] {
  if (!runsEnvironment(around)) return [];
  const bindings = listBindings(around.script, names);
  return [...names].flatMap((name): ValuePlace[] => {
    const at = new RegExp(`\\b${name}\\b`).exec(around.source)?.index;
    if (at === undefined)
      return takesWholeEnvironment(around.source)
        ? [{ name, range: { start: 0, end: 0 }, code: 'xH', isOptional: true, canAssign: false }]
        : [];
    if (bindings.some((one) => one.name === name && one.range.start <= at)) return [];
    const range = { start: at, end: at + name.length };
    return [{ name, range, code: 'x', isOptional: false, canAssign: false }];
  });
}

/** `let Y=X`, `N=X; echo $((N))`: a name without `$`, whose value bash may take and evaluate. */
function namedPlaces(names: ReadonlySet<string>, { script, source }: Surroundings): readonly ValuePlace[] {
  const bindings = listBindings(script, names);
  const isOwn = ({ name, range }: EvaluatedName): boolean =>
    bindings.some(
      (one) => one.name === name && one.range.start <= range.start && !isMadeOfItself(one, source),
    );
  return evaluatedNames(source, names)
    .filter((one) => !isOwn(one))
    .map(({ name, range, stands }) =>
      stands === 'place'
        ? { name, range, code: 'n', isOptional: false, canAssign: false }
        : { name, range, code: 'xM', isOptional: true, canAssign: true },
    );
}

/** `X=${X:-5}`, `X="$X" cmd`: what it holds is still the reader's. */
function isMadeOfItself({ name, range }: Binding, source: string): boolean {
  const line = /^[^\n]{0,400}/.exec(source.slice(range.start))?.[0] ?? '';
  return new RegExp(`\\$\\{?${name}\\b`).test(line);
}

/**
 * `printenv X`, `docker run -e X`: in a run the value is in the environment; a reader's shell is given it, or it is
 * written there. Behind what hands no variables on, it would be lost without a word.
 */
function askedPlaces(names: ReadonlySet<string>, { script, source }: Surroundings): readonly ValuePlace[] {
  return listEnvironmentReads(script, source, names).map(({ name, range, canBeWritten, isReached }) => {
    const isOptional = false;
    if (canBeWritten) return { name, range, code: 'bN', isOptional, canAssign: isReached };
    return { name, range, code: isReached ? 'X' : 'xE', isOptional, canAssign: isReached };
  });
}

/** What prints its words: what stands in its single quotes may be read as a script afterwards. */
const PRINTERS = /^(echo|printf|cat|tee|yes|export|declare|typeset|local|readonly)$/;
/** What runs its words later. */
const KEEPERS = /^(trap|alias|parallel)$/;

/**
 * A variable in single quotes, or in a here-document with a quoted delimiter, whose text is read as a script all the
 * same: `eval "$(echo 'ls $X')"`, `CMD='ls $X'; ssh host "$CMD"`, `trap 'rm $X' EXIT`. The quotes around it in that
 * script are not followed, so nothing can be put in.
 */
function quotedPlaces(names: ReadonlySet<string>, around: Surroundings): readonly ValuePlace[] {
  const { script, commands } = around;
  const quoted = script.uses.filter(
    ({ name, level, layers }) =>
      level < 0 && names.has(name) && /^(single|literal-here-document)$/.test(layers.at(-1) ?? ''),
  );
  if (quoted.length === 0 || script.uses.length > MOST_USES) return [];
  const bindings = listBindings(script, names);
  return quoted
    .filter((use) => !bindings.some((binding) => sets(binding, use)))
    .flatMap((use) => {
      const { name, range } = use;
      const literal = literalCode(use, around);
      const isSql = literal?.startsWith('l') === true;
      const code = isReadLater(use, around, commands) ? (isSql ? `${literal}t` : 'x') : literal;
      return code === undefined ? [] : [{ name, range, code, isOptional: false, canAssign: false }];
    });
}

/** Names of variables that stand in a here-document with a quoted delimiter, or in quotes, for somebody to fill in. */
export function listQuotedNames(
  script: Script,
  source: string,
  names: ReadonlySet<string>,
): readonly string[] {
  if (!source.includes('<<')) return [];
  const commands = listCommands(script);
  const around = { source, script, commands, hasErrors: script.errors.length > 0 };
  return quotedPlaces(names, around).map(({ name }) => name);
}

/**
 * `psql <<'EOF'`: no shell fills in what stands there. SQL is written with the value in it; what other programs read is
 * refused, as `<<EOF` says what is wanted. A text that gives the variable a value has one of its own.
 */
function literalCode(use: VariableUse, { commands, source, hasErrors }: Surroundings): string | undefined {
  const command = commands.find(({ hereDocuments }) =>
    hereDocuments.some(({ bodyRange }) => holds(bodyRange, use.range)),
  );
  const given = command && givenTexts(command, use, source).find(({ stands }) => stands === 'here-document');
  if (!given) return undefined;
  const isSql = command.words.some((word) => SQL_CLIENTS.has(programName(word)));
  if (!isSql && (isShown(command) || isSetWithin(use.name, given.before))) return undefined;
  const after = source.slice(use.range.end, use.range.end + 1);
  if (isSql && after === '$') return undefined; // a dollar quote: `$TAG$`
  const reader = isSql && !hasErrors && !given.couldClose ? readerOf(command, given) : 'x';
  return /^[qiwW]/.test(reader) ? `l${reader}` : 'xG';
}

/** `cat <<'EOF'`: a text for whoever looks at the terminal. */
function isShown({ words, redirections, after }: Piped): boolean {
  const isKept = redirections.some(({ operator }) => operator.includes('>'));
  return programName(words[0]) === 'cat' && words.length === 1 && after.length === 0 && !isKept;
}

/** `V = 1`, `my $V`, `for V in`, `as $V`, `set V 1`. */
function isSetWithin(name: string, before: string): boolean {
  const own = [
    `(?:^|[\\s;({])[$@%]?${name} {0,4}[:+.|?]?=(?!=)`,
    `\\bas \\$${name}\\b`,
    `\\b(?:my|our|let|var|const|local|for|foreach|global|declare|param) {1,4}\\(?[$@%]?${name}\\b`,
    `\\b(?:set|read|export) {1,4}${name}\\b`,
  ];
  return own.some((pattern) => new RegExp(pattern).test(before));
}

/** Whether the innermost command around a text hands it on as it is, and something runs it. */
function isReadLater(use: VariableUse, around: Surroundings, commands: readonly Piped[]): boolean {
  const { range } = use;
  const isIn = (one: { readonly range: Range } | undefined): boolean =>
    one !== undefined && holds(one.range, range);
  const inDocument = commands.filter(({ hereDocuments }) =>
    hereDocuments.some(({ bodyRange }) => holds(bodyRange, range)),
  );
  const [inner] = [...inDocument, ...commands.filter(isIn).sort((a, b) => b.range.start - a.range.start)];
  if (!inner) return false;
  const program = programName(inner.words[0]);
  if (KEEPERS.test(program)) return true;
  const at = inner.words.findIndex(isIn);
  const upTo = inner.words.slice(0, at + 1);
  if (
    at > 0 &&
    goesToUnfollowedShell(
      upTo.map(programName),
      upTo.map(({ value }) => value),
    )
  )
    return true;
  const isInput =
    inDocument.length > 0 ||
    inner.redirections.some(({ operator, target }) => operator === '<<<' && isIn(target));
  if (!isInput && !inner.assignments.some(isIn) && !PRINTERS.test(program)) return false;
  const readers = isInput ? [inner, ...inner.after] : inner.after;
  if (readers.some(({ words }) => words.some((word) => RUNS_INPUT.test(programName(word))))) return true;
  const guards = flowGuards(use, { ...around, guardsAt: (one) => guardsAt(one, around) });
  return /[tc]/.test(guards);
}

const RUNS_INPUT = /^((ba|z|da|k|a)?sh|ssh|su|at|batch|crontab|source|\.)$/;

/**
 * Where a script expands variables of these names that it has not set by itself before: their values must come
 * from the reader.
 */
export function listReaderUses(script: Script, names: ReadonlySet<string>): readonly VariableUse[] {
  const uses = script.uses.filter(({ name, isExpanded }) => isExpanded && names.has(name));
  if (uses.length > MOST_USES) return uses;
  const bindings = listBindings(script, names).slice(0, MOST_USES);
  return uses.filter((use) => !bindings.some((binding) => sets(binding, use)));
}

function isSame(a: VariableUse, b: VariableUse): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end;
}

interface Surroundings {
  readonly source: string;
  readonly script: Script;
  readonly commands: readonly Piped[];
  /** What could not be read may mean something else. */
  readonly hasErrors: boolean;
}

function placeOf(use: VariableUse, around: Surroundings): ValuePlace {
  const place = plainPlace(use, around);
  const written = around.source.slice(use.range.start, use.range.end);
  if (written.startsWith('${!') || /@[PE]\}$/.test(written)) return { ...place, code: 'x', canAssign: false }; // the value would be the name of a variable, or a prompt that is expanded
  const isMadeOf = place.code === 'x' && use.layers[0] === 'bare';
  const guards =
    argumentGuards(use, around) +
    madeProgramGuards(use, around) +
    guardsAt(use, around) +
    (isMadeOf ? 'S' : '') +
    flowGuards(use, { ...around, guardsAt: (one) => guardsAt(one, around) });
  const code = place.code + guards;
  const isNamed = code.includes('t') && evaluatesNames(around.source);
  // Given its value by a line before, the program text would hold whatever the value holds.
  return { ...place, code: isNamed ? `${code}U` : code, canAssign: place.canAssign && !guards.includes('t') };
}

/** `bash -c 'env $1' _ "$X"`: what the script does with its arguments, it does with the value. */
function argumentGuards(use: VariableUse, { commands, source }: Surroundings): string {
  const guards = commands.flatMap((command) => {
    const word = command.words.find(({ range }) => holds(range, use.range));
    if (!word) return [];
    if (startsScriptOf(command, word)) return ['c'];
    return [...scriptsOf(command, word, source), ...bodyOf(command, word, source)].flatMap((text) => {
      const named = text
        .replace(LOOPS, `for $1 in "\${${ARGUMENT}}"; do`)
        .replace(/\$(?:[\d@*]|\{[\d@*]\})/g, `\${${ARGUMENT}}`);
      const found = listValuePlaces(parseScript(named), named, new Set([ARGUMENT]));
      // `run "ls $X"`: what the argument begins with is the author's.
      const lead = source.slice(word.range.start, use.range.start).replace(/^["']/, '').trimEnd();
      const begins = lead === '' || /[;&|({`\n]$/.test(lead);
      return found.map(({ code }) => (begins ? guardsIn(code) : guardsIn(code).replace('c', 't')));
    });
  });
  return [...new Set(guards.join(''))].join('');
}

/** The scripts that may get a word as an argument: that of `bash -c`, and what a shell reads from its input. */
function scriptsOf({ nested, hereDocuments }: Command, word: Word, source: string): readonly string[] {
  const own = nested.find(
    ({ quote, via, script }) =>
      quote === 'literal-here-document' ||
      (quote === 'single' && / -c$/.test(via) && script.range.end <= word.range.start),
  );
  const ranges = [...(own ? [own.script.range] : []), ...hereDocuments.map(({ bodyRange }) => bodyRange)];
  return ranges
    .map(({ start, end }) => source.slice(start, end))
    .filter((text, at) => (own !== undefined && at === 0) || POSITIONAL.test(text));
}

/** `f() { sudo "$@"; }; f "$X"`: the body of a function that gets the word, and those of the functions that it calls. */
function bodyOf({ words }: Command, word: Word, source: string): readonly string[] {
  const name = words[0]?.value ?? '';
  if (word === words[0] || !/^\w{1,60}$/.test(name) || !/[({]/.test(source)) return [];
  if (lastBodies.source !== source) lastBodies = { source, bodies: bodiesIn(source) };
  const { bodies } = lastBodies;
  const reached = new Set(bodies.has(name) ? [name] : []);
  for (const one of reached)
    for (const word of bodies.get(one)?.match(/\w{1,60}/g) ?? []) if (bodies.has(word)) reached.add(word);
  const text = [...reached].map((one) => bodies.get(one) ?? '').join('\n');
  return POSITIONAL.test(text) ? [text] : [];
}

/** `f() {`, `function f {`, `f() (`. */
const FUNCTIONS = /(?<![\w$-])(\w{1,60})\s{0,9}(?:\(\)\s{0,9}[{(]|\{)/g;

/** Of the script that was asked about last: one is asked about many times in a row. */
let lastBodies: { readonly source: string; readonly bodies: ReadonlyMap<string, string> } = {
  source: '',
  bodies: new Map(),
};

/** More functions, and longer ones, than anybody writes into a runbook. */
const MOST_FUNCTIONS = 100;
const LONGEST_BODY = 10_000;

/** The functions of a script, as far as their brackets tell. */
function bodiesIn(source: string): ReadonlyMap<string, string> {
  const bodies = new Map<string, string>();
  for (const { 0: text, 1: name = '', index } of [...source.matchAll(FUNCTIONS)].slice(0, MOST_FUNCTIONS)) {
    const [opens, closes] = text.endsWith('(') ? ['(', ')'] : ['{', '}'];
    const start = index + text.length;
    let depth = 1;
    let at = start;
    for (; at < Math.min(source.length, start + LONGEST_BODY) && depth > 0; at += 1) {
      if (source[at] === opens) depth += 1;
      else if (source[at] === closes) depth -= 1;
    }
    if (depth === 0) bodies.set(name, `${bodies.get(name) ?? ''}\n${source.slice(start, at - 1)}`);
  }
  return bodies;
}

/** `. <(echo 'eval "$1"') "$X"`: a shell whose script is made while it runs, and uses its arguments. */
function startsScriptOf({ words }: Command, word: Word): boolean {
  const before = words.slice(0, words.indexOf(word));
  const isShell = before.some((one) => /^((ba|z|k|da|a)?sh|source|\.)$/.test(programName(one)));
  return isShell && before.some(({ text }) => text.startsWith('<(') && POSITIONAL.test(text));
}

/** A script that uses its arguments. */
const POSITIONAL = /\$(?:[\d@*]|\{[\d@*])|\bfor\s{1,9}\w{1,60}\s{0,9};?\s{0,9}do\b|\bshift\b|\bgetopts\b/;
/** `for A; do`, which goes through the arguments. */
const LOOPS = /\bfor\s{1,9}(\w{1,60})\s{0,9};?\s{0,9}do\b/g;

/** `C=sudo; $C "$X"`: what `sudo "$X"` would be. Of a program that nobody knows, the first operand may be one itself. */
function madeProgramGuards(use: VariableUse, { commands, source }: Surroundings): string {
  const guards = commands.flatMap(({ words, range }) => {
    const at = words.findIndex((word) => holds(word.range, use.range));
    const made = words[0]?.isDynamic
      ? 0
      : words[1]?.isDynamic && CARRIES.test(programName(words[0]))
        ? 1
        : -1;
    const program = words[made];
    if (!program || at <= made) return [];
    const name = /^["']?\$\{?(\w+)\}?["']?$/.exec(program.text)?.[1];
    if (name !== undefined && OPENERS.test(name)) return [];
    const texts = name === undefined ? undefined : textsOf(name, commands, source);
    if (!texts) return at === made + 1 && MADE.test(program.text) ? ['c'] : [];
    const rest = source.slice(program.range.end, range.end);
    return texts.flatMap((text) => {
      const script = `${text}${rest}`;
      return listValuePlaces(parseScript(script), script, new Set([use.name])).map(({ code }) =>
        guardsIn(code),
      );
    });
  });
  return [...new Set(guards.join(''))].join('');
}

const CARRIES = /^(command|builtin|exec|sudo|doas|nohup|time|env|nice|setsid)$/;
/** Variables that hold a program which opens a file. */
const OPENERS = /^(EDITOR|VISUAL|PAGER|BROWSER)$/;
/** A word that is made while the script runs, and nothing before it. */
const MADE = /^["']?[$`]/;

/** The texts that a script gives a variable, where all of them are written out. */
function textsOf(name: string, commands: readonly Command[], source: string): readonly string[] | undefined {
  const written = commands.flatMap(({ assignments, words }) => [
    ...assignments
      .filter((one) => one.name === name)
      .map(({ nameRange, range }) => source.slice(nameRange.end, range.end)),
    ...words.slice(1).flatMap(({ text }) => (text.startsWith(`${name}=`) ? [text.slice(name.length)] : [])),
  ]);
  const texts = written.map((one) => /^=(?:"([^"$`\\]+)"|'([^'\\]+)'|([\w./-]+))$/.exec(one));
  if (texts.length === 0 || texts.some((found) => found === null)) return undefined;
  return texts.flatMap((found) => found?.[1] ?? found?.[2] ?? found?.[3] ?? []);
}

/** A name that no script has. */
const ARGUMENT = 'OPSBOOK_ARGUMENT';

/** What a place refuses, where nothing can be written in: what needs more than a shell's quotes must be plain. */
function guardsIn(code: PlaceCode): string {
  const readers = withoutGuards(code);
  const guards = code.replace(readers, '').replace(/[XNEHGS]/g, '');
  if (readers.includes('n')) return `${guards}M`;
  return /^[bBdhsl]*$/.test(readers) ? guards : `${guards}t`;
}

function plainPlace(use: VariableUse, around: Surroundings): ValuePlace {
  const range = wholeRange(use, around.source);
  const { name, hasDefault: isOptional } = use;
  const isAlone = use.layers.length === 1 && use.layers[0] !== 'arithmetic';
  if (!range || !isReplaced(use, around.source) || isInBraces(use, around))
    return { name, isOptional, range: range ?? use.range, code: 'x', canAssign: isAlone && !use.isEnclosed };
  const reader = readerFor(use, around);
  if (reader === 't' || reader === 'x') return { name, isOptional, range, code: reader, canAssign: false };
  const layers = use.layers.map((layer) => LETTERS[layer]);
  if (layers.at(-1) === 'b' && !(isWord(use) && isLoose(use, around.source))) layers[layers.length - 1] = 'B';
  return { name, isOptional, range, code: layers.join('') + reader, canAssign: isAlone && reader === '' };
}

/** What the value must not mean to the innermost command that gets it. */
function guardsAt(use: VariableUse, { commands, source }: Surroundings): string {
  if (use.place === 'command') return 'c';
  const candidates = commands.flatMap((command) => {
    const word = command.words.find(({ range }) => holds(range, use.range));
    return word ? [{ words: command.words, word, ...split(word, use, source) }] : [];
  });
  const [inner] = candidates.reverse().sort((a, b) => lengthOf(a.word) - lengthOf(b.word));
  const ofWord = inner ? guardsOf(inner) : '';
  return ofWord + guardsOfAssignment(use, commands);
}

function lengthOf({ range }: Word): number {
  return range.end - range.start;
}

/** `GIT_SSH_COMMAND="ssh -p $X"`: some variables are programs. */
function guardsOfAssignment({ range }: VariableUse, commands: readonly Piped[]): string {
  const own = commands.flatMap(({ assignments }) => assignments).find((one) => holds(one.range, range));
  if (!own || !isRunVariable(own.name)) return '';
  if (own.value && /![\\"']*\$\{?\w+\}?["']?$/.test(own.value.text)) return 'c'; // git's `alias.x=!cmd`
  const isWhole = own.value !== undefined && /^["']?\$\{?\w+\}?["']?$/.test(own.value.text);
  return isWhole || own.name === 'PATH' ? 'c' : 't';
}

const LETTERS: Readonly<Record<Quote, string>> = {
  bare: 'b',
  double: 'd',
  single: 's',
  'ansi-c': 'x',
  backtick: 'k',
  'here-document': 'h',
  'literal-here-document': 'l',
  arithmetic: 'n',
};

/** What reads the text after all shells: nothing, a URL, SQL, a program, or an evaluation by the shell itself. */
function readerFor(use: VariableUse, { source, commands, hasErrors }: Surroundings): string {
  if (use.layers.at(-1) === 'arithmetic' && !hasErrors) return '';
  if (hasErrors || use.isEnclosed || use.place === 'test') return isLoose(use, source) ? 't' : 'x';
  const given = commands
    .filter(({ range, hereDocuments }) => holds(range, use.range) || hereDocuments.length > 0)
    .flatMap((command) => givenTexts(command, use, source).map((text) => ({ command, text })));
  if (given.some(({ text }) => text.couldClose)) return 'x';
  const readers = given.map(({ command, text }) => readerOf(command, text));
  const reader = readers.find((one) => one !== '') ?? urlReader(source.slice(0, use.range.start));
  if (reader === 't') return isLoose(use, source) ? 't' : 'x';
  // Whatever quotes stand around a value in a here-document, one of its lines could close it.
  return given.some(({ text }) => text.stands === 'here-document') ? `${reader}l` : reader;
}

/** `${X:-1}` with a value is that value; `${X%.*}` and `${#X}` are something made of it. */
function isReplaced(use: VariableUse, source: string): boolean {
  return use.isPlain || /^\$\{\w+:?[-?]/.test(source.slice(use.range.start, use.range.end));
}

/** With the backslash that kept the variable from the outer shell: `bash -c "echo \$X"`. */
function wholeRange({ range, level, layers }: VariableUse, source: string): Range | undefined {
  if (level === 0 || source[range.start - 1] !== '\\') return range;
  const isHidden = level === 1 && /^(double|here-document|backtick|bare)$/.test(layers[0] ?? '');
  return isHidden && source[range.start - 2] !== '\\' ? { ...range, start: range.start - 1 } : undefined;
}

const LONGEST_WORD = 200;
const MOST_USES = 1_000;
// Everything that may stand beside a plain value in one word without making more of it than text.
const LOOSE_BEFORE = /(?:^|[\s;|&(`])(?:[\w./:@=,+%"'-]|\$\w|\$\{\w+\})*$/;
const LOOSE_AFTER = /^(?:[\w./:@=,+%"'-]|\$\w|\$\{\w+\})*(?:[\s;|&)`\\]|$)/;

/** `{a,$X}` and `{1..$X}`: bash looks for braces before it looks at variables, and through some quotes. */
function isInBraces(use: VariableUse, { commands, source }: Surroundings): boolean {
  const around = commands.filter(({ range }) => holds(range, use.range));
  const words = around.flatMap((command) => wordWith(command, use) ?? []);
  return words.some(({ parts }) => {
    const literal = parts.filter(({ kind }) => kind === 'literal' || kind === 'glob' || kind === 'brace');
    return literal.some((part) => /[{}]/.test(source.slice(part.range.start, part.range.end)));
  });
}

function isWord({ place }: VariableUse): boolean {
  return /^(argument|assignment|redirection)$/.test(place);
}

/** Whether a plain value needs no quotes here: not beside `~`, `{` or `[`, and not before `>`. */
function isLoose({ range, layers }: VariableUse, source: string): boolean {
  if (layers.at(-1) !== 'bare') return true;
  const before = source
    .slice(source.lastIndexOf('\n', range.start - 1) + 1, range.start)
    .slice(-LONGEST_WORD);
  const after = source.slice(range.end, range.end + LONGEST_WORD);
  return before.length < LONGEST_WORD && LOOSE_BEFORE.test(before) && LOOSE_AFTER.test(after);
}

interface Given extends GivenText {
  /** With some value its line would close the here-document. */
  readonly couldClose: boolean;
}

/** The texts of one command in which a variable stands: a word, a here-document. */
function givenTexts(command: Piped, use: VariableUse, source: string): readonly Given[] {
  const { start, end } = use.range;
  const document = command.hereDocuments.find(({ bodyRange }) => holds(bodyRange, use.range));
  const word = [...command.words, ...command.assignments.flatMap(({ value }) => value ?? [])].find(
    ({ range }) => holds(range, use.range),
  );
  const inDocument = document && {
    before: source.slice(document.bodyRange.start, start),
    after: source.slice(end, document.bodyRange.end),
    stands: 'here-document' as const,
    use: use.range,
    couldClose: couldClose(document, use, source),
  };
  const string = command.redirections.find(
    ({ operator, range }) => operator === '<<<' && holds(range, use.range),
  );
  const inString = string?.target && {
    ...split(string.target, use, source),
    stands: 'here-string' as const,
    use: use.range,
    couldClose: false,
  };
  const inWord = word && {
    ...split(word, use, source),
    stands: 'word' as const,
    use: use.range,
    couldClose: false,
  };
  return [inDocument, inString, inWord].filter((given) => given !== undefined);
}

function wordWith({ words, assignments }: Command, use: VariableUse): Word | undefined {
  return [...words, ...assignments.flatMap(({ value }) => value ?? [])].find(({ range }) =>
    holds(range, use.range),
  );
}

/** A word as its command gets it, before and after the variable. */
function split(word: Word, { range }: VariableUse, source: string): { before: string; after: string } {
  const text = source.slice(range.start, range.end);
  const count = source.slice(word.range.start, range.start).split(text).length;
  const pieces = word.value.split(text);
  return { before: pieces.slice(0, count).join(text), after: pieces.slice(count).join(text) };
}

/** Whether a value could make its line of a here-document the closing one. */
function couldClose({ delimiter, bodyRange }: HereDocument, { range }: VariableUse, source: string): boolean {
  const start = Math.max(bodyRange.start, source.lastIndexOf('\n', range.start - 1) + 1);
  const end = source.indexOf('\n', range.end);
  const line = source.slice(start, end < 0 ? undefined : end).replace(/^\t+/, '');
  const [first = '', ...rest] = line.split(/\$\w+|\$\{\w[^{}]*\}/);
  const last = rest.pop() ?? '';
  if (!delimiter.startsWith(first) || !delimiter.endsWith(last)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = delimiter.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at + last.length <= delimiter.length;
}

/** A command and those that its output is piped to. */
export interface Piped extends Command {
  readonly after: readonly Command[];
}

/** Every command, those in scripts for other shells too. */
function listCommands({ commands, pipelines }: Script): readonly Piped[] {
  return commands.flatMap((command, index) => {
    const after = pipelines.flatMap((joined) => laterThan(joined, index)).flatMap((at) => commands[at] ?? []);
    return [{ ...command, after }, ...command.nested.flatMap(({ script }) => listCommands(script))];
  });
}

/**
 * The commands of a pipeline after the part that a command stands in: a part is known by its first command, and a
 * loop or a group holds those up to the next part.
 */
function laterThan(joined: readonly number[], index: number): readonly number[] {
  const [first = Infinity] = joined;
  if (index < first) return [];
  return joined.filter((at) => at > index);
}
