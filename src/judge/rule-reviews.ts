import type { ReviewFacts } from '../lint/review-facts.ts';
import { NO_HISTORY } from '../review/history.ts';
import { reviewBook } from '../review/review-book.ts';
import { standingOn } from '../review/schedule.ts';
import type { Book } from '../runbook/book.ts';
import { contentOf } from './book-reviews.ts';

/** The day that the rules judge reviews by, and which pages are about to be merged. */
export type ReviewAsked = Pick<ReviewFacts, 'today' | 'isInChange'>;

/** What the rules are told of reviews: dates and texts, without git. */
export function reviewFacts(
  book: Book,
  { today, isInChange }: ReviewAsked,
  paths?: ReadonlySet<string>,
): ReviewFacts {
  const { reviews } = reviewBook({
    today,
    settings: book.settings.review,
    runbooks: [...book.runbooks.values()].filter(({ path }) => !paths || paths.has(path)),
    signOffs: book.signOffs,
    incidents: [],
    history: NO_HISTORY,
    folder: book.settings.layout.runbooks,
    contentOf,
  });
  const known = new Map(reviews.map((review) => [review.runbook.id, review]));
  const of: ReviewFacts['of'] = (id) => {
    const review = known.get(id);
    if (!review?.last || !review.days) return undefined;
    const { last, days } = review;
    const { signOff } = last;
    return {
      on: last.on,
      by: signOff?.by,
      standing: standingOn(today, days),
      due: days.due,
      overdue: days.overdue,
      isChanged: signOff !== undefined && signOff.content !== review.content,
    };
  };
  return { today, of, isInChange };
}
