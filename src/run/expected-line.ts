import { wholeMatcher } from '../runbook/values/linear-pattern.ts';

export type ExpectedKind = 'equal' | 'no-eol' | 'escaped' | 'glob' | 'regex' | 'any';

/** One line of an expected output. */
export interface ExpectedLine {
  readonly kind: ExpectedKind;
  /** As written, its mark too. */
  readonly source: string;
  /** Without its mark. */
  readonly text: string;
  /** How many lines of the output it may stand for. */
  readonly least: 0 | 1;
  readonly most: 1 | typeof Infinity;
  /** Why it can fit nothing, as the end of a sentence: a pattern that cannot be read. */
  readonly fault?: string;
  /** Whether a line of output, without its newline, is what is asked for. */
  fits(line: string): boolean;
}

// Matches the ` (glob+)` of `a* (glob+)`, ` (re)`, ` (*)`, and `(*)` alone; not the `(x)` of `f (x)`.
const MARK = /^(?:(.*) )?\((equal|eq|no-eol|escaped|esc|glob|gl|regex|re)?([?*+])?\)$/s;

const LONG_NAMES: Readonly<Record<string, ExpectedKind>> = {
  eq: 'equal',
  esc: 'escaped',
  gl: 'glob',
  re: 'regex',
};

/** Reads one line in scrut's grammar. A mark that stands alone, `(*)`, is for any lines whatever. */
export function readExpectedLine(source: string): ExpectedLine {
  const [, text, name, quantifier] = MARK.exec(source) ?? [];
  if (name === undefined && quantifier === undefined) return lineOf({ source, text: source, kind: 'equal' });
  const times = timesOf(quantifier);
  if (text === undefined && name === undefined) return lineOf({ source, text: '', kind: 'any', ...times });
  // The name is one of the kinds or of their short forms, by the expression above.
  const kind = LONG_NAMES[name ?? 'eq'] ?? (name as ExpectedKind);
  return lineOf({ source, text: text ?? '', kind, ...times });
}

function timesOf(quantifier: string | undefined): Pick<ExpectedLine, 'least' | 'most'> {
  return {
    least: quantifier === '?' || quantifier === '*' ? 0 : 1,
    most: quantifier === '*' || quantifier === '+' ? Infinity : 1,
  };
}

type Written = Pick<ExpectedLine, 'source' | 'text' | 'kind'> & Partial<Pick<ExpectedLine, 'least' | 'most'>>;

function lineOf({ source, text, kind, least = 1, most = 1 }: Written): ExpectedLine {
  const base = { kind, source, text, least, most };
  try {
    return { ...base, fits: testOf(kind, text) };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return { ...base, fault, fits: () => false };
  }
}

// Matches the first mark of `a\t* (escaped) (glob)`.
const ESCAPED_TOO = / \((?:escaped|esc)\)$/;

function testOf(kind: ExpectedKind, text: string): (line: string) => boolean {
  switch (kind) {
    case 'any':
      return () => true;
    case 'regex':
      return wholeMatcher(text);
    case 'glob': {
      const isEscaped = ESCAPED_TOO.test(text);
      return wholeMatcher(globSource(isEscaped ? unescape(text.replace(ESCAPED_TOO, '')) : text));
    }
    case 'escaped': {
      const wanted = unescape(text);
      return (line) => line === wanted;
    }
    default:
      return (line) => line === text;
  }
}

/** A glob as a regular expression: `*` for any characters, `?` for one, `\` before either takes its meaning. */
function globSource(glob: string): string {
  return glob.replace(/\\([*?\\])|[^]/gu, (char, escaped?: string) => {
    if (escaped !== undefined) return `\\${escaped}`;
    if (char === '*') return '[^]*';
    if (char === '?') return '[^]';
    return char.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** `\t`, `\e`, and bytes in hexadecimal or octal: `\xe2\x82\xac` and `\342\202\254` are one character. */
function unescape(text: string): string {
  return text.replace(
    /((?:\\x[\da-f]{2}|\\[0-3][0-7]{2}|\\0[0-7]?)+)|\\([abefnrtv\\])/gi,
    (whole, bytes?: string, letter?: string) =>
      bytes === undefined ? (ESCAPES[letter ?? ''] ?? whole) : decode(bytes),
  );
}

function decode(bytes: string): string {
  const values = bytes
    .slice(1)
    .split('\\')
    .map((byte) => (/^x/i.test(byte) ? Number.parseInt(byte.slice(1), 16) : Number.parseInt(byte, 8)));
  // A mark at the beginning of a file is a character like any other here.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(values));
}
