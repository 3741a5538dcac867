import { scanSql } from './sql-zones.ts';
import type { ValuePlace } from './value-places.ts';

const READERS = { literal: 'Q', identifier: 'I', plain: 'w' } as const;

/** psql's variables in a SQL text: `:'ID'`, `:"TABLE"`, `:LIMIT`. */
export function listSqlPlaces(sql: string, names: ReadonlySet<string>): readonly ValuePlace[] {
  const variables = scanSql(sql).variables.filter(({ name }) => names.has(name));
  return variables.map(({ name, form, start, end, zone }) => ({
    name,
    range: { start, end },
    code: zone === 'command' ? 't' : READERS[form],
    isOptional: false,
    canAssign: false,
  }));
}
