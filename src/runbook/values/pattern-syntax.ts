/** A regular expression as a tree. */
export type PatternNode =
  | { readonly kind: 'char'; readonly test: (char: string) => boolean; readonly literal?: string }
  | { readonly kind: 'place'; readonly test: (before: string, after: string) => boolean }
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly least: number; readonly most: number };

const isWordChar = (char: string): boolean => /^\w$/.test(char);

/** What asserts a place instead of a character. */
function placeTest(token: string, isMultiline: boolean): (before: string, after: string) => boolean {
  const isEdge = (char: string): boolean => char === '' || (isMultiline && char === '\n');
  if (token === '^') return (before) => isEdge(before);
  if (token === '$') return (_, after) => isEdge(after);
  const isBoundary = (before: string, after: string): boolean => isWordChar(before) !== isWordChar(after);
  return token === '\\b' ? isBoundary : (before, after) => !isBoundary(before, after);
}

// A token is a class, an escape, a group's start, or else a repetition or a single character. An escape's name ends
// before the next backslash, so that `\p{\p{\p{` is not read to its end at each.
const CLASS = /\[\^?(?:\\[^]|[^\]\\])*\]/y;
const ESCAPE = /\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}\\]*\}|c[a-z]|k<[^>\\]*>|[^])/iy;
const GROUP = /\((?:\?(?:<?[=!]|:|<\w+>))?/y;
const REST = /\{\d+(?:,\d*)?\}\??|[*+?]\??|[^]/y;
const UNICODE_ESCAPE = new RegExp(ESCAPE, 'iuy');
const UNICODE_REST = new RegExp(REST, 'uy');

/** Parses the part of the syntax that can be matched in linear time; throws a sentence about anything else. */
export function parsePattern(source: string, flags: string): PatternNode {
  // The platform judges the syntax, in the form that refuses what is not clear.
  const own = flags.replace(/[gyd]/g, '');
  void new RegExp(source, own);
  const reader: Reader = {
    tokens: readTokens(source, own.includes('u')),
    at: 0,
    isMultiline: own.includes('m'),
    charFlags: own.replace('m', ''),
  };
  const node = readChoice(reader);
  if (reader.at < reader.tokens.length) throw new SyntaxError('a bracket is not opened');
  return node;
}

/** The tokens of a pattern that the platform takes. */
function readTokens(source: string, isUnicode: boolean): string[] {
  const [escape, rest] = isUnicode ? [UNICODE_ESCAPE, UNICODE_REST] : [ESCAPE, REST];
  const tokens: string[] = [];
  for (let at = 0; at < source.length; at += tokens.at(-1)?.length ?? 1) {
    const kinds = { '[': CLASS, '\\': escape, '(': GROUP };
    const kind = new Map(Object.entries(kinds)).get(source.charAt(at)) ?? rest;
    kind.lastIndex = at;
    tokens.push(kind.exec(source)?.[0] ?? source.charAt(at));
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  readonly isMultiline: boolean;
  readonly charFlags: string;
}

function readChoice(reader: Reader): PatternNode {
  const items = [readSequence(reader)];
  while (reader.tokens[reader.at] === '|') {
    reader.at += 1;
    items.push(readSequence(reader));
  }
  return items.length === 1 ? (items[0] ?? { kind: 'sequence', items }) : { kind: 'choice', items };
}

function readSequence(reader: Reader): PatternNode {
  const items: PatternNode[] = [];
  for (let token = reader.tokens[reader.at]; token !== undefined; token = reader.tokens[reader.at]) {
    if (token === '|' || token === ')') break;
    reader.at += 1;
    items.push(readRepeat(readAtom(token, reader), reader));
  }
  return { kind: 'sequence', items };
}

function readAtom(token: string, reader: Reader): PatternNode {
  if (/^\(\?<?[=!]/.test(token)) throw new SyntaxError('it looks ahead or behind');
  if (token.startsWith('(')) {
    const inner = readChoice(reader);
    reader.at += 1; // the closing bracket
    return inner;
  }
  if (/^\\(?:[1-9]|k<)/.test(token)) throw new SyntaxError('it refers back to a group');
  if (/^(?:\^|\$|\\[bB])$/.test(token)) return { kind: 'place', test: placeTest(token, reader.isMultiline) };
  return readChar(token, reader.charFlags);
}

/** The platform's own engine judges single characters, so classes and case mean what they mean everywhere. */
function readChar(token: string, flags: string): PatternNode {
  const pattern = new RegExp(`^${token}$`, flags);
  const known = new Map<string, boolean>();
  const test = (char: string): boolean => {
    let result = known.get(char);
    if (result === undefined) known.set(char, (result = char !== '' && pattern.test(char)));
    return result;
  };
  const literal = /^\\?[^\w\\.]$|^\w$| /.test(token) ? token.at(-1) : undefined;
  return literal === undefined ? { kind: 'char', test } : { kind: 'char', test, literal };
}

function readRepeat(item: PatternNode, reader: Reader): PatternNode {
  const [least, most] = repetition(reader.tokens[reader.at] ?? '') ?? [];
  if (least === undefined || most === undefined) return item;
  reader.at += 1;
  return readRepeat({ kind: 'repeat', item, least, most }, reader);
}

function repetition(token: string): [least: number, most: number] | undefined {
  if (/^\*/.test(token)) return [0, Infinity];
  if (/^\+/.test(token)) return [1, Infinity];
  if (/^\?/.test(token)) return [0, 1];
  const [, least, comma, most] = /^\{(\d+)(?:(,)(\d*))?\}/.exec(token) ?? [];
  if (least === undefined) return undefined;
  const least_ = Number(least);
  return [least_, comma === undefined ? least_ : most === '' ? Infinity : Number(most)];
}
