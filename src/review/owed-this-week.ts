import { addDays } from './day.ts';
import type { Day } from './day.ts';
import type { DueDays } from './schedule.ts';
import type { ReviewState } from './state.ts';

/** What a list of owed reviews needs to know of one. */
export interface OwedReview {
  readonly title: string;
  readonly owner: string | undefined;
  readonly state: ReviewState;
  readonly days: Pick<DueDays, 'due'> | undefined;
}

/** What one owner owes this week, what comes first first. */
export interface OwedByOwner<T extends OwedReview> {
  readonly owner: string | undefined;
  readonly reviews: readonly T[];
}

/** What is done first: what a change has made wrong, then what an incident used, then what the calendar asks for. */
const RANKS: readonly ReviewState[] = [
  'due-by-change',
  'incident-since',
  'overdue',
  'due',
  'without-proof',
  'never-reviewed',
  'due-soon',
];

/**
 * Who owes what in the seven days from a day on: what is due or comes due, and what a change or an incident calls
 * for. Who owes most stands first, what nobody owns last.
 */
export function owedThisWeek<T extends OwedReview>(reviews: readonly T[], today: Day): OwedByOwner<T>[] {
  const end = addDays(today, 7);
  const owed = reviews.filter(
    ({ state, days }) => RANKS.includes(state) && (state !== 'due-soon' || (days?.due ?? end) <= end),
  );
  return [...Map.groupBy(owed, ({ owner }) => owner)]
    .map(([owner, own]) => ({ owner, reviews: own.toSorted(byRank) }))
    .sort(
      (a, b) =>
        Number(a.owner === undefined) - Number(b.owner === undefined) || b.reviews.length - a.reviews.length,
    );
}

function byRank(a: OwedReview, b: OwedReview): number {
  return (
    RANKS.indexOf(a.state) - RANKS.indexOf(b.state) ||
    (a.days?.due ?? '').localeCompare(b.days?.due ?? '') ||
    a.title.localeCompare(b.title)
  );
}
