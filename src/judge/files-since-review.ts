import type { Commit } from '../review/history.ts';
import type { RunbookReview } from '../review/review-book.ts';
import type { Trace } from '../review/trace.ts';
import { openRepository } from '../tools/git.ts';
import { readFilesAt } from '../tools/git-objects.ts';
import type { FilePair } from '../world/changed-things.ts';

/** A file that commits after a review touched, as it was then and as it is. */
export interface FileSince extends FilePair {
  /** Commits after the review that touched it, newest first. */
  readonly commits: readonly Commit[];
}

/** Runbooks that were reviewed at one commit, and what was touched after it. */
export interface SinceReview {
  readonly reviews: readonly RunbookReview[];
  readonly commit: string;
  /** Commits by the names that files had in them, newest first. */
  readonly touched: ReadonlyMap<string, readonly Commit[]>;
}

/** Groups reviews by the commit that was reviewed, and finds what was touched after each. */
export function sinceReviews(reviews: readonly RunbookReview[], trace: Trace): readonly SinceReview[] {
  const groups = new Map<string, RunbookReview[]>();
  // Of each commit once, and not for each of thousands of reviews.
  const times = trace.history.commits.map(({ at }) => Date.parse(at));
  for (const review of reviews) {
    const commit = reviewedCommit(review, trace, times);
    if (commit === undefined) continue;
    const known = groups.get(commit.hash);
    if (known) known.push(review);
    else groups.set(commit.hash, [review]);
  }
  return [...groups].map(([commit, own]) => ({ reviews: own, commit, touched: touchedAfter(commit, trace) }));
}

function touchedAfter(commit: string, { history, isAfter }: Trace): Map<string, Commit[]> {
  const touched = new Map<string, Commit[]>();
  for (const one of history.commits.filter(isAfter({ commit, at: '' })))
    for (const { path, from } of one.files)
      for (const name of from === undefined ? [path] : [path, from]) {
        const known = touched.get(name);
        if (known) known.push(one);
        else touched.set(name, [one]);
      }
  return touched;
}

interface Wanted {
  readonly root: string;
  readonly trace: Trace;
  /** Whether a file is wanted of what was touched after a review. */
  readonly isWanted: (path: string, since: SinceReview) => boolean;
  /** The text of a file as it lies on disk, from the top of the repository; undefined where it is no more. */
  readonly readNow: (path: string) => Promise<string | undefined>;
}

/** Reads both sides of the files that are wanted, all of them with two runs of git. */
export async function readFilesSince(
  groups: readonly SinceReview[],
  { root, trace, isWanted, readNow }: Wanted,
): Promise<readonly (readonly FileSince[])[]> {
  const asked = groups.map((since) => [...since.touched.keys()].filter((path) => isWanted(path, since)));
  const all = [...new Set(asked.flat())];
  if (all.length === 0) return groups.map(() => []);
  const repository = await openRepository(root);
  if (!repository) return groups.map(() => []);
  const wanted = asked.flatMap((paths, index) =>
    paths.map((path) => ({ commit: groups[index]?.commit ?? '', path })),
  );
  const before = await readFilesAt(repository, wanted);
  const now = new Map<string, string | undefined>();
  for (const path of all) now.set(path, await readNow(path));
  let at = 0;
  return groups.map(({ touched }, index) => {
    const paths = asked[index] ?? [];
    const own = before.slice(at, (at += paths.length));
    return pairs(paths, { before: own, now, touched, trace });
  });
}

/**
 * The commit that a review saw. Of one that was squashed away it is the one that brought the sign-off, and of a
 * date alone the last one of that day.
 */
function reviewedCommit(
  { last, runbook }: RunbookReview,
  { history }: Trace,
  times: readonly number[],
): Commit | undefined {
  if (!last) return undefined;
  const { commit } = last;
  const signed =
    commit === undefined ? undefined : history.commits.find(({ hash }) => hash.startsWith(commit));
  if (signed) return signed;
  const time = Date.parse(last.at);
  const brought =
    last.signOff &&
    history.commits.findLast(
      ({ files }, index) =>
        (times[index] ?? 0) >= time &&
        files.some(({ path }) => path === history.prefix + runbook.path) &&
        files.some(({ path }) => /\.ya?ml$/.test(path) && path.includes('review')),
    );
  return brought ?? history.commits[times.findIndex((at) => at <= time)];
}

interface Sides {
  readonly before: readonly (string | undefined)[];
  readonly now: ReadonlyMap<string, string | undefined>;
  readonly touched: ReadonlyMap<string, readonly Commit[]>;
  readonly trace: Trace;
}

/** Puts the two sides of each file together: one that was renamed has another name on each. */
function pairs(paths: readonly string[], { before, now, touched, trace }: Sides): readonly FileSince[] {
  const was = new Map(paths.map((path, index) => [path, before[index]] as const).filter(isThere));
  const is = new Map(paths.map((path) => [path, now.get(path)] as const).filter(isThere));
  const commits = (...names: readonly string[]): readonly Commit[] => [
    ...new Set(names.flatMap((name) => touched.get(name) ?? [])),
  ];
  const taken = new Set<string>();
  const today = [...is].map(([path, text]): FileSince => {
    const former = was.has(path)
      ? path
      : (trace.formerNames.get(path) ?? []).find((name) => was.has(name) && !is.has(name));
    if (former !== undefined) taken.add(former);
    return {
      path,
      pathBefore: former ?? path,
      before: former === undefined ? undefined : was.get(former),
      now: text,
      commits: commits(path, ...(former === undefined || former === path ? [] : [former])),
    };
  });
  const gone = [...was]
    .filter(([path]) => !taken.has(path) && !is.has(path))
    .map(([path, text]): FileSince => ({
      path,
      pathBefore: path,
      before: text,
      now: undefined,
      commits: commits(path),
    }));
  return [...today, ...gone];
}

function isThere(entry: readonly [string, string | undefined]): entry is readonly [string, string] {
  return entry[1] !== undefined;
}
