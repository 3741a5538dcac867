import { parse as parseBash, type Command as SourceCommand } from 'unbash';
import { bindingsOfWords } from './bindings.ts';
import { asWord, buildCommand, buildGroup, type Ground } from './build-command.ts';
import { collect, type Collected } from './collect.ts';
import { decodeBody, decodeWord, type Embedded } from './embedded.ts';
import { rangeAt, type Level } from './level.ts';
import { findPlaceholders, maskPlaceholders } from './placeholders.ts';
import { remembering } from './remembering.ts';
import type { Command, NestedScript, Placeholder, PrefixAssignment, Script, VariableUse } from './script.ts';
import { shellExcess, TOO_DEEP } from './shell-bounds.ts';
import { carriedScripts, rereadWords, type Carried, type RereadWords } from './carried.ts';
import { hiddenUses } from './hidden-uses.ts';
import { joinedPlace } from './joined-quote.ts';

/** Deeper than this, scripts within scripts are left unread. */
const deepest = 4;

interface Whole {
  readonly source: string;
  readonly placeholders: readonly Placeholder[];
  readonly isElsewhere: boolean;
  readonly nesting: number;
}

/**
 * Reads a shell text of any quality: never throws, and what it cannot read it reports as `errors`.
 * Placeholders are masked first, so `<name>` is a word and not two redirections.
 */
export function parseScript(source: string): Script {
  return remembered(source, () => readScript(source));
}

const remembered = remembering<Script>();

function readScript(source: string): Script {
  const placeholders = findPlaceholders(source);
  const text = maskPlaceholders(source, placeholders);
  const whole = { source, placeholders, isElsewhere: false, nesting: 0 };
  return parseLevel(whole, { text, at: (offset) => Math.min(offset, source.length), layers: [] });
}

function parseLevel(whole: Whole, level: Level): Script {
  const collected = readLevel(level);
  if (typeof collected === 'number') return unreadScript(level, collected);
  const ground = { source: whole.source, placeholders: whole.placeholders, at: level.at };
  const commands = collected.commands.map((found) => withNested({ ...found, ground, whole, level }));
  const uses = mergeUses(markElsewhere(collected.uses, whole), commands, { ...level, source: whole.source });
  return {
    range: rangeAt(level.at, { pos: 0, end: level.text.length }),
    commands,
    background: collected.background,
    loops: collected.loops,
    pipelines: collected.pipelines.filter((joined) => joined.length > 1),
    groups: collected.groups.map((node) => buildGroup(node, ground)),
    functions: collected.functions,
    uses,
    bindings: bindingsOf(collected, commands),
    prefixAssignments: commands.flatMap((command) => prefixesOf(command, uses, level.layers.length)),
    loadsVariables: commands.some(loadsVariables),
    placeholders: whole.nesting === 0 ? whole.placeholders : [],
    errors: [
      ...collected.errors,
      ...commands.flatMap(({ nested }) => nested.flatMap(({ script }) => script.errors)),
    ],
  };
}

/** @returns where it goes too deep to be read, in place of what it holds */
function readLevel(level: Level): Collected | number {
  const excess = shellExcess(level.text);
  if (excess !== undefined) return excess;
  try {
    return collect(parseBash(level.text), level);
  } catch (error) {
    // Long chains are no nesting, and use up the stack all the same.
    if (error instanceof RangeError) return 0;
    throw error;
  }
}

function unreadScript({ text, at }: Level, offset: number): Script {
  const range = rangeAt(at, { pos: offset, end: Math.min(offset + 1, text.length) });
  return {
    range: rangeAt(at, { pos: 0, end: text.length }),
    commands: [],
    background: [],
    loops: [],
    pipelines: [],
    groups: [],
    functions: [],
    uses: [],
    bindings: [],
    prefixAssignments: [],
    loadsVariables: false,
    placeholders: [],
    errors: [{ message: TOO_DEEP, range, isUnfinished: false }],
  };
}

interface Found {
  readonly node: SourceCommand;
  readonly depth: number;
  readonly isFed: boolean;
  readonly isBackground: boolean;
  readonly ground: Ground;
  readonly whole: Whole;
  readonly level: Level;
}

function withNested({ node, depth, isFed, isBackground, ground, whole, level }: Found): Command {
  const command = { ...buildCommand(node, depth, ground), isFed, isBackground };
  if (whole.nesting >= deepest) return { ...command, nested: [] };
  const nested = carriedScripts(command).map((carried) => nest(carried, { node, whole, level }));
  return { ...command, nested };
}

function nest(
  carried: Carried,
  { node, whole, level }: Pick<Found, 'node' | 'whole' | 'level'>,
): NestedScript {
  const embedded = embeddedOf(carried, node);
  const at = (offset: number): number =>
    level.at(embedded.offsets[Math.min(offset, embedded.offsets.length - 1)] ?? 0);
  const isElsewhere = whole.isElsewhere || carried.isElsewhere;
  const inner = { ...whole, isElsewhere, nesting: whole.nesting + 1 };
  const layers = [...level.layers, embedded.quote];
  const script = parseLevel(inner, { text: embedded.text, at, layers });
  return { via: carried.via, isElsewhere, quote: embedded.quote, script };
}

