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

/** Runbooks that were reviewed at one commit. */
export interface SinceReview {
  readonly reviews: readonly RunbookReview[];
  readonly commit: Commit;
}

/** Groups reviews by the commit that was reviewed. */
export function sinceReviews(reviews: readonly RunbookReview[], trace: Trace): readonly SinceReview[] {
  const groups = new Map<Commit, RunbookReview[]>();
  // Asked once for each commit, and not for each of thousands of reviews.
  const times = trace.history.commits.map(({ at }) => Date.parse(at));
  for (const review of reviews) {
    const commit = reviewedCommit(review, trace, times);
    if (commit === undefined) continue;
    const known = groups.get(commit);
    if (known) known.push(review);
    else groups.set(commit, [review]);
  }
  return [...groups].map(([commit, own]) => ({ reviews: own, commit }));
}

interface Wanted {
  readonly root: string;
  readonly trace: Trace;
  /** The groups that want a file, as places in the list of groups. */
  readonly wanting: (path: string) => readonly number[];
  /** The text of a file as it lies on disk, from the top of the repository; undefined where it is no more. */
  readonly readNow: (path: string) => Promise<string | undefined>;
}

/**
 * Reads both sides of the files that are wanted and have changed, for each group of reviews in its order. Of
 * thousands of reviews most saw the same version of a file: it is read once, and is one object for all.
 */
export async function readFilesSince(
  groups: readonly SinceReview[],
  { root, trace, wanting, readNow }: Wanted,
): Promise<readonly (readonly FileSince[])[]> {
  const { versions, seen } = listVersions(groups, trace, wanting);
  const repository = versions.length === 0 ? undefined : await openRepository(root);
  if (!repository) return groups.map(() => []);
  const now = new Map<string, string | undefined>();
  for (const { path } of versions) if (!now.has(path)) now.set(path, await readNow(path));
  const files = new Map<Version, FileSince>();
  for (let start = 0; start < versions.length; start += AT_ONCE) {
    const some = versions.slice(start, start + AT_ONCE);
    const texts = await readFilesAt(
      repository,
      some.map(({ path, commit }) => ({ path, commit: commit.hash })),
    );
    for (const [index, version] of some.entries()) {
      const { path, commits } = version;
      const is = now.get(path);
      const before = texts[index];
      if (before !== is) files.set(version, { path, pathBefore: path, before, now: is, commits });
    }
  }
  return seen.map((own) =>
    joinRenamed(
      own.flatMap((version) => files.get(version) ?? []),
      trace,
    ),
  );
}

/** Texts that are asked of git at once: most are what they are today, and need not be kept. */
const AT_ONCE = 2_000;

/** A file as it was at one commit, and at others from which the same commits followed. */
interface Version {
  readonly path: string;
  readonly commit: Commit;
  /** Those that touched it afterwards, newest first. */
  readonly commits: readonly Commit[];
}

/** Which versions of which files the reviews saw, as far as commits touched them afterwards. */
function listVersions(
  groups: readonly SinceReview[],
  { ancestry, places, byName }: Trace,
  wanting: Wanted['wanting'],
): { readonly versions: readonly Version[]; readonly seen: readonly (readonly Version[])[] } {
  const versions: Version[] = [];
  const seen = groups.map((): Version[] => []);
  const standings = groups.map(({ commit }) => ancestry.standingOf(places.get(commit) ?? 0));
  for (const [path, commits] of byName) {
    const own = commits.map((commit) => places.get(commit) ?? 0);
    const known = new Map<string, Version>();
    for (const index of wanting(path)) {
      const since = groups[index];
      const standing = standings[index];
      if (!since || !standing) continue;
      const first = firstAtLeast(own, standing.at);
      const beside =
        standing.beside.size === 0 ? [] : own.slice(first).filter((place) => standing.beside.has(place));
      if (first + beside.length === 0) continue;
      const key = `${first} ${beside.join()}`;
      let version = known.get(key);
      if (!version) {
        const after = commits.filter((_, at) => at < first || standing.beside.has(own[at] ?? 0));
        version = { path, commit: since.commit, commits: after };
        known.set(key, version);
        versions.push(version);
      }
      seen[index]?.push(version);
    }
  }
  return { versions, seen };
}

/** How many numbers of a rising list are less than a given one. */
function firstAtLeast(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The commit that a review saw. Where it was squashed away, that is the commit that brought the sign-off; where only
 * a date is known, the last commit of that day.
 */
function reviewedCommit(
  { last, runbook }: RunbookReview,
  { history, ancestry, places, byName }: Trace,
  times: readonly number[],
): Commit | undefined {
  if (!last) return undefined;
  const { commit } = last;
  const place = commit === undefined ? undefined : ancestry.placeOf(commit);
  if (place !== undefined) return history.commits[place];
  const time = Date.parse(last.at);
  const path = history.prefix + runbook.path;
  const brought =
    last.signOff &&
    byName
      .get(path)
      ?.findLast(
        (one) =>
          (times[places.get(one) ?? 0] ?? 0) >= time &&
          one.files.some((file) => file.path === path) &&
          one.files.some((file) => /\.ya?ml$/.test(file.path) && file.path.includes('review')),
      );
  return brought ?? history.commits[times.findIndex((at) => at <= time)];
}

/** Puts the two sides of each file together: one that was renamed has another name on each. */
function joinRenamed(files: readonly FileSince[], { formerNames }: Trace): readonly FileSince[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const taken = new Set<FileSince>();
  const today = files
    .filter(({ now }) => now !== undefined)
    .map((file): FileSince => {
      if (file.before !== undefined) return file;
      const former = (formerNames.get(file.path) ?? [])
        .flatMap((name) => byPath.get(name) ?? [])
        .find(({ before, now }) => before !== undefined && now === undefined);
      if (!former) return file;
      taken.add(former);
      const commits = [...new Set([...file.commits, ...former.commits])];
      return { ...file, pathBefore: former.path, before: former.before, commits };
    });
  const gone = files.filter((file) => file.now === undefined && !taken.has(file));
  return [...today, ...gone];
}
