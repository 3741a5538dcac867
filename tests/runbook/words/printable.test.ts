import { expect, test } from 'vitest';
import { printable } from '../../../src/runbook/words/printable.ts';

test.each([
  ['plain Größe 容量 😀', 'plain Größe 容量 😀'],
  ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
  ['\u001b]8;;https://a.example\u0007click', '\\x1b]8;;https://a.example\\x07click'],
  ['\u009b2J', '\\x9b2J'],
  ['one\ntwo\rthree\tfour', 'one\\ntwo\\rthree\\tfour'],
  ['rm \u202e/ fr-', 'rm \\u202e/ fr-'],
  ['a\u2028b\u007f', 'a\\u2028b\\x7f'],
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});
