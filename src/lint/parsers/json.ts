import { parse as parseJsonc, printParseErrorCode } from 'jsonc-parser';
import type { ParseError } from 'jsonc-parser';
import { jsonExcerpt } from './excerpt.ts';
import { SHOWS_A_MISTAKE } from './shows-a-mistake.ts';
import { rangeAt } from './syntax.ts';
import type { Parser, SyntaxFault } from './syntax.ts';

export const json: Parser = (text) => {
  if (SHOWS_A_MISTAKE.test(text) || QUANTITY.test(text.trim())) return undefined;
  return faultOfValues(text.replace(NO_NEWLINE, (end) => end.replace('%', ' ')));
};

// Matches `5s`, `10Gi`, alone: what `kubectl -o jsonpath` printed.
const QUANTITY = /^\d{1,12}[A-Za-z]{1,4}$/;

// Matches the `%` that zsh puts behind an output which ends in the middle of its line.
const NO_NEWLINE = /[}\]]%\s{0,40}$/;

function faultOfValues(text: string): ReturnType<Parser> {
  const { fault, rest } = firstJson(text);
  if (rest === undefined) return fault;
  // One value below the other, as `jq` and logs print them: each is read by itself.
  for (const start of valueStarts(text, rest)) {
    const { fault: next } = firstJson(text.slice(start.at, start.end));
    if (next) return { ...next, start: next.start + start.at, end: next.end + start.at };
  }
  return undefined;
}

interface FirstJson {
  readonly fault?: ReturnType<Parser>;
  /** Where another value begins, on a line of its own below a whole one. */
  readonly rest?: number;
}

function firstJson(text: string): FirstJson {
  const { text: source, isPart } = jsonExcerpt(text);
  if (source.trim() === '' || isOtherThanJson(source)) return {};
  const bare = source.replace(COMMENTS, (part) => (part.startsWith('"') ? part : ' '.repeat(part.length)));
  if (bare.trim() === '') return {};
  const isMembers = /^\s*"[^"\n]*"\s*:/.test(bare);
  const first = jsonFault(source, isMembers ? '{}' : undefined, isPart);
  const said = first && saidAt(text, first.offset, first);
  // A part that was cut out of a file opens, or closes, brackets whose other half is not shown.
  if (isPart && first && hasOddBrackets(source)) return {};
  // Of several values, nobody can say where the one that was cut ends.
  if (isPart && first && (source.match(/^[{[]/gm) ?? []).length > 1) return {};
  if (first && (isPart || isMembers || /^\s*,|[,{[]\s*$/.test(bare)))
    return { fault: partFault(text, source) };
  if (!first?.isAfterEnd) return { fault: said };
  const next = source[first.offset];
  // `},` and what follows: entries of a list that is not shown.
  if (next === ',') return { fault: partFault(text, source) };
  if ((next !== '{' && next !== '[') || !beginsLine(source, first.offset)) return { fault: said };
  return { fault: said, rest: first.offset };
}

// Strings, so that nothing inside them is taken for a comment, and comments.
const COMMENTS = /"(?:\\.|[^"\\\n])*"?|\/\/[^\n]*|\/\*[^*]*(?:\*(?:[^*/][^*]*)?)*\/?/g;

function beginsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === '';
}

/** From an offset on, each value that begins a line below a whole one, up to the next. */
function valueStarts(text: string, from: number): { readonly at: number; readonly end: number }[] {
  const starts: number[] = [];
  let level = 0;
  for (const { 0: part, index } of text.slice(from).matchAll(PARTS)) {
    if (part === '}' || part === ']') level = Math.max(0, level - 1);
    if (part !== '{' && part !== '[') continue;
    if (level === 0 && beginsLine(text, from + index)) starts.push(from + index);
    level += 1;
  }
  return starts.map((at, index) => ({ at, end: starts[index + 1] ?? text.length }));
}

