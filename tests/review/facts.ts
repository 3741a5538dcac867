import type { Commit } from '../../src/review/history.ts';
import { NO_HISTORY } from '../../src/review/history.ts';
import type { ReviewFacts } from '../../src/review/review-book.ts';
import type { RunbookHead } from '../../src/runbook/read/head.ts';
import { claimsOf } from '../../src/runbook/schema/claims.ts';
import type { SignOff } from '../../src/runbook/records/sign-offs.ts';

/** A hash that a test can tell from another. */
export const hashOf = (text: string): string =>
  `sha256:${Buffer.from(text).toString('hex').padEnd(64, '0').slice(0, 64)}`;

export function runbook(id: string, more: Partial<RunbookHead> = {}): RunbookHead {
  return {
    ...claimsOf({ owner: 'platform' }),
    id,
    path: `content/runbooks/${id}.mdx`,
    title: id,
    text: 'as it was',
    ...more,
  };
}

export function signOff(runbookId: string, at: string, more: Partial<SignOff> = {}): SignOff {
  return { runbook: runbookId, at, by: 'Ann', content: hashOf('as it was'), ...more };
}

export function commit(hash: string, at: string, more: Partial<Commit> = {}): Commit {
  return {
    hash,
    parents: [],
    author: 'Ann',
    email: 'ann@example.org',
    at,
    subject: 'Change',
    files: [],
    ...more,
  };
}

/** Facts of a book in which nothing has happened yet. */
export function factsOf(more: Partial<ReviewFacts>): ReviewFacts {
  return {
    today: '2026-11-22',
    settings: { every: '3 months', soon: '14 days', grace: '14 days', yearStart: 1, maySignOwn: false },
    runbooks: [],
    signOffs: [],
    incidents: [],
    history: NO_HISTORY,
    folder: 'content/runbooks',
    contentOf: ({ text }) => hashOf(text),
    ...more,
  };
}
