import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { flowGuards } from '../../src/shell/value-flow.ts';

// What its own command runs need not be followed any further.
test.each<[string, string]>([
  ['compgen -C "$V"', 'c'],
  ['echo "$V" | env sh', 'c'],
  ['A="ls $V"; ssh h "$A"', 'tt'],
  ['ls "$V"', ''],
])('%s: %s', (source, guards) => {
  const script = parseScript(source);
  const [use] = script.uses.filter(({ name }) => name === 'V');
  expect(use && flowGuards(use, surroundingsOf(script, source))).toBe(guards);
});
