import { historyBound } from '../review/history-bound.ts';
import { reviewBook } from '../review/review-book.ts';
import type { BookReview, ReviewFacts } from '../review/review-book.ts';
import type { BookFiles } from '../runbook/book.ts';
import { folderOf } from '../runbook/links/site-paths.ts';
import { listHeads } from '../runbook/read/head.ts';
import type { RunbookHead } from '../runbook/read/head.ts';
import { reviewableText } from '../runbook/read/reviewable-text.ts';
import type { Evidence } from '../runbook/records/evidence.ts';
import { readIncidents, readSignOffs } from '../runbook/records/review-files.ts';
import type { WrittenSignOff } from '../runbook/records/sign-offs.ts';
import { contentHash } from '../tools/content-hash.ts';
import { readHistory } from '../tools/git-history.ts';

/** The day that reviews are judged by, and what is known besides the book and its history. */
export interface ReviewsAsked {
  /** As in `2026-10-01`. */
  readonly today: string;
  /** A run of `opsbook verify` that is newer than the sign-offs. */
  readonly evidence?: Evidence | undefined;
  /** Whether the whole history is wanted, as to know who wrote a page that was never reviewed. */
  readonly isWholeHistory?: boolean;
  /** Only the runbook of this file (default: every one). */
  readonly path?: string;
  /** The runbooks, where the book has been read already; else only their heads are read. */
  readonly runbooks?: readonly RunbookHead[];
}

/** A book's reviews, and what they were judged by. */
export interface JudgedReviews extends BookReview {
  readonly facts: Omit<ReviewFacts, 'signOffs'> & { readonly signOffs: readonly WrittenSignOff[] };
}

/** Judges the review of every runbook by its head, the sign-offs, the incidents and the history of the root. */
export async function judgeReviews(
  { root, files }: { readonly root: string; readonly files: BookFiles },
  { today, evidence, isWholeHistory = false, path, runbooks: read }: ReviewsAsked,
): Promise<JudgedReviews> {
  const { settings } = files.reading;
  const runbooks = read ?? listHeads(path === undefined ? files : withOnly(path, files));
  const ids = new Map(runbooks.map((runbook) => [runbook.id, runbook]));
  const signOffs = readSignOffs(files.texts, settings.layout).found;
  const since = isWholeHistory ? undefined : historyBound({ signOffs, runbooks }, today);
  const facts: JudgedReviews['facts'] = {
    today,
    settings: settings.review,
    runbooks,
    signOffs,
    incidents: readIncidents(files.texts, settings.layout, ids).found,
    history: await readHistory(root, { since }),
    folder: settings.layout.runbooks,
    contentOf: contentOnce(),
    evidence,
  };
  const calendar = reviewBook(facts);
  // Without a history nobody can tell, and what would look for it is not even loaded.
  if (calendar.trace.history.kind === 'none') return { facts, ...calendar };
  const { findSpokenChanges } = await import('./spoken-changes.ts');
  const spoken = await findSpokenChanges({ root, files }, calendar);
  const known = spoken.size === 0 ? facts : { ...facts, spoken };
  return { facts: known, ...(spoken.size === 0 ? calendar : reviewBook(known)) };
}

/** The same book with one runbook alone; teams and settings stay. */
function withOnly(path: string, files: BookFiles): BookFiles {
  const { layout } = files.reading.settings;
  return {
    ...files,
    texts: files.texts.filter((one) => one.path === path || folderOf(one.path, layout) !== 'runbooks'),
  };
}

/**
 * The same, worked out once for each runbook: all are judged a second time where something has changed that one
 * speaks of.
 */
function contentOnce(): typeof contentOf {
  const known = new WeakMap<object, string>();
  return (runbook) => {
    const content = known.get(runbook) ?? contentOf(runbook);
    known.set(runbook, content);
    return content;
  };
}

/** The hash of what a page says, as a sign-off records it. */
export function contentOf({ text }: { readonly text: string }): string {
  return contentHash(reviewableText(text));
}
