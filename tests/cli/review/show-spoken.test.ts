import { expect, it } from 'vitest';
import { showSpoken } from '../../../src/cli/review/show-spoken.ts';
import type { RunbookReview } from '../../../src/review/review-book.ts';

/** A review of which only what is shown is there. */
function shown(before: readonly string[], now: readonly string[]): string {
  const change = {
    name: 'api',
    path: 'a.yaml',
    line: 1,
    commit: 'abcdef012',
    author: 'Ann',
    on: '2026-10-01',
  };
  const review = { runbook: { id: 'a' }, last: { on: '2026-09-01' }, spoken: [{ ...change, before, now }] };
  return showSpoken(review as unknown as RunbookReview); // it asks for nothing else
}

it('shows the lines that changed, without what does something to a terminal', () => {
  expect(shown(['a', 'b'], ['a', '\u001b[31mc\u202e'])).toBe(
    'a: 1 thing that it speaks of changed since its review on 2026-09-01.\n' +
      '  api changed: a.yaml:1, by Ann on 2026-10-01 in abcdef0\n     a\n    -b\n    +\\x1b[31mc\\u202e',
  );
});

it.each([
  ['in many lines', 20_000, 'x'],
  ['in one long line', 1, 'x'.repeat(500_000)],
])('is short where much has changed %s', (_, times, text) => {
  const lines = (mark: string): string[] =>
    Array.from({ length: times }, (_one, at) => `${mark}${at}${text}`);
  expect(shown(lines('a'), lines('b')).length).toBeLessThan(2_000);
});
