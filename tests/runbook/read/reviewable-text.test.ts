import { expect, test } from 'vitest';
import { reviewableText } from '../../../src/runbook/read/reviewable-text.ts';

test.each<[string, string, string]>([
  [
    'without what a review writes',
    '---\ntitle: A\nreviewed: 2026-01-01\n---\nB\n',
    '---\ntitle: A\n---\nB\n',
  ],
  ['with blanks in that line', '---\nreviewed : x\n---\nB\n', '---\n---\nB\n'],
  ['with a head that ends in blanks', '--- \nreviewed: x\n---  \nB\n', '--- \n---  \nB\n'],
  [
    'with all other fields',
    '---\nreviewed-by: x\n  reviewed: x\n---\n',
    '---\nreviewed-by: x\n  reviewed: x\n---\n',
  ],
  ['with what stands below the head', '---\na: b\n---\nreviewed: x\n', '---\na: b\n---\nreviewed: x\n'],
  [
    'with all of a page without a head',
    'reviewed: x\n---\nreviewed: y\n---\n',
    'reviewed: x\n---\nreviewed: y\n---\n',
  ],
  ['with all of a head without an end', '---\nreviewed: x\n', '---\nreviewed: x\n'],
  [
    'to the first end of the head',
    '---\na: b\n---\nreviewed: x\n---\n',
    '---\na: b\n---\nreviewed: x\n---\n',
  ],
  ['with what stands below an empty head', '---\n---\nreviewed: x\n---\n', '---\n---\nreviewed: x\n---\n'],
  ['with one kind of line end', '---\r\nreviewed: x\r\n---\r\nB\rC', '---\n---\nB\nC'],
])('a page is judged by a reviewer %s', (_, text, judged) => expect(reviewableText(text)).toBe(judged));
