import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { listReaderUses } from '../../src/shell/reader-uses.ts';

// A text with more than a thousand uses is none that a person wrote: nothing of it is followed.

test.each<[string, number, number]>([
  ['a $V', 1, 1],
  ['V=1; a $V', 1, 0],
  ['a $V; V=1; b $V', 1, 1],
  ["a '$V'", 1, 0],
  ['a $W', 1, 0],
  ['V=1; a @', 1000, 0],
  ['V=1; a @', 1001, 1001],
  ['V=1; a @', 999, 0],
  ['V=1; a @', 1002, 1002],
  ['x=1; V=1; a $V', 1, 0],
])('%s, %i times: %i', (source, times, count) => {
  const script = parseScript(source.replace('@', () => '$V '.repeat(times)));
  expect(listReaderUses(script, new Set(['V']))).toHaveLength(count);
});
