import { burnDown, countByOwner, coverage, medianAge, reviewsByDay } from '../review/figures.ts';
import { addMonths } from '../review/day.ts';
import type { Day } from '../review/day.ts';
import { listAppointments } from '../review/owed.ts';
import { quarterOf } from '../review/quarter.ts';
import { STATE_WORDS } from '../review/state.ts';
import type { RunbookReview } from '../review/review-book.ts';
import { hasEvidence } from '../runbook/records/sign-offs.ts';
import type { LastReview } from '../review/last-review.ts';
import { proofOf, sayUnproved } from '../review/proof.ts';
import { count } from '../runbook/words/count.ts';
import { parseRunbook } from '../runbook/read/parse.ts';
import { addressOf } from '../runbook/links/site-paths.ts';
import type { OpenBook } from '../judge/open-book.ts';
import { fileAt } from '../tools/git-files.ts';
import type { ReviewEntry, ReviewsEntry } from './review-entries.ts';

/** Judges every review of a book, with one reading of its history. */
export async function readReviews(
  { root, files, reviews: judge }: OpenBook,
  today: Day,
): Promise<ReviewsEntry> {
  const { settings } = files.reading;
  const { reviews, facts } = await judge({ today });
  const { history, signOffs } = facts;
  const ids = new Map(facts.runbooks.map((runbook) => [runbook.id, runbook]));
  const quarter = quarterOf(today, settings.review.yearStart);
  const pathOf = (id: string): string => addressOf(ids.get(id)?.path ?? '', settings.layout) ?? '/';
  const entries = await Promise.all(
    reviews.map(async (review) =>
      toEntry(review, {
        address: pathOf(review.runbook.id),
        snippets: await changedSnippets(review, root, history.prefix),
      }),
    ),
  );
  return {
    today,
    // To the day: a site that is built again on the same day is the same.
    at: `${today}T00:00:00Z`,
    quarter,
    history: history.kind,
    reviews: entries,
    owners: countByOwner(reviews).map(({ owner, all, counts }) => ({ owner, all, counts: { ...counts } })),
    burnDown: burnDown(reviews, { quarter, today, settings: settings.review }),
    byDay: Object.fromEntries(reviewsByDay(reviews, addMonths(today, -12))),
    medianAge: medianAge(reviews, today),
    coverage: coverage(reviews),
    signOffs: signOffs.map(({ range: _, path, ...signOff }) => ({
      ...signOff,
      quarter: path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/i, ''),
    })),
    appointments: listAppointments(reviews, { quarter, today, pathOf }).map((one) => ({ ...one })),
  };
}

/** What the calendar says is left out: it is another on the day the page is read. */
const OF_THE_CALENDAR = new Set(['overdue', 'due', 'due-soon', 'never-reviewed']);

/** What is shown in the colour of due, and so in a place of its own. */
const UNPROVED = 'without-proof';

interface Shown {
  readonly address: string;
  /** How many snippets are not what was signed; undefined where git cannot tell. */
  readonly snippets: number | undefined;
}

function toEntry(
  { runbook, state, reasons, last, unproved, days }: RunbookReview,
  { address, snippets }: Shown,
): ReviewEntry {
  return {
    id: runbook.id,
    title: runbook.title,
    address,
    owner: runbook.owner,
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
  };
}

/** Of a review that no machine and no answer stands behind, what does. */
function saysLittle({ signOff }: LastReview): string | undefined {
  if (!signOff) return 'a date alone';
  return proofOf(signOff) === 'of-before' && !hasEvidence(signOff) ? 'by name alone' : undefined;
}

/** Compares the snippets of today with those of the commit that was signed. */
async function changedSnippets(
  { runbook, last, content, reasons }: RunbookReview,
  root: string,
  prefix: string,
): Promise<number | undefined> {
  const commit = last?.signOff?.commit;
  if (commit === undefined || last?.signOff?.content === content || reasons.length === 0) return undefined;
  const before = await fileAt(root, commit, prefix + runbook.path);
  if (before === undefined) return undefined;
  const signed = new Set(codesOf(before, runbook.path));
  return codesOf(runbook.text, runbook.path).filter((code) => !signed.has(code)).length;
}

function codesOf(text: string, path: string): string[] {
  return parseRunbook({ path, text, faults: [] }, '').snippets.map(({ code }) => code);
}
