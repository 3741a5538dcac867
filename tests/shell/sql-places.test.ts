import { expect, test } from 'vitest';
import { listSqlPlaces } from '../../src/shell/sql-places.ts';

/** As many blanks as let a keyword stand just within what is looked at, and one more. */
const FAR = ' '.repeat(996);

test.each([
  ["select :'V'", 'Q'],
  ['select :"V"', 'I'],
  ["where a like :'V'", 'Qg'],
  ['where a = :V', 'w'],
  ['from :V', 'W'],
  ['select :V.a', 'W'],
  ['select :V."a"', 'W'],
  ['\\echo :V', 't'],
  [`from${FAR}:V`, 'W'],
  [`from${FAR} :V`, 'w'],
  ["select ':V'", ''],
  ['select :W', ''],
])('%s: %s', (sql, code) => {
  const places = listSqlPlaces(sql, new Set(['V']));
  expect(places.map((place) => place.code).join()).toBe(code);
  // What psql puts in is always asked for, and by psql alone.
  expect(places.every(({ isOptional, canAssign }) => !isOptional && !canAssign)).toBe(true);
});