function embeddedOf(carried: Carried, node: SourceCommand): Embedded {
  if (carried.kind === 'word') {
    const words = [node.name, ...node.args].flatMap((item) => (item ? [asWord(item)] : []));
    const word = words[carried.index];
    if (word) return decodeWord(word);
  }
  const documents = node.redirects.flatMap((item) => (item.type === 'HereDoc' ? [item] : []));
  const document = documents[carried.index];
  if (document) return decodeBody(document.body, document.delimiter?.quoted ?? false);
  return { text: '', offsets: [node.end], quote: 'bare' };
}

function markElsewhere(uses: readonly VariableUse[], { isElsewhere }: Whole): readonly VariableUse[] {
  return isElsewhere ? uses.map((use) => ({ ...use, isElsewhere })) : uses;
}

/**
 * A variable inside `bash -c "…"` is seen twice, by the outer shell and by the inner one. It is one
 * use: the outer shell expands it, and the inner quoting is one more layer that a value must survive.
 */
function mergeUses(
  outer: readonly VariableUse[],
  commands: readonly Command[],
  level: Level & { readonly source: string },
): readonly VariableUse[] {
  const inner = commands.flatMap(({ nested }) => nested.flatMap(({ script }) => script.uses));
  const byStart = new Map(inner.map((use) => [use.range.start, use]));
  const merged = outer.map((use) => mergeUse(use, byStart.get(use.range.start), level));
  const seen = new Set(outer.map(({ range }) => range.start));
  const reread = commands.flatMap((command) =>
    rereadWords(command).map((one, at) => ({ ...one, isFirst: at === 0 })),
  );
  const all = [...merged, ...inner.filter(({ range }) => !seen.has(range.start))];
  const hidden =
    level.layers.length > 0
      ? []
      : reread.flatMap((one) => (one.isFirst ? hiddenUses(one, level.source) : []));
  const later = reread.filter(({ isFirst }) => !isFirst);
  const read = [
    ...all.map((use) => reread.reduce((found, one) => addReader(found, one, level.source), use)),
    ...hidden.map((use) => later.reduce((found, one) => addReader(found, one, level.source), use)),
  ];
  return read.sort((a, b) => a.range.start - b.range.start);
}

function mergeUse(use: VariableUse, inner: VariableUse | undefined, level: Level): VariableUse {
  if (inner === undefined) return use;
  const layers = [...use.layers, ...inner.layers.slice(level.layers.length + 1)];
  if (use.isExpanded) return { ...use, layers };
  return { ...inner, layers };
}

interface Reread extends RereadWords {
  /** No other shell has joined and read these words before. */
  readonly isFirst: boolean;
}

/** `ssh host rm "$X"`: the words are joined and read again over there. */
function addReader(
  use: VariableUse,
  { words, range, isElsewhere, isFirst }: Reread,
  source: string,
): VariableUse {
  if (use.range.start < range.start || use.range.end > range.end) return use;
  // What the first shell leaves of quotes, `ssh host eval ls "'$X'"`, is not followed.
  const hasQuotes = !isFirst && words.some(({ value }) => /["'\\]/.test(value));
  const joined = joinedPlace(words, use.range, source);
  const quote = hasQuotes ? 'backtick' : joined.quote;
  const layers = [...use.layers, quote];
  const place = joined.isCommand ? 'command' : use.place;
  if (use.isExpanded || quote === 'single') return { ...use, layers, place };
  return { ...use, layers, place, isExpanded: true, isElsewhere, level: layers.length - 1 };
}

function bindingsOf({ bindings }: Collected, commands: readonly Command[]): Script['bindings'] {
  const named = commands.flatMap(({ words }) => bindingsOfWords(words));
  return [...bindings, ...named].sort((a, b) => a.range.start - b.range.start);
}

function prefixesOf(
  command: Command,
  uses: readonly VariableUse[],
  reader: number,
): readonly PrefixAssignment[] {
  const [first] = command.words;
  if (!first) return [];
  return command.assignments.flatMap((assignment) => {
    const isSame =
      assignment.value && /^"?\$\{?(\w+)\}?"?$/.exec(assignment.value.text)?.[1] === assignment.name;
    const use = uses.find(
      ({ name, range, level, isElsewhere }) =>
        name === assignment.name && level === reader && !isElsewhere && isWithin(range, first, command),
    );
    return use && !isSame ? [{ assignment, use: use.range }] : [];
  });
}

function isWithin(
  range: { start: number; end: number },
  first: Command['words'][number],
  command: Command,
): boolean {
  return range.start >= first.range.start && range.end <= command.range.end;
}

const loaders = new Set(['source', '.', 'eval']);

function loadsVariables({ words }: Command): boolean {
  const [program, flag] = words;
  return loaders.has(program?.value ?? '') || (program?.value === 'set' && flag?.value === '-a');
}
