import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';

test.each<[string, boolean]>([
  ['a "$V"', false],
  ['{ a "$V"', true],
  ['a)', true],
])('whether %s cannot be read as a script: %s', (source, hasErrors) => {
  const around = surroundingsOf(parseScript(source), source);
  expect([around.hasErrors, around.source]).toEqual([hasErrors, source]);
});
