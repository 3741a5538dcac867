import { expect, test } from 'vitest';
import { foreignSummary } from '../../../src/runbook/schema/adoption.ts';

test.each([
  [
    'It is **here**, see [the `guide`](/a) or [this][b].\n\n- more\n\n[b]: /c',
    'It is here, see the guide or this.',
  ],
  ['<p>Words <b>in</b> HTML</p>', 'Words in HTML'],
  ['  a < b and x_y__z, 2 * 3 * 4 ', 'a < b and x_y__z, 2 * 3 * 4'],
  ['<br>', undefined],
  [7, undefined],
])('the description %j says of a page %j', (description, summary) => {
  expect(foreignSummary({ description })).toBe(summary);
});