// Strings and comments, also those without an end, so that brackets in them count for nothing; and brackets.
const PARTS = /"(?:\\.|[^"\\\n])*"?|\/\/[^\n]*|\/\*(?:[^]*?\*\/|[^]*)|[[\]{}]/g;

/** What is wrong in a part of a file, once it stands between the brackets that it lacks. */
function partFault(text: string, source: string): ReturnType<Parser> {
  const { before, after } = lackingBrackets(source);
  const inside = source.replace(/^\s*,/, (start) => ' '.repeat(start.length));
  const isMember = /^\s*"[^"\n]*"\s*:/.test(withoutLeadingComments(inside));
  const opening = before === '' && isMember ? '{' : `[${before}`;
  const key = opening.endsWith('{') && /^\s*[{[]/.test(inside) ? '"":' : '';
  const end = before === '' && isMember ? '}' : ']';
  // On a line of its own: a comment may end the part.
  const fault = jsonFault(`${opening}${key}${inside}\n${after}${end}`, undefined, true);
  if (!fault) return undefined;
  const offset = Math.max(0, fault.offset - opening.length - key.length);
  return saidAt(text, Math.min(Math.max(0, text.length - 1), offset), fault);
}

/** A fault at its place, with what to do where the text shows it. */
function saidAt(text: string, offset: number, { reason, name }: JsonFault): SyntaxFault {
  const fault = { ...rangeAt(text, offset), reason };
  const mark = text.charAt(fault.start);
  if (name === 'InvalidSymbol' && mark === "'")
    return { ...fault, message: 'Write double quotes here: JSON takes no single ones.' };
  if (
    /^[}\]]$/.test(mark) &&
    /^(?:PropertyName|Value)Expected$/.test(name) &&
    followsComma(text, fault.start)
  )
    return { ...fault, message: `Remove the comma before this \`${mark}\`: JSON takes none there.` };
  return fault;
}

/** Whether a comma stands before an offset, with comments and blanks between them at most. */
function followsComma(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 1_000), at);
  return /,\s*$/.test(before.replace(COMMENTS, (part) => (part.startsWith('"') ? part : '')).slice(-200));
}

function withoutLeadingComments(text: string): string {
  return text.replace(/^(?:\s|\/\/[^\n]*\n)+/, '');
}

/** Whether a bracket closes one of another kind: where dots stand in a text, that says nothing. */
function hasOddBrackets(source: string): boolean {
  return lackingBrackets(source).isOdd;
}

/** The brackets that would have to stand before and after a part, for each to have its other half. */
function lackingBrackets(source: string): {
  readonly before: string;
  readonly after: string;
  readonly isOdd: boolean;
} {
  const open: string[] = [];
  let before = '';
  let isOdd = false;
  for (const [part] of source.matchAll(PARTS)) {
    if (part === '{' || part === '[') open.push(part);
    else if (part === '}' || part === ']') {
      const half = part === '}' ? '{' : '[';
      if (open.at(-1) === half) open.pop();
      else if (open.length === 0) before = half + (half === '{' && before !== '' ? '"":' : '') + before;
      else isOdd = true;
    }
  }
  return {
    before,
    isOdd,
    after: open
      .reverse()
      .map((one) => (one === '{' ? '}' : ']'))
      .join(''),
  };
}

