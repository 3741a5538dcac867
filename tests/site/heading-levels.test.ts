import { expect, test } from 'vitest';
import { headingLevels } from '../../src/site/render/heading-levels.ts';

test.each<[string, number[], number[]]>([
  ['in steps', [2, 3, 4, 2], [2, 3, 4, 2]],
  ['a level left out', [2, 4, 4, 2, 3], [2, 3, 3, 2, 3]],
  ['from a small one to a larger one', [2, 4, 3, 4], [2, 3, 3, 4]],
  ['more than one title', [1, 2, 1, 3], [2, 2, 2, 3]],
  ['a page that begins with a small one', [4, 4, 2], [2, 2, 2]],
])('no level is left out between headings: %s', (_, written, drawn) => {
  expect(written.map(headingLevels())).toEqual(drawn);
});
