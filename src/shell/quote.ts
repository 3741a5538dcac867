import type { Meaning } from './value-meaning.ts';

/**
 * Puts a value where a variable stood. A place is written as one letter for each reader of the text, the
 * outermost first: `bash -c 'echo "$X"'` is `sd`, single quotes around double ones.
 *
 * Shells: `b` bare word, `B` bare word that must be quoted, `d` double quotes, `s` single quotes,
 * `k` backticks, `h` here-document, `l` here-document with a quoted delimiter.
 * What a shell's word holds: `u` part of a URL, `o` host of a URL, `j` JSON string, `J` number in JSON, `q` SQL literal,
 * `i` SQL identifier, `w` number in SQL, `W` name or number in SQL, `t` a program text, `y` a text in which `/` has a
 * meaning, `T` one in which `@` has one too, `n` arithmetic.
 * psql: `Q` for `:'X'`, `I` for `:"X"`. PromQL and LogQL: `p` and `P` strings in double and single quotes,
 * `r` raw string, `m` outside of strings. `x`: no value can stand there. `X`: a program asks the environment for it.
 * The last letters may be guards (`place-guards.ts`): they change nothing, and refuse what would mean more than a
 * value there. `c` a command's name, `f` part of a path, `v` item of a list, `g` no glob, `a` name of a resource,
 * `z` git revision, `e` no assignment, `F` no address, `L` one line, `O` no option, `D` no file to be read,
 * `C` no part between its signs an option or a folder, `V` no part of it at all, `Z` a letter or a digit first, `0` nothing,
 * as what is left of it is not known, `A` nothing that perl's open runs, nor psql's `-o`, `M` a number, as a shell may
 * evaluate it by its name, `U` no name of a variable, `H` nothing, as the whole environment is run, `G` nothing, as a
 * here-document's delimiter is quoted, `Y` nothing, as no shell looks into its single quotes, `K` no backslash, `S` one word without quotes, `E` nothing, as the environment ends
 * before it, `1` a process of its own: not 0, 1 or a negative number. `N`: its name and `=` stand before the value.
 */
export type PlaceCode = string;

type Write = (text: string) => string | undefined;

// Matches `5`, `0.5`, `1h30m`, `job_duration_seconds`, `job:rate`; not `group_left`, `by`, `5 or x`.
const QUERY_WORD =
  /^(\d+(\.\d+)?|(\d+(ms|[smhdwy]))+|(?!((group|fill)_(left|right)|count_values|limit_ratio|(line|label)_format)$)[a-z][a-z\d]*[_:][\w:]*)$/i;

