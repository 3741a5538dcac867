import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { listCommands } from '../../src/shell/piped-commands.ts';

// Each command, what its output is piped to, and the files that it is written to.

test.each<[string, string]>([
  ['a | b | c', 'a: b c >  | b: c >  | c:  > '],
  ['a > f', 'a:  > f'],
  ['a < f', 'a:  > '],
  ['a 2> f | b > g', 'a: b > f g | b:  > g'],
  ['{ a; b; } > f', 'a:  > f | b:  > f'],
  ['for x in y; do a; done | b', 'a: b >  | b:  > '],
  ['a | { b; c; } | d', 'a: b d >  | b: d >  | c: d >  | d:  > '],
  ["bash -c 'a | b'", 'bash -c a | b:  >  | a: b >  | b:  > '],
  ['f() { a; }; f', 'a:  >  | f:  >  call'],
  ['a; b | c', 'a:  >  | b: c >  | c:  > '],
  ['a | b; c | d', 'a: b >  | b:  >  | c: d >  | d:  > '],
  ['a <<< x', 'a:  > '],
  ['a | while read b; do c; done > f', 'a: read >  | read b:  > f | c:  > f'],
  ['(a) >> f', 'a:  > f'],
  ['a &> f', 'a:  > f'],
  ['a >&2', 'a:  > 2'],
  ['a | ', 'a:  > '],
  ['> f', ':  > f'],
  ['a | b > f', 'a: b > f | b:  > f'],
  ['a | b | c>', 'a: b c >  | b: c >  | c:  > '],
])('in %s: %s', (source, told) => {
  const found = listCommands(parseScript(source)).map(
    ({ words, after, outputs, isCall }) =>
      `${words.map(({ value }) => value).join(' ')}: ${after.map((one) => one.words[0]?.value ?? '').join(' ')} > ${outputs.join(' ')}${isCall ? ' call' : ''}`,
  );
  expect(found.join(' | ')).toBe(told);
});
