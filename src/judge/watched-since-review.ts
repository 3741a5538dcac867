import type { FileSince, SinceReview } from './files-since-review.ts';
import type { Trace } from '../review/trace.ts';
import { watchedPaths } from '../review/watched.ts';
import type { RunbookHead } from '../runbook/read/head.ts';

/** Tells which files runbooks watch, of those that commits touched. */
export interface WatchFinder {
  /** The groups of reviews, by their places, in which a runbook watches a file. */
  readonly groupsOf: (path: string) => ReadonlySet<number>;
  readonly isWatchedBy: (runbook: RunbookHead) => (file: FileSince) => boolean;
}

/**
 * Makes what tells it. A runbook does not watch itself, nor what a sign-off writes, whatever its globs say.
 * @param reviewsFolder the book's folder of sign-offs
 */
export function watchFinder(
  groups: readonly SinceReview[],
  trace: Trace,
  reviewsFolder: string,
): WatchFinder {
  const pathsOf = watchedPaths(trace);
  const { prefix } = trace.history;
  const byPath = new Map<string, Set<number>>();
  for (const [index, { reviews }] of groups.entries()) {
    const touched = reviews.filter(({ watched }) => watched.length > 0);
    const globs = new Set(touched.flatMap(({ runbook }) => runbook.watches));
    for (const glob of globs)
      for (const path of pathsOf(glob)) byPath.set(path, (byPath.get(path) ?? new Set()).add(index));
  }
  return {
    groupsOf: (path) => byPath.get(path) ?? NONE,
    isWatchedBy({ path: own, watches }) {
      const watched = watches.map(pathsOf);
      return ({ path, pathBefore }) =>
        path !== `${prefix}${own}` &&
        !path.startsWith(`${prefix}${reviewsFolder}/`) &&
        watched.some((paths) => paths.has(path) || paths.has(pathBefore));
    },
  };
}

const NONE: ReadonlySet<number> = new Set();
