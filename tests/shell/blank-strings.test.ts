import { expect, test } from 'vitest';
import { blankStrings } from '../../src/shell/risk/blank-strings.ts';

test.each([
  ["a 'DROP' b", "a '' b"],
  ['a "DROP" b', 'a x b'],
  ['a `DROP` b', 'a x b'],
  ['a $$DROP$$ b', "a '' b"],
  ['a $x$DROP $$ $x$ b', "a '' b"],
  ['a -- DROP', 'a '],
  ['a -- DROP\nb', 'a\nb'],
  ['--\nb', '\nb'],
  ['\n-- DROP', '\n'],
  ["--'\nDROP'", "\nDROP'"],
  ["a '--' b", "a '' b"],
  ['a /* DROP */ b', 'a b'],
  ['a /* x /* y */ */ b', 'a b'],
  ["'it''s' b", "'''' b"],
  // What is never closed hides nothing.
  ["a 'DROP", "a 'DROP"],
  ['a /* DROP', 'a /* DROP'],
  ['a \'b "DROP" c', "a 'b x c"],
  ['a $x$ "b" $y$ \'c\'', "a $x$ x $y$ ''"],
  ["a ' -- b\nc", "a '\nc"],
  ['a\t b \n\n c', 'a b\nc'],
])('%j without what its strings say is %j', (sql, blank) => expect(blankStrings(sql)).toBe(blank));

test('after a hundred dollar quotes that nothing closes, no more are looked for', () => {
  const names = (many: number): string => Array.from({ length: many }, (_, at) => `$n${at}$`).join(' ');
  expect(blankStrings(`${names(100)} 'a'`)).toBe(`${names(100)} ''`);
  expect(blankStrings(`${names(101)} 'a'`)).toBe(`${names(101)} 'a'`);
});
