import { bareSqlReader, isLike } from './sql-words.ts';
import { scanSql } from './sql-zones.ts';
import type { SqlVariable } from './sql-zones.ts';
import type { ValuePlace } from './value-place.ts';

/** psql's variables in a SQL text: `:'ID'`, `:"TABLE"`, `:LIMIT`. */
export function listSqlPlaces(sql: string, names: ReadonlySet<string>): readonly ValuePlace[] {
  const variables = scanSql(sql).variables.filter(({ name }) => names.has(name));
  return variables.map(({ name, form, start, end, zone }) => ({
    name,
    range: { start, end },
    code: zone === 'command' ? 't' : readerAt(sql, { form, start, end }),
    isOptional: false,
    canAssign: false,
  }));
}

function readerAt(sql: string, { form, start, end }: Pick<SqlVariable, 'form' | 'start' | 'end'>): string {
  const before = sql.slice(Math.max(0, start - LONGEST), start);
  if (form === 'literal') return isLike(before) ? 'Qg' : 'Q';
  return form === 'identifier' ? 'I' : bareSqlReader(before, sql.slice(end));
}

/** Characters before a variable that are looked at. */
const LONGEST = 1_000;
