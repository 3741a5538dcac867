import { burnDown, countByOwner, coverage, medianAge, reviewsByDay } from '../review/figures.ts';
import { addMonths } from '../review/day.ts';
import type { Day } from '../review/day.ts';
import { listAppointments } from '../review/owed.ts';
import { quarterOf } from '../review/quarter.ts';
import { withGetters } from '../runbook/read/lazy-pages.ts';
import { once } from '../runbook/words/once.ts';
import { addressOf } from '../runbook/links/site-paths.ts';
import type { OpenBook } from '../judge/open-book.ts';
import { shownReview } from '../judge/shown-review.ts';
import type { ReviewEntry, ReviewsEntry } from './review-entries.ts';

/** Judges every review of a book, with one reading of its history. */
export async function readReviews(
  { root, files, book, reviews: judge }: OpenBook,
  today: Day,
): Promise<ReviewsEntry> {
  const { settings } = files.reading;
  const { reviews, facts } = await judge({ today, runbooks: [...book.runbooks.values()] });
  const { history, signOffs } = facts;
  const ids = new Map(facts.runbooks.map((runbook) => [runbook.id, runbook]));
  const quarter = quarterOf(today, settings.review.yearStart);
  const pathOf = (id: string): string => addressOf(ids.get(id)?.path ?? '', settings.layout) ?? '/';
  const where = { root, prefix: history.prefix };
  const entries = await Promise.all(
    reviews.map(async (review): Promise<ReviewEntry> => {
      const { id, title, owner } = review.runbook;
      return { id, title, address: pathOf(id), owner, ...(await shownReview(review, where)) };
    }),
  );
  // A page of a runbook asks for its own review, and few pages for figures of all.
  return withGetters<ReviewsEntry>({
    today: () => today,
    // To the day: a site that is built again on the same day is the same.
    at: () => `${today}T00:00:00Z`,
    quarter: () => quarter,
    history: () => history.kind,
    reviews: () => entries,
    owners: once(() =>
      countByOwner(reviews).map(({ owner, all, counts }) => ({ owner, all, counts: { ...counts } })),
    ),
    burnDown: once(() => burnDown(reviews, { quarter, today, settings: settings.review })),
    byDay: once(() => Object.fromEntries(reviewsByDay(reviews, addMonths(today, -12)))),
    medianAge: once(() => medianAge(reviews, today)),
    coverage: once(() => coverage(reviews)),
    signOffs: once(() =>
      signOffs.map(({ range: _, path, ...signOff }) => ({
        ...signOff,
        quarter: path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, ''),
      })),
    ),
    appointments: once(() =>
      listAppointments(reviews, { quarter, today, pathOf }).map((one) => ({ ...one })),
    ),
  });
}
