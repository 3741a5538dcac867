import type { RunbookReview } from '../../review/review-book.ts';
import { findNearest } from '../../runbook/words/nearest.ts';
import { UsageError } from '../command.ts';
import type { OpenReview } from './open-review.ts';

/**
 * The reviews of the runbooks that a command line names.
 * @throws UsageError for an id that no runbook has
 */
export function chooseReviews(ids: readonly string[], { reviews }: OpenReview): RunbookReview[] {
  const known = new Map(reviews.map((review) => [review.runbook.id, review]));
  return ids.map((id) => {
    const review = known.get(id);
    if (review) return review;
    const near = findNearest(id, known.keys());
    throw new UsageError(`no runbook has the id \`${id}\`.${near ? ` Did you mean \`${near}\`?` : ''}`);
  });
}
