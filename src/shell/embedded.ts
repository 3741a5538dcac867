import type { Word as SourceWord, WordPart } from 'unbash';
import type { Quote } from './script.ts';

/** A script as its shell will read it, and where each of its characters stands in the text around it. */
export interface Embedded {
  readonly text: string;
  readonly offsets: readonly number[];
  readonly quote: Quote;
}

/** The text under construction: each character beside its offset. */
type Decoding = { readonly char: string; readonly offset: number }[];

/** The text that a word gives to the command it is an argument of, expansions left as written. */
export function decodeWord(word: SourceWord): Embedded {
  const out: Decoding = [];
  if (word.parts) for (const part of word.parts) decodePart(out, part);
  else unescape(out, word, /[\s\S]/);
  return finish(out, quoteOf(word), word.end);
}

/** A here-document's body, with the backslashes of an unquoted one taken away. */
export function decodeBody(body: { text: string; pos: number; end: number }, isLiteral: boolean): Embedded {
  const out: Decoding = [];
  if (isLiteral) copy(out, body.text, body.pos);
  else unescape(out, body, /[$`\\\n]/);
  return finish(out, isLiteral ? 'literal-here-document' : 'here-document', body.end);
}

/** The script between backticks, with the backslashes that hide their like taken away. */
export function decodeBackticks(node: { text: string; pos: number }): Embedded {
  const out: Decoding = [];
  unescape(out, { text: node.text.slice(1, -1), pos: node.pos + 1 }, /[$`\\]/);
  return finish(out, 'backtick', node.pos + node.text.length - 1);
}

function finish(out: Decoding, quote: Quote, end: number): Embedded {
  const last = out.at(-1)?.offset;
  const after = last === undefined ? end : last + 1;
  return {
    text: out.map(({ char }) => char).join(''),
    offsets: [...out.map(({ offset }) => offset), after],
    quote,
  };
}

function quoteOf(word: SourceWord): Quote {
  const first = word.parts?.[0]?.type;
  if (first === 'SingleQuoted') return 'single';
  if (first === 'DoubleQuoted' || first === 'LocaleString') return 'double';
  return first === 'AnsiCQuoted' ? 'ansi-c' : 'bare';
}

function decodePart(out: Decoding, part: WordPart): void {
  if (part.type === 'SingleQuoted') copy(out, part.value, part.pos + 1);
  else if (part.type === 'DoubleQuoted') for (const child of part.parts) decodeQuoted(out, child);
  else if (part.type === 'AnsiCQuoted') pin(out, part.value, part.pos);
  else if (part.type === 'Literal') unescape(out, part, /[\s\S]/);
  else copy(out, part.text, part.pos);
}

function decodeQuoted(out: Decoding, part: WordPart): void {
  if (part.type === 'Literal') unescape(out, part, /[$`"\\\n]/);
  else copy(out, part.text, part.pos);
}

function copy(out: Decoding, text: string, start: number): void {
  for (let index = 0; index < text.length; index += 1)
    out.push({ char: text[index] ?? '', offset: start + index });
}

/** Text whose characters cannot be told apart in the source: all of it stands at one place. */
function pin(out: Decoding, text: string, offset: number): void {
  for (let index = 0; index < text.length; index += 1) out.push({ char: text[index] ?? '', offset });
}

/** Takes away a backslash before the characters that it escapes there, and `\` at a line's end whole. */
function unescape(out: Decoding, { text, pos }: { text: string; pos: number }, escapable: RegExp): void {
  for (let index = 0; index < text.length; index += 1) {
    const isEscape = text[index] === '\\' && escapable.test(text[index + 1] ?? '');
    if (isEscape) index += 1;
    if (!(isEscape && text[index] === '\n')) out.push({ char: text[index] ?? '', offset: pos + index });
  }
}
