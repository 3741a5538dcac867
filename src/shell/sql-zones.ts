/** What a stretch of SQL is, as psql's lexer reads it. */
export type SqlZone = 'code' | 'literal' | 'escape-literal' | 'identifier' | 'dollar' | 'comment' | 'command';

/** A psql variable in SQL code, where psql puts its value in. */
export interface SqlVariable {
  readonly name: string;
  readonly form: 'literal' | 'identifier' | 'plain';
  readonly start: number;
  readonly end: number;
  readonly zone: SqlZone;
}

interface Scan {
  readonly variables: readonly SqlVariable[];
  /** What the end of the text stands in. */
  readonly zone: SqlZone;
}

// What begins something, or must be passed over whole so that its parts begin nothing: `a::text`, `x$y$`.
const TOKEN =
  /--|\/\*|::|:=|:'(\w+)'|:"(\w+)"|:(\w+)|[eE]'|'|"|\$(?:[A-Za-z_]\w*)?\$|\\|[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*|[^]/y;

/** Finds psql's variables; inside quotes, dollar quotes and comments there are none. */
export function scanSql(text: string): Scan {
  const variables: SqlVariable[] = [];
  let zone: SqlZone = 'code';
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const token = match?.[0] ?? '';
    const end = at + token.length;
    const [, literal, identifier, plain] = match ?? [];
    const name = literal ?? identifier ?? plain;
    if (name !== undefined) {
      const form = literal ? 'literal' : identifier ? 'identifier' : 'plain';
      variables.push({ name, form, start: at, end, zone: isCommand(text, at) ? 'command' : 'code' });
    }
    const opened = OPENINGS.get(token) ?? (/^\$\w*\$/.test(token) ? 'dollar' : undefined);
    const close = opened === undefined ? end : closeOf(text, end, { opened, token });
    zone = (close === undefined ? opened : undefined) ?? 'code';
    at = close ?? text.length;
  }
  if (zone === 'code' && isCommand(text, text.length)) zone = 'command';
  return { variables, zone };
}

/** What the text right after `before` would stand in. */
export function sqlZoneAt(before: string): SqlZone {
  return scanSql(before).zone;
}

const OPENINGS: ReadonlyMap<string, SqlZone> = new Map([
  ['--', 'comment'],
  ['/*', 'comment'],
  ["'", 'literal'],
  ["E'", 'escape-literal'],
  ["e'", 'escape-literal'],
  ['"', 'identifier'],
]);

/** The offset after what closes it, if anything does. */
function closeOf(
  text: string,
  from: number,
  { opened, token }: { opened: SqlZone; token: string },
): number | undefined {
  if (token === '/*') return closeOfComment(text, from);
  if (opened === 'escape-literal') {
    const closed = /(?:\\[^]|''|[^'\\])*'(?!')/y;
    closed.lastIndex = from;
    return closed.test(text) ? closed.lastIndex : undefined;
  }
  const closer = token === '--' ? '\n' : token;
  const at = text.indexOf(closer, from);
  return at < 0 ? undefined : at + closer.length;
}

/** PostgreSQL's comments may hold each other. */
function closeOfComment(text: string, from: number): number | undefined {
  let depth = 1;
  for (const mark of text.slice(from).matchAll(/\/\*|\*\//g)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return from + mark.index + 2;
  }
  return undefined;
}

/** On a line of psql's own, `\echo :X`, other rules hold. */
function isCommand(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).includes('\\');
}
