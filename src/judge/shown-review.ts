import type { LastReview } from '../review/last-review.ts';
import { proofOf, sayUnproved } from '../review/proof.ts';
import type { RunbookReview } from '../review/review-book.ts';
import type { DueDays } from '../review/schedule.ts';
import type { ReviewState } from '../review/state.ts';
import { STATE_WORDS } from '../review/state.ts';
import { parseRunbook } from '../runbook/read/parse.ts';
import { hasEvidence } from '../runbook/records/sign-offs.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import { count } from '../runbook/words/count.ts';
import { fileAt } from '../tools/git-files.ts';

/** The state of a review as every face shows it. */
export interface ReviewWords {
  readonly state: ReviewState;
  /** Reasons besides the calendar: what the calendar says depends on the day on which somebody reads. */
  readonly reasons: readonly string[];
  readonly reviewed: string | undefined;
  readonly by: string | undefined;
  /** What stands behind it, where that is little: a date alone, or a name from before proof was asked for. */
  readonly standsOn: string | undefined;
  /** Who signed without proof since, and what was missing. */
  readonly unproved: string | undefined;
  /** The days on which its standing changes. */
  readonly days: DueDays | undefined;
  /** What `opsbook verify` saw of the text that was signed. */
  readonly ran?: SignOff['snippets'];
}

/** Left out, since they depend on the day on which the page is read. */
const OF_THE_CALENDAR = new Set(['overdue', 'due', 'due-soon', 'never-reviewed']);

/** What is shown in the colour of due, and so in a place of its own. */
const UNPROVED = 'without-proof';

/** Puts the state of a review in words. @param where the root of the book, and its way below the repository */
export async function shownReview(
  review: RunbookReview,
  where: { readonly root: string; readonly prefix: string },
): Promise<ReviewWords> {
  const { state, reasons, last, unproved, days } = review;
  const snippets = await changedSnippets(review, where);
  const ran = last?.signOff?.snippets;
  return {
    state,
    reasons: reasons
      .filter((reason) => !OF_THE_CALENDAR.has(reason.state) && reason.state !== UNPROVED)
      .map((reason) =>
        reason.state === 'changed' && snippets
          ? `${count(snippets, 'snippet')} changed since`
          : reason.state === 'due-by-change'
            ? `${STATE_WORDS[reason.state]}: ${reason.message}`
            : reason.message,
      ),
    reviewed: last?.on,
    by: last?.signOff?.by,
    standsOn: last && saysLittle(last),
    unproved: unproved && sayUnproved(unproved),
    days: days && { ...days },
    ...(ran ? { ran } : {}),
  };
}

/** What a review rests on where it has neither evidence of a machine nor answers. */
function saysLittle({ signOff }: LastReview): string | undefined {
  if (!signOff) return 'a date alone';
  return proofOf(signOff) === 'of-before' && !hasEvidence(signOff) ? 'by name alone' : undefined;
}

/** How many snippets are not those of the commit that was signed; undefined where git cannot tell. */
async function changedSnippets(
  review: RunbookReview,
  { root, prefix }: { readonly root: string; readonly prefix: string },
): Promise<number | undefined> {
  const { runbook, last, reasons } = review;
  const commit = last?.signOff?.commit;
  if (commit === undefined || reasons.length === 0 || last?.signOff?.content === review.content)
    return undefined;
  const before = await fileAt(root, commit, prefix + runbook.path);
  if (before === undefined) return undefined;
  const signed = new Set(codesOf(before, runbook.path));
  return codesOf(runbook.text, runbook.path).filter((code) => !signed.has(code)).length;
}

function codesOf(text: string, path: string): string[] {
  return parseRunbook({ path, text, faults: [] }, '').snippets.map(({ code }) => code);
}
