import { addDays, daysBetween } from './day.ts';
import type { Day } from './day.ts';
import type { Quarter } from './quarter.ts';
import { dueDays } from './schedule.ts';
import type { RunbookReview } from './review-book.ts';
import type { ReviewSettings } from '../runbook/schema/settings.ts';
import { STATES } from './state.ts';
import type { ReviewState } from './state.ts';

/** How many runbooks of an owner are in each state. */
export interface OwnerRow {
  readonly owner: string | undefined;
  readonly all: number;
  readonly counts: Readonly<Partial<Record<ReviewState, number>>>;
}

/** Owners by how much they owe, and what nobody owns last. */
export function countByOwner(reviews: readonly RunbookReview[]): OwnerRow[] {
  const rows = [...Map.groupBy(reviews, ({ runbook }) => runbook.owner)].map(([owner, own]): OwnerRow => {
    const counts = STATES.map((state) => [state, own.filter((one) => one.state === state).length] as const);
    return { owner, all: own.length, counts: Object.fromEntries(counts.filter(([, count]) => count > 0)) };
  });
  const fresh = ({ all, counts }: OwnerRow): number => all - (counts.fresh ?? 0);
  return rows.sort(
    (a, b) =>
      Number(a.owner === undefined) - Number(b.owner === undefined) ||
      fresh(b) - fresh(a) ||
      (a.owner ?? '').localeCompare(b.owner ?? ''),
  );
}

/** What was still to be reviewed at the end of each day of a quarter, up to today. */
export function burnDown(
  reviews: readonly RunbookReview[],
  { quarter, today, settings }: { quarter: Quarter; today: Day; settings: ReviewSettings },
): { readonly day: Day; readonly left: number }[] {
  const done = reviews.flatMap((review) => doneInQuarter(review, quarter, settings));
  const end = today < quarter.end ? today : quarter.end;
  const days = Array.from({ length: Math.max(0, daysBetween(quarter.start, end) + 1) }, (_, index) =>
    addDays(quarter.start, index),
  );
  return days.map((day) => ({ day, left: done.filter((on) => on === undefined || on > day).length }));
}

/** For a runbook that a quarter asks for, the day it was reviewed in it, or undefined; nothing for others. */
function doneInQuarter(
  { signOffs, last, runbook }: RunbookReview,
  quarter: Quarter,
  settings: ReviewSettings,
): (Day | undefined)[] {
  const days = [...signOffs.map(({ at }) => at.slice(0, 10)), ...(last ? [last.on] : [])].sort();
  const before = days.findLast((day) => day < quarter.start);
  const inside = days.find((day) => day >= quarter.start && day <= quarter.end);
  const isAsked = before === undefined || dueDays(before, runbook.reviewEvery, settings).due <= quarter.end;
  return isAsked ? [inside] : [];
}

/** How many runbooks were reviewed on each day since another. */
export function reviewsByDay(reviews: readonly RunbookReview[], since: Day): Map<Day, number> {
  const counts = new Map<Day, number>();
  for (const { signOffs, last } of reviews) {
    const days = new Set(signOffs.map(({ at }) => at.slice(0, 10)));
    if (last) days.add(last.on);
    for (const day of days) if (day >= since) counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return counts;
}

/** The median age of the reviews, in days; undefined where nothing was reviewed. */
export function medianAge(reviews: readonly RunbookReview[], today: Day): number | undefined {
  const ages = reviews
    .flatMap(({ last }) => (last ? [daysBetween(last.on, today)] : []))
    .sort((a, b) => a - b);
  const [low, high] = [ages[(ages.length - 1) >> 1], ages[ages.length >> 1]];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

/** How many runbooks have which proof behind their last review. */
export interface Coverage {
  readonly all: number;
  readonly reviewed: number;
  readonly signed: number;
  /** Signed for the text of today. */
  readonly current: number;
  readonly withSnippets: number;
  readonly withAnswers: number;
}

/** Counts what speaks for the reviews of a book. */
export function coverage(reviews: readonly RunbookReview[]): Coverage {
  const count = (isSo: (review: RunbookReview) => boolean): number => reviews.filter(isSo).length;
  return {
    all: reviews.length,
    reviewed: count(({ last }) => last !== undefined),
    signed: count(({ last }) => last?.signOff !== undefined),
    current: count((review) => {
      const { signOff } = review.last ?? {};
      return signOff !== undefined && signOff.content === review.content;
    }),
    withSnippets: count(({ last }) => (last?.signOff?.snippets?.passed ?? 0) > 0),
    withAnswers: count(({ last }) => (last?.signOff?.questions?.answered ?? 0) > 0),
  };
}
