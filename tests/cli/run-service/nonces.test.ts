import { expect, test } from 'vitest';
import { openNonces } from '../../../src/cli/run-service/nonces.ts';

const MINUTES = 60_000;

test('an answer is good once, for what was shown, and nobody guesses it', () => {
  const nonces = openNonces(() => 0);
  const [one, other, third] = [nonces.give('x'), nonces.give('x'), nonces.give('y')];
  expect(new Set([one, other, third]).size).toBe(3);
  expect(one).toMatch(/^[\w-]{43}$/);
  expect(nonces.take('', 'x')).toBe(false);
  expect(nonces.take(one, 'x')).toBe(true);
  expect(nonces.take(one, 'x')).toBe(false);
  // What was given for something else is used up all the same.
  expect(nonces.take(other, 'y')).toBe(false);
  expect(nonces.take(other, 'x')).toBe(false);
  expect(nonces.take(third, 'y')).toBe(true);
});

test('an answer is too old after ten minutes, to the millisecond', () => {
  let now = 0;
  const nonces = openNonces(() => now);
  const [one, other] = [nonces.give('x'), nonces.give('x')];
  now = 10 * MINUTES - 1;
  expect(nonces.take(one, 'x')).toBe(true);
  now = 10 * MINUTES;
  expect(nonces.take(other, 'x')).toBe(false);
});

test('what is too old makes room, and of sixteen that are open the oldest goes', () => {
  let now = 0;
  const nonces = openNonces(() => now);
  const first = Array.from({ length: 17 }, () => nonces.give('x'));
  expect(nonces.take(first[0] ?? '', 'x')).toBe(false);
  expect(nonces.take(first[1] ?? '', 'x')).toBe(true);
  now = 10 * MINUTES;
  const later = Array.from({ length: 16 }, () => nonces.give('x'));
  expect(later.map((nonce) => nonces.take(nonce, 'x'))).toEqual(later.map(() => true));
});