// Match Kibana's console and other sessions of HTTP (`POST /tasks`, `HTTP/1.1 200 OK`), and alternatives of a sketch (`"a" | "b"`).
const HTTP = /^\s*(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) +\S|HTTP\/\d)/;
const ALTERNATIVES = /["\w}\]][ \t]*\|[ \t]*["\w{[]/;

// Match what is no JSON at its first letter: a message (`Request failed: …`, `422 Unprocessable`, `[main] [WARN] …`, `2026-01-31T12:00:00Z INFO`), a prompt, JSON inside a string (`\"key\":`, `'{`), and a word of another language (`filter {`, `curl -X`, `metadata = {`); not a value, nor a bare key.
const MESSAGE =
  /^(?:[$>] |\[(?!(?:true|false|null)\b)[A-Za-z][\w.-]{0,40} ?\][ \t]|\\"|'[[{]|\d{1,9}[ \t]+[A-Za-z]|\d{4}-\d\d-\d\d[T ]\d|(?!(?:true|false|null)\b)[A-Za-z_]\w*(?![\w:]|[ \t]{0,9}:)|[\u0370-\u1FFF\u3040-\uD7FF])/;
// Matches `}.{`: the two parts of a token, decoded.
const JWT = /^[ \t]*\}[ \t]*\.[ \t]*(?:\{|$)/m;
// Matches `"a" => 1`, as Ruby and Logstash print; strings hold no such arrow once they are taken out.
const ARROW = /""\s{0,9}=>/;

function isOtherThanJson(text: string): boolean {
  const bare = text.replace(/"(?:\\.|[^"\\\n])*"?/g, '""');
  return (
    HTTP.test(text) ||
    JWT.test(bare) ||
    MESSAGE.test(text.trimStart()) ||
    isMongosh(text) ||
    ALTERNATIVES.test(bare) ||
    ARROW.test(bare)
  );
}

// Match what mongosh takes (`db.orders.find()`), what it prints for values (`ObjectId("…")`), and its keys and strings.
const MONGOSH_CALL = /^\s*(?:db|rs|sh)\.\w|\b(?:ObjectId|ISODate|NumberLong|Decimal128|BinData)\(/;
const BARE_KEY = /^\s*[[{][\s[{]*[A-Za-z_$][\w$]*:/;
const SINGLE_QUOTED = /:[ \t]*'[^'\n]*'/;

function isMongosh(text: string): boolean {
  return MONGOSH_CALL.test(text) || (BARE_KEY.test(text) && SINGLE_QUOTED.test(text));
}

interface JsonFault {
  /** As the parser calls it. */
  readonly name: string;
  readonly offset: number;
  readonly reason: string;
  /** Whether the fault is that something follows a whole value. */
  readonly isAfterEnd: boolean;
}

/** Faults that dots may explain: where they stand, nobody knows which brackets and commas are left out. */
const LOOSE = new Set([
  'CommaExpected',
  'PropertyNameExpected',
  'CloseBraceExpected',
  'CloseBracketExpected',
]);

/** What the parser says first of a text, or of one put between brackets; where parts are left out, commas are too. */
function jsonFault(text: string, brackets: '{}' | '[]' | undefined, isPart: boolean): JsonFault | undefined {
  const errors: ParseError[] = [];
  const whole = brackets ? `${brackets.charAt(0)}${text}${brackets.charAt(1)}` : text;
  try {
    parseJsonc(whole, errors, { disallowComments: false, allowTrailingComma: isPart || !!brackets });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { name: '', offset: 0, reason: 'it is nested too deep to be read', isAfterEnd: false };
  }
  const named = errors.map(({ error, offset }) => ({ name: printParseErrorCode(error), offset }));
  const first = named.find(({ name }) => !isPart || !LOOSE.has(name));
  if (!first) return undefined;
  // Matches `PropertyNameExpected`, shown as "property name expected".
  const words = first.name.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
  return {
    name: first.name,
    offset: Math.max(0, first.offset - (brackets ? 1 : 0)),
    reason: `JSON says ${words}`,
    isAfterEnd: first.name === 'EndOfFileExpected',
  };
}

/** One JSON value a line, as logs and `jq -c` print. */
export const jsonLines: Parser = (text) => {
  let start = 0;
  for (const line of text.split('\n')) {
    const fault = line.trim() === '' ? undefined : json(line);
    if (fault) return { ...fault, start: start + fault.start, end: start + fault.end };
    start += line.length + 1;
  }
  return undefined;
};
