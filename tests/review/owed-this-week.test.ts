import { expect, test } from 'vitest';
import { owedThisWeek } from '../../src/review/owed-this-week.ts';
import type { OwedReview } from '../../src/review/owed-this-week.ts';

const one = (
  title: string,
  owner: string | undefined,
  state: OwedReview['state'],
  due?: string,
): OwedReview => ({
  title,
  owner,
  state,
  days: due === undefined ? undefined : { due },
});

test('says who owes what this week, by rank', () => {
  const reviews = [
    one('Never', 'storage', 'never-reviewed'),
    one('Nobody', undefined, 'overdue', '2026-01-01'),
    one('Fresh', 'platform', 'fresh', '2027-02-01'),
    one('Next month', 'platform', 'due-soon', '2026-12-05'),
    one('Tomorrow', 'platform', 'due-soon', '2026-11-24'),
    one('Late', 'platform', 'overdue', '2026-06-01'),
    one('Later', 'platform', 'overdue', '2026-07-01'),
    one('Changed below', 'platform', 'due-by-change', '2027-01-01'),
    one('Used', 'platform', 'incident-since', '2027-01-01'),
    one('Text changed', 'platform', 'changed', '2027-01-01'),
  ];
  const said = owedThisWeek(reviews, '2026-11-23').map(({ owner, reviews: own }) => [
    owner,
    own.map(({ title }) => title),
  ]);
  expect(said).toEqual([
    ['platform', ['Changed below', 'Used', 'Late', 'Later', 'Tomorrow']],
    ['storage', ['Never']],
    [undefined, ['Nobody']],
  ]);
});
