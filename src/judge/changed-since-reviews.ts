import type { ChangedSince } from '../lint/review-facts.ts';
import { historyBound } from '../review/history-bound.ts';
import { reviewBook } from '../review/review-book.ts';
import { standingOn } from '../review/schedule.ts';
import { saySpokenChanges } from '../review/spoken-change.ts';
import type { Book } from '../runbook/book.ts';
import { readHistory } from '../tools/git-history.ts';
import { contentOf } from './book-reviews.ts';
import { findSpokenChanges } from './spoken-changes.ts';

/**
 * What the runbooks of a book speak of that has changed since their reviews; nothing where git knows no history, or
 * nobody ever reviewed. An overdue runbook is left out: its day says more.
 */
export async function changedSinceReviews(
  root: string,
  book: Book,
  today: string,
): Promise<ReadonlyMap<string, ChangedSince>> {
  const { settings, signOffs } = book;
  // The claims of pages with kept findings are kept too: no more of those pages is read.
  const runbooks = [...book.runbooks.values()];
  if (signOffs.length === 0 && runbooks.every(({ reviewed }) => reviewed === undefined)) return new Map();
  const history = await readHistory(root, { since: historyBound({ signOffs, runbooks }, today) });
  if (history.kind === 'none') return new Map();
  const reviewed = reviewBook({
    ...{ today, runbooks, signOffs, history, contentOf },
    settings: settings.review,
    incidents: [],
    folder: settings.layout.runbooks,
  });
  const spoken = await findSpokenChanges({ root, files: { reading: { settings } } }, reviewed);
  return new Map(
    reviewed.reviews.flatMap(({ runbook: { id }, last, days }): [string, ChangedSince][] => {
      const changes = spoken.get(id);
      if (!changes || !last || !days || standingOn(today, days) === 'overdue') return [];
      return [[id, { on: last.on, said: saySpokenChanges(changes) }]];
    }),
  );
}
