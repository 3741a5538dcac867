import { expect, test } from 'vitest';
import { listQueryPlaces } from '../../src/shell/query-places.ts';

test.each<[string, string]>([
  ['up{a="$V"}', 'V 6-8 p'],
  ["up{a='$V'}", 'V 6-8 P'],
  ['up{a=`$V`}', 'V 6-8 r'],
  ['rate(up[$V])', 'V 8-10 m'],
  ['${V}', 'V 0-4 m'],
  ['"${V}"', 'V 1-5 p'],
  ['"\\$V"', ''],
  ['"${V:regex}"', ''],
  ['# $V', ''],
  ['a # $V\n$W', 'W 7-9 m'],
  ['"$V', 'V 1-3 p'],
  ['$V $W', 'V 0-2 m, W 3-5 m'],
  ['"$V $W"', 'V 1-3 p, W 4-6 p'],
  ['$X', ''],
  ['"$X"', ''],
  ['"a\\"$V"', 'V 4-6 p'],
  ['a\n"$V"', 'V 3-5 p'],
  ['"# $V"', 'V 3-5 p'],
  ['`a\\`$V', 'V 4-6 m'],
  ['$VW', ''],
  ['x$V', 'V 1-3 m'],
])('%s has: %s', (query, told) => {
  const places = listQueryPlaces(query, new Set(['V', 'W']));
  const found = places.map(
    ({ name, range, code, isOptional, canAssign }) =>
      `${name} ${range.start}-${range.end} ${code}${isOptional ? '?' : ''}${canAssign ? '=' : ''}`,
  );
  expect(found.join(', ')).toBe(told);
});
