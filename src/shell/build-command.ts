import type {
  Assignment as SourceAssignment,
  Command as SourceCommand,
  HereDoc,
  Redirected,
  Word as SourceWord,
  WordPart,
} from 'unbash';
import { rangeAt } from './level.ts';
import type {
  Assignment,
  Command,
  HereDocument,
  Part,
  PartKind,
  Placeholder,
  Range,
  Redirection,
  Script,
  Word,
} from './script.ts';

/** What turns unbash's nodes into ours: the whole text, its placeholders, and this level's offsets. */
export interface Ground {
  readonly source: string;
  /** In order, none inside another. */
  readonly placeholders: readonly Placeholder[];
  readonly at: (offset: number) => number;
}

/** What a command's own node tells. */
export type BuiltCommand = Omit<Command, 'nested' | 'isFed' | 'isBackground'>;

/** A command in our own plain form; its nested scripts are found later. */
export function buildCommand(node: SourceCommand, depth: number, ground: Ground): BuiltCommand {
  const words = [node.name, ...node.args].flatMap((item) => (item ? [buildWord(asWord(item), ground)] : []));
  return {
    range: rangeOf(node, ground),
    assignments: node.prefix.flatMap((item) =>
      item.type === 'Assignment' ? [buildAssignment(item, ground)] : [],
    ),
    words,
    ...buildRedirects(node, ground),
    depth,
  };
}

/** A loop or a group with what is redirected for all of it. */
export function buildGroup(node: Redirected, ground: Ground): Script['groups'][number] {
  return { range: rangeOf(node, ground), ...buildRedirects(node, ground) };
}

function buildRedirects(
  { redirects }: Pick<SourceCommand, 'redirects'>,
  ground: Ground,
): Pick<Command, 'redirections' | 'hereDocuments'> {
  return {
    redirections: redirects.flatMap((item) =>
      item.type === 'HereDoc' ? [] : [buildRedirection(item, ground)],
    ),
    hereDocuments: redirects.flatMap((item) =>
      item.type === 'HereDoc' ? [buildHereDocument(item, ground)] : [],
    ),
  };
}

/** `export A=x`: the assignment is a word of the command too. */
export function asWord(item: SourceWord | SourceAssignment): SourceWord {
  if (item.type === 'Word') return item;
  const value = item.value.type === 'Word' ? item.value : undefined;
  const literal: WordPart = {
    type: 'Literal',
    pos: item.pos,
    end: value?.pos ?? item.end,
    value: '',
    text: '',
  };
  const written = item.text;
  return {
    type: 'Word',
    text: written,
    value: value ? written.slice(0, value.pos - item.pos) + value.value : written,
    pos: item.pos,
    end: item.end,
    parts: [literal, ...(value?.parts ?? [])],
  };
}

function buildWord(node: SourceWord, ground: Ground): Word {
  const range = rangeOf(node, ground);
  const parts = (node.parts ?? []).map((part) => buildPart(part, ground));
  const hasPlaceholder = holdsPlaceholder(range, ground.placeholders);
  return {
    range,
    text: ground.source.slice(range.start, range.end),
    value: node.value,
    parts: parts.length > 0 ? parts : [{ kind: 'literal', range }],
    isDynamic: hasPlaceholder || (node.parts ?? []).some(isDynamic),
    hasPlaceholder,
  };
}

/** Looked up by halves, as a script of a thousand placeholders has as many words. */
function holdsPlaceholder({ start, end }: Range, placeholders: readonly Placeholder[]): boolean {
  let low = 0;
  let high = placeholders.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((placeholders[middle]?.range.end ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  const next = placeholders[low];
  return next !== undefined && next.range.start < end;
}

const kinds: Readonly<Record<WordPart['type'], PartKind>> = {
  Literal: 'literal',
  Glob: 'glob',
  ExtendedGlob: 'glob',
  SingleQuoted: 'single',
  DoubleQuoted: 'double',
  LocaleString: 'double',
  AnsiCQuoted: 'ansi-c',
  SimpleExpansion: 'variable',
  ParameterExpansion: 'variable',
  CommandExpansion: 'command',
  ArithmeticExpansion: 'arithmetic',
  ProcessSubstitution: 'process',
  BraceExpansion: 'brace',
};

function buildPart(part: WordPart, ground: Ground): Part {
  return { kind: kinds[part.type], range: rangeOf(part, ground) };
}

/** A glob in the middle of a flag's value changes nothing of what the flag is, so it does not count. */
function isDynamic(part: WordPart): boolean {
  if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') return part.parts.some(isDynamic);
  return ['variable', 'command', 'arithmetic', 'process', 'brace'].includes(kinds[part.type]);
}

function buildAssignment(node: SourceAssignment, ground: Ground): Assignment {
  const range = rangeOf(node, ground);
  const nameRange = { start: range.start, end: range.start + node.name.length };
  const value = node.value.type === 'Word' ? { value: buildWord(node.value, ground) } : {};
  return { name: node.name, range, nameRange, ...value };
}

function buildRedirection(
  node: Exclude<SourceCommand['redirects'][number], HereDoc>,
  ground: Ground,
): Redirection {
  const target = node.target ? { target: buildWord(node.target, ground) } : {};
  return { operator: node.operator, range: rangeOf(node, ground), ...target };
}

function buildHereDocument(node: HereDoc, ground: Ground): HereDocument {
  return {
    range: rangeOf(node, ground),
    delimiter: node.delimiter?.value ?? '',
    isLiteral: node.delimiter?.quoted ?? false,
    isTerminated: node.closing !== undefined,
    bodyRange: rangeOf(node.body, ground),
  };
}

function rangeOf(node: { pos: number; end: number }, { at }: Ground): Range {
  return rangeAt(at, node);
}
