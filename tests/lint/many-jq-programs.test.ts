import { expect, test } from 'vitest';
import { compileJq } from '../../src/lint/parsers/jq.ts';

test('of two thousand programs of jq only those that are wrong are told', async () => {
  const right = Array.from({ length: 2000 }, (_, index) => `.a${index} | select(.b == ${index})`);
  const wrong = ['.a[', '.b | foo(1)', '.c ||', '(.d', '.e)'];
  const faults = await compileJq([...right, ...wrong]);
  expect([...faults.keys()].sort()).toEqual([...wrong].sort());
});

test('of a thousand wrong programs, which are compiled one by one, each is told', async () => {
  const wrong = Array.from({ length: 1000 }, (_, index) => `.a${index} | foo(${index}`);
  const right = ['.a # with a comment', '.b | "#"'];
  const faults = await compileJq([...wrong, ...right]);
  expect([...faults.keys()].sort()).toEqual([...wrong].sort());
});
