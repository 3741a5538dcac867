import { expect, test } from 'vitest';
import { nearestName, slips } from '../../src/shell/nearest.ts';

test.each([
  ['get', 'get', 0],
  ['gte', 'get', 1],
  ['gett', 'get', 1],
  ['a', 'bcd', 3],
])('from %s to %s there are %i slips', (a, b, count) => expect(slips(a, b)).toBe(count));

test('a name that nobody types is near to nothing, and not compared letter by letter', () => {
  const long = 'a'.repeat(200_000);
  expect(slips(long, `${long}b`)).toBe(200_001);
  expect(slips(long, long)).toBe(0);
  expect(nearestName(`${long}b`, [long])).toBeUndefined();
});

test('the nearest name may differ in a third of its letters', () => {
  expect(nearestName('histogram_quantil', ['histogram_quantile', 'rate'])).toBe('histogram_quantile');
  expect(nearestName('histo', ['histogram_quantile', 'rate'])).toBeUndefined();
});