const WRITERS: Readonly<Record<string, Write>> = {
  b: (text) => (/^[\w./:@%-]+$/.test(text) ? text : inSingleQuotes(text)),
  B: inSingleQuotes,
  // Single quotes inside the double ones: no backslash there hides a `!` from an interactive shell.
  d: (text) => (/["$`\\!^]/.test(text) ? `"${inSingleQuotes(text)}"` : text),
  s: withinSingleQuotes,
  // Backticks inside double quotes are read twice, by rules of their own: nothing that needs quotes.
  k: only(/^[\w./:@%-]+$/),
  // A line of the value could be the delimiter.
  h: (text) => (text.includes('\n') ? undefined : text.replace(/[\\$`]/g, '\\$&')),
  l: only(/^[^\n]*$/),
  u: (text) => text.replace(/[^\w.~:/@-]+/g, encodeURIComponent).replace(/[!'()*]/g, encodePlain),
  o: only(/^[\w.-]+(:\d+)?$/),
  j: (text) => JSON.stringify(text).slice(1, -1),
  // Any other word breaks the text, or is `true` or `null` and no value of the param's.
  J: only(/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i),
  // A backslash means something to some databases and nothing to others.
  q: (text) => (text.includes('\\') ? undefined : text.replaceAll("'", "''")),
  i: (text) => (text === '' || text.includes('\\') ? undefined : text.replaceAll('"', '""')),
  w: only(/^\d+(\.\d+)?$/),
  W: only(/^([A-Za-z_]\w*|\d+(\.\d+)?)$/),
  // `-t` alone is an operator to `[[`.
  // YAML takes no `@x`, `-` or `x:` as a text.
  t: only(/^(?!-[a-z]$|-+$|@|\.{3}$)[\w.:/@-]*[\w./@-]$/i),
  y: only(/^[\w.:@-]+$/),
  T: only(/^[\w.:-]+$/),
  n: only(/^(0|[1-9]\d*)$/),
  Q: (text) => (text.includes('\\') ? ` E${inSqlQuotes(text.replaceAll('\\', '\\\\'))}` : inSqlQuotes(text)),
  I: (text) => (text === '' ? undefined : `"${text.replaceAll('"', '""')}"`),
  p: (text) => text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n'),
  P: (text) => text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n'),
  r: (text) => (text.includes('`') ? undefined : text),
  m: (text) => (QUERY_WORD.test(text) ? text : undefined),
  f: only(/[^./\\\s]/),
  // Elasticsearch's word for all indices.
  v: only(/^(?!_all$)[^,=!(){}]*$/),
  g: only(/^[^*?[\]{}%]*$/),
  a: only(/^[^/,:]*$/),
  z: only(/^(?!.*(\.\.|@\{))(?!\.*$)[^:^~+*?[\]\s\\]+$/),
  e: only(/^[^=]*$/),
  F: only(/^(?![a-z][a-z\d+.-]*:)[^]*$/i),
  L: only(/^[^\n]*$/),
  // `!` and `(` alone are operators of find's.
  O: only(/^(?!\s*-|[(),!]$)/),
  D: only(/^(?!\s*[@<]|fileb?:)/i),
  R: only(/^(?!\s*\+)/),
  // No part between two signs begins with one that means more, is nothing but dots, or nothing at all.
  C: only(/^(?!(?:[^]*[^A-Za-z\d])?(?:[-+@<]|\.{1,2}(?!\w))|[^]*[-/_.:,=@+~ ]$)/),
  V: only(/^[A-Za-z\d]\w*(\.\w+)*$/),
  Z: only(/^[A-Za-z\d]/),
  A: only(/^[^|<>]*$/),
  M: only(/^(0|[1-9]\d*)$/),
  // Params have names of capitals.
  U: only(/^(?!.*(?<![A-Za-z\d_])[A-Z_][A-Z\d_]*(?!\w))/s),
  K: only(/^[^\\]*$/),
  S: only(/^[\w./:@%+=,-]*$/),
  // `kill 0`, `kill -- -1`: more than one process; 1 is what all others hang on.
  1: only(/^(?!\s*(?:-|\+?0*1?(?!\S)))/),
  N: (text) => text,
};

const PART = { meaning: 'option', reason: 'a part could be an option' } as const;

/** What would let a value through a guard, and what is said of one that it stops. */
const GUARDS: Readonly<Record<string, { readonly meaning?: Meaning; readonly reason: string }>> = {
  c: { meaning: 'command', reason: 'it would be the name of what is run' },
  f: { meaning: 'parent', reason: 'it would be the folder itself' },
  v: { meaning: 'many', reason: 'it would be more than one item' },
  g: { meaning: 'many', reason: 'it would be many names' },
  a: { meaning: 'many', reason: 'it would name another kind of thing' },
  z: { meaning: 'many', reason: 'it would be many names' },
  e: { meaning: 'command', reason: 'it would set a variable' },
  F: { meaning: 'command', reason: 'it would be fetched and run' },
  O: { meaning: 'option', reason: 'it would be an option' },
  D: { reason: 'it would be read from a file' },
  C: PART,
  V: PART,
  Z: PART,
  0: PART,
  1: { meaning: 'many', reason: 'it would be no process of its own' },
  R: { meaning: 'option', reason: 'it would be a command' },
  M: { reason: 'a shell may evaluate it: only a whole number can stand here' },
  G: { reason: 'no shell fills in a here-document whose `EOF` is in quotes' },
  Y: {
    reason: "no shell fills in what stands in single quotes: write `'…'\"$NAME\"'…'`",
  },
  H: { reason: 'every variable of the environment is run here' },
  U: { reason: 'the shell would evaluate it as a variable' },
  A: { reason: 'the program would run it, or write to it' },
  K: { reason: 'its backslashes would be read' },
  S: { reason: 'the shell would split it into words' },
  L: { reason: 'it would be more than one line' },
  w: { reason: 'only a number can stand here' },
  J: { reason: 'only a number can stand here' },
  W: { reason: 'only a name or a number can stand here' },
  n: { reason: 'only a whole number can stand here' },
  o: { reason: 'only a host or `host:port` can stand here' },
  E: { reason: 'no variable gets past the command around it: write `NAME="$NAME"` there' },
  T: { reason: 'only letters, digits and `._:-` can stand inside a program' },
  t: { reason: 'only letters, digits and `._:/@-` can stand inside a program' },
};

/** A place without the guards that its param's `allow` opens. */
export function allowing(place: PlaceCode, allow: readonly Meaning[]): PlaceCode {
  const isOpen = (letter: string): boolean => allow.some((meaning) => meaning === GUARDS[letter]?.meaning);
  return [...place].filter((letter) => !isOpen(letter)).join('');
}

const GUARD_LETTERS = /[cfvgazeFLODRCVZ01KSENAMUHGY]/g;

/** The readers of a place alone. */
export function withoutGuards(place: PlaceCode): PlaceCode {
  return place.replace(GUARD_LETTERS, '');
}

/** Why a value cannot stand in a place that does not take it, as a clause. */
export function unfitReason(place: PlaceCode, value: string): string {
  if (UNSEEN.test(value)) return 'it holds a character that nobody sees, or that turns the text';
  if (!canBeTyped(value)) return 'it holds a control character';
  const letter = [...place].findLast((one) => one in GUARDS && WRITERS[one]?.(value) === undefined);
  return (letter && GUARDS[letter]?.reason) ?? 'the text here is read once more before it is used';
}

/**
 * The text to put in a variable's place, so that the value arrives there byte for byte and nothing else
 * happens; undefined where that cannot be had.
 */
export function quoteFor(place: PlaceCode, value: string): string | undefined {
  if (!canBeTyped(value)) return undefined;
  return [...place].reduceRight<string | undefined>(
    (text, reader) => (text === undefined ? undefined : WRITERS[reader]?.(text)),
    value,
  );
}

/**
 * A line that gives a shell variable its value, for the places where only a variable can stand; undefined where a guard
 * of the place stops the value, wherever its quotes may come from.
 */
export function assignmentOf(
  { name, code }: { readonly name: string; readonly code: PlaceCode },
  value: string,
): string | undefined {
  if (quoteFor((code.match(GUARD_LETTERS) ?? []).join(''), value) === undefined) return undefined;
  return `${code.startsWith('X') ? 'export ' : ''}${name}=${quoteFor('b', value) ?? ''}`;
}

/**
 * Without a width, or with a direction of their own: what is copied would not be what was seen. Emoji need U+200D and
 * U+FE0F, and Persian words U+200C.
 */
const UNSEEN = /[\u2028\u2029]|(?![\u200C\u200D\uFE00-\uFE0F])\p{DI}/u;

/** A terminal acts on control characters before any shell sees the quotes around them; half a character is none. */
function canBeTyped(value: string): boolean {
  return !UNSEEN.test(value) && !/(?!\n)[\p{Cc}\p{Cs}]/u.test(value);
}

function inSingleQuotes(text: string): string {
  return `'${withinSingleQuotes(text)}'`;
}

/** An interactive bash takes a line that begins with `^` for a change of the last command, quoted or not. */
function withinSingleQuotes(text: string): string {
  return text.replaceAll("'", "'\\''").replaceAll('\n^', "\n''^");
}

function inSqlQuotes(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function encodePlain(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

function only(pattern: RegExp): Write {
  return (text) => (pattern.test(text) ? text : undefined);
}
