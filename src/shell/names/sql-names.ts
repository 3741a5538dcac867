import type { Range } from '../script.ts';
import { words } from '../words.ts';

/** A table that a statement reads or writes. */
export interface TableName {
  /** Without its schema and its quotes. */
  readonly name: string;
  readonly range: Range;
}

// A comment, a literal, a quoted name, a word with dots, anything else.
const TOKEN = /--[^\n]*|'[^']*'|"[^"]*"|[A-Za-z_][\w$.]*|[^]/g;

/** Words after which a table stands. */
const BEFORE = new Set(['from', 'join', 'update', 'into', 'table', 'truncate']);

/** Words that may stand between. */
const BETWEEN = new Set(['only', 'if', 'exists', 'not', 'lateral', 'table']);

/** Words that may follow `update` or `table` where no table is meant: `FOR UPDATE SKIP LOCKED`. */
const NO_NAMES = words(
  'select set skip nowait of where values with as on using unnest generate_series concurrently analyze vacuum full',
);

/** The tables that SQL speaks of, in their order. What the statement itself defines, and functions, are none. */
export function sqlNames(text: string): readonly TableName[] {
  const tokens = [...text.matchAll(TOKEN)].filter(([token]) => !/^(\s|--)/.test(token));
  const own = new Set<string>();
  const found: TableName[] = [];
  tokens.forEach(([token, ...rest], index) => {
    void rest;
    const before = tokens[index - 1]?.[0] ?? '';
    const after = tokens[index + 1]?.[0] ?? '';
    const second = tokens[index + 2]?.[0] ?? '';
    if (/^as$/i.test(after) && second === '(') own.add(bare(token));
    if (!startsName(tokens, index) || !/^["A-Za-z_]/.test(token) || after === '(' || before === '.') return;
    if (isCreated(tokens, index)) return void own.add(bare(token));
    const name = bare(after === '.' ? second : token);
    if (NO_NAMES.has(token.toLowerCase()) || isOfServer(token, name)) return;
    const start = tokens[index]?.index ?? 0;
    found.push({ name, range: { start, end: start + token.length } });
  });
  return found.filter(({ name }) => !own.has(name));
}

type Tokens = readonly RegExpMatchArray[];

/** Whether a word stands where a table is named: right after such a word, or after a comma of the same list. */
function startsName(tokens: Tokens, index: number): boolean {
  let at = index - 1;
  while (
    BETWEEN.has(word(tokens, at)) &&
    !BEFORE.has(word(tokens, at - 1) === 'table' ? '' : word(tokens, at))
  )
    at -= 1;
  if (BETWEEN.has(word(tokens, at)) && word(tokens, at) !== 'table') return false;
  const isLocking = word(tokens, at) === 'update' && /^(for|on|key|do)$/.test(word(tokens, at - 1));
  return BEFORE.has(word(tokens, at)) && !isLocking && !isOfFunction(tokens, at);
}

/** `EXTRACT(epoch FROM age)`, `SUBSTRING(x FROM 1)`, `TRIM(both FROM x)`: no table stands there. */
function isOfFunction(tokens: Tokens, at: number): boolean {
  if (word(tokens, at) !== 'from') return false;
  for (let back = at - 1; back >= Math.max(0, at - 6); back -= 1) {
    if (word(tokens, back) === 'select' || word(tokens, back) === ')') return false;
    if (word(tokens, back) === '(')
      return /^(extract|substring|trim|overlay|position)$/.test(word(tokens, back - 1));
  }
  return word(tokens, at - 1) === 'distinct';
}

function isCreated(tokens: Tokens, index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 6); at -= 1) {
    if (word(tokens, at) === 'create') return true;
    if (word(tokens, at) === ';') return false;
  }
  return false;
}

function word(tokens: Tokens, index: number): string {
  return tokens[index]?.[0].toLowerCase() ?? '';
}

function bare(token: string): string {
  const name = token.startsWith('"') ? token.slice(1, -1) : token;
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Tables that every server has. */
function isOfServer(token: string, name: string): boolean {
  return (
    /^(pg_|information_schema|sys\.|mysql\.|performance_schema|innodb_)/i.test(token) || /^pg_/i.test(name)
  );
}
