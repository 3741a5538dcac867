import { expect, test } from 'vitest';
import { sayMeaning } from '../../src/run/meaning.ts';

const MEANS = 'over 100 confirms the alert';
const cases: readonly (readonly [means: string, actual: string, said: string])[] = [
  [MEANS, '(integer) 412\n', '412 is over 100: confirms the alert.'],
  [MEANS, '7', '7 is not over 100.'],
  [MEANS, '100', '100 is not over 100.'],
  // Which of several numbers is meant, nobody has said.
  [MEANS, '3 of 412', 'Over 100 confirms the alert.'],
  [MEANS, 'nil', 'Over 100 confirms the alert.'],
  [MEANS, 'redis-7 v1.2.3', 'Over 100 confirms the alert.'],
  [
    'at least 0.5: the disk is slow; below 0.1 is usual',
    '0.75',
    '0.75 is at least 0.5: the disk is slow. 0.75 is not below 0.1.',
  ],
  ['under -3 is cold.', '-4', '-4 is under -3: is cold.'],
  ['an empty list means that it is gone', '', 'An empty list means that it is gone.'],
  ['over 1e3 is much', '5', 'Over 1e3 is much.'],
  ['', '5', ''],
];

test.each(cases)('of %j, the output %j says %j', (means, actual, said) => {
  expect(sayMeaning(means, actual)).toBe(said);
});
