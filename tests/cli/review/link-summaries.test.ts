import { expect, test } from 'vitest';
import { countAnswers } from '../../../src/cli/review/link-summaries.ts';

test('a sign-off counts links that answer, links that are gone, and links that nobody could tell of', () => {
  const answers = [
    { kind: 'good' },
    { kind: 'moved', to: 'https://b.org' },
    { kind: 'gone', reason: '404' },
    { kind: 'no-anchor', anchor: 'a' },
    { kind: 'unsure', reason: 'slow' },
    { kind: 'private' },
  ] as const;
  expect(countAnswers(answers)).toEqual({ ok: 2, broken: 2, unchecked: 2 });
});
