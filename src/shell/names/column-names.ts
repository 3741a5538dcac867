import type { Range } from '../script.ts';
import { sqlNames } from './sql-names.ts';
import { words } from '../words.ts';

/** A column that a statement of one table names. */
export interface ColumnName {
  readonly table: string;
  readonly name: string;
  readonly range: Range;
}

// A comment, a literal, a quoted name, a word, anything else.
const TOKEN = /--[^\n]*|'[^']*'|"[^"]*"|[A-Za-z_]\w*|[^]/g;

/** Words of SQL that stand where a column may stand. */
const WORDS = words(
  'select from where and or not in is null like ilike between order group by having limit offset as on set update delete insert into ' +
    'values case when then else end asc desc distinct count true false exists all any union with interval nulls first last using ' +
    'returning default cast extract epoch now current_timestamp current_date day hour minute month year week table only for skip locked',
);

/**
 * The words of statements that may be columns of the one table which each speaks of. With two tables, or another
 * statement inside, nobody can say whose a column is. Names that the statement itself gives are none.
 */
export function columnNames(text: string): readonly ColumnName[] {
  const found: ColumnName[] = [];
  let start = 0;
  for (const statement of text.split(';')) {
    found.push(...columnsIn(statement, start));
    start += statement.length + 1;
  }
  return found;
}

function columnsIn(statement: string, start: number): readonly ColumnName[] {
  if (/\bwith\b|\(\s*select\b|\b(?:create|alter|drop|copy|grant)\b/i.test(statement)) return [];
  const tables = new Set(sqlNames(statement).map(({ name }) => name));
  const [table] = tables;
  if (table === undefined || tables.size > 1) return [];
  const tokens = [...statement.matchAll(TOKEN)].filter(([token]) => !/^(?:\s|--)/.test(token));
  const at = (index: number): string => tokens[index]?.[0].toLowerCase() ?? '';
  const given = new Set<string>([table.toLowerCase()]);
  // `count(*) AS n`, `FROM orders o`
  tokens.forEach((_, index) => {
    if (at(index - 1) === 'as') given.add(at(index));
    if (at(index - 1) === table.toLowerCase() && /^[a-z]/.test(at(index)) && !WORDS.has(at(index)))
      given.add(at(index));
  });
  return tokens.flatMap(({ 0: token, index }, place): ColumnName[] => {
    const isName =
      /^[A-Za-z_]/.test(token) && !WORDS.has(token.toLowerCase()) && !given.has(token.toLowerCase());
    const isOther =
      at(place + 1) === '(' || at(place + 1) === '.' || at(place - 1) === ':' || at(place - 1) === '$';
    const isOfOther = at(place - 1) === '.' && !given.has(at(place - 2));
    if (!isName || isOther || isOfOther) return [];
    const from = start + index;
    return [{ table, name: token, range: { start: from, end: from + token.length } }];
  });
}
