import type { RunbookReview } from '../../review/review-book.ts';
import { reviewableText } from '../../runbook/read/reviewable-text.ts';
import { fileAt } from '../../tools/git-files.ts';
import type { OpenReview } from './open-review.ts';

/** Whether what a review judges differs from what is committed. */
export async function isDirty(
  { runbook }: RunbookReview,
  { root, trace }: OpenReview,
  commit: string | undefined,
): Promise<boolean> {
  const { history } = trace;
  if (history.kind === 'none' || commit === undefined) return false;
  const committed = await fileAt(root, commit, history.prefix + runbook.path);
  return committed === undefined || reviewableText(strip(committed)) !== reviewableText(runbook.text);
}

/** A book's texts come without their byte order mark. */
const strip = (text: string): string => text.replace(/^\uFEFF/, '');
