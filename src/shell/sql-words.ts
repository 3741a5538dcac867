// Matches `FROM `, `JOIN "a".`, `update only `, `ORDER BY a, `; not `WHERE id = `, `LIMIT `.
const NAME_BEFORE =
  /(\b(from|join|update|into|table|index|view|sequence|schema|database|role|extension|function|trigger|type|column|only|truncate|analyze|vacuum|reindex|cluster|exists|concurrently|describe|desc|use|constraint|publication|subscription|tablespace)\s+|\b(count|min|max|sum|avg)\s*\(\s*(distinct\s+)?|\.\s*)$/i;
const ORDER_BEFORE = /\b(order|group|partition)\s+by\s+([\w".]+(\s+(asc|desc))?\s*,\s*)*$/i;

/** How a bare word of SQL may be filled: where a name stands with a name, elsewhere only with a number. */
export function bareSqlReader(before: string, after: string): 'w' | 'W' {
  return NAME_BEFORE.test(before) || ORDER_BEFORE.test(before) || /^\.["\w]/.test(after) ? 'W' : 'w';
}

/** Whether a literal that is open, or about to begin, is a pattern: in it `%` stands for anything. */
export function isLike(before: string): boolean {
  return /\b(i?like|similar\s+to)\s+(e?'[^']*)?$/i.test(before);
}

// Matches `WHERE id = `, `id IN (1, `, `BETWEEN 1 AND `, `LIMIT `; not `SELECT `, `ORDER BY `.
const COMPARED = /(?:[=<>]|\b(?:and|between|limit|offset)\b|\bin\s{0,9}\([^()]{0,400})\s{0,9}$/i;

/** Whether a bare word that comes next would be a column where a number is wanted: `WHERE id = id` is every row. */
export function wantsNumber(before: string): boolean {
  return COMPARED.test(before);
}
