/**
 * Puts a value where a variable stood. A place is written as one letter for each reader of the text, the
 * outermost first: `bash -c 'echo "$X"'` is `sd`, single quotes around double ones.
 *
 * Shells: `b` bare word, `B` bare word that must be quoted, `d` double quotes, `s` single quotes,
 * `k` backticks, `h` here-document, `l` here-document with a quoted delimiter.
 * What a shell's word holds: `u` part of a URL, `o` host of a URL, `j` JSON string, `q` SQL literal,
 * `i` SQL identifier, `w` bare word of SQL, `t` a program text, `y` a text in which `/` has a meaning,
 * `n` arithmetic.
 * psql: `Q` for `:'X'`, `I` for `:"X"`. PromQL and LogQL: `p` and `P` strings in double and single quotes,
 * `r` raw string, `m` outside of strings. `x`: no value can stand there.
 */
export type PlaceCode = string;

type Write = (text: string) => string | undefined;

// Matches `5`, `0.5`, `1h30m`, `job_duration_seconds`, `job:rate`; not `group_left`, `by`, `5 or x`.
const QUERY_WORD =
  /^(\d+(\.\d+)?|(\d+(ms|[smhdwy]))+|(?!(group_left|group_right|count_values|limit_ratio|line_format|label_format|fill_left|fill_right)$)[a-z]\w*[_:][\w:]*)$/i;

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
  // A backslash means something to some databases and nothing to others.
  q: (text) => (text.includes('\\') ? undefined : text.replaceAll("'", "''")),
  i: (text) => (text === '' || text.includes('\\') ? undefined : text.replaceAll('"', '""')),
  w: only(/^([A-Za-z_]\w*|\d+(\.\d+)?)$/),
  // `-t` alone is an operator to `[[`.
  t: only(/^(?!-[a-z]$)[\w.:/@-]+$/i),
  y: only(/^[\w.:@-]+$/),
  n: only(/^(0|[1-9]\d*)$/),
  Q: (text) => (text.includes('\\') ? ` E${inSqlQuotes(text.replaceAll('\\', '\\\\'))}` : inSqlQuotes(text)),
  I: (text) => (text === '' ? undefined : `"${text.replaceAll('"', '""')}"`),
  p: (text) => text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n'),
  P: (text) => text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n'),
  r: (text) => (text.includes('`') ? undefined : text),
  m: (text) => (QUERY_WORD.test(text) ? text : undefined),
  x: () => undefined,
};

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

/** A line that gives a shell variable its value, for the places where only a variable can stand. */
export function assignmentOf(name: string, value: string): string | undefined {
  return canBeTyped(value) ? `${name}=${WRITERS['b']?.(value) ?? ''}` : undefined;
}

/** A terminal acts on control characters before any shell sees the quotes around them; half a character is none. */
function canBeTyped(value: string): boolean {
  return !/(?!\n)[\p{Cc}\p{Cs}]/u.test(value);
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
