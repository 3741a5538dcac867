import type { RunbookReview } from './review-book.ts';
import type { SpokenChange } from './spoken-change.ts';
import type { Reason, ReviewState } from './state.ts';

/** One line of `opsbook review status`: plain data for every format. */
export interface StatusRow {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly owner: string | undefined;
  readonly state: ReviewState;
  readonly due: string | undefined;
  readonly reviewed: string | undefined;
  readonly by: string | undefined;
  readonly reasons: readonly Reason[];
  /** Commits since the review that touched what the runbook watches. */
  readonly watched: readonly { readonly commit: string; readonly author: string; readonly subject: string }[];
  /** What it speaks of that has changed since the review. */
  readonly spoken: readonly Pick<
    SpokenChange,
    'name' | 'path' | 'line' | 'said' | 'commit' | 'author' | 'on'
  >[];
}

/** What there is to say of each review. */
export function statusRows(reviews: readonly RunbookReview[]): StatusRow[] {
  return reviews.map(({ runbook, state, reasons, last, days, watched, spoken }) => ({
    id: runbook.id,
    title: runbook.title,
    path: runbook.path,
    owner: runbook.owner,
    state,
    due: days?.due,
    reviewed: last?.on,
    by: last?.signOff?.by,
    reasons,
    watched: watched.map(({ hash, author, subject }) => ({ commit: hash.slice(0, 12), author, subject })),
    // The texts themselves are for whoever signs.
    spoken: spoken.map(({ before: _, now: __, since: ___, commit, ...change }) => ({
      ...change,
      commit: commit.slice(0, 12),
    })),
  }));
}

/** Rows by owner; those who owe most urgently first, and what nobody owns last. */
export function byOwner(rows: readonly StatusRow[]): (readonly [string | undefined, readonly StatusRow[]])[] {
  const groups = [...Map.groupBy(rows, ({ owner }) => owner)];
  return groups.sort(([a], [b]) => Number(a === undefined) - Number(b === undefined));
}
