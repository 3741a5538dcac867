import { ancestry, isNew } from './ancestry.ts';
import type { Ancestry } from './ancestry.ts';
import type { Commit, History } from './history.ts';

/** A history that can be asked: which files, under today's names, were touched by which commits. */
export interface Trace {
  readonly history: History;
  /** Commits that touched a file, under any name it has had; newest first. */
  readonly byPath: ReadonlyMap<string, readonly Commit[]>;
  /** Commits by the names that files had in them: what was moved away was touched where it was. */
  readonly byName: ReadonlyMap<string, readonly Commit[]>;
  /** Every name that a file of today has had before. */
  readonly formerNames: ReadonlyMap<string, readonly string[]>;
  readonly ancestry: Ancestry;
  /** The place of a commit in the history. */
  readonly places: ReadonlyMap<Commit, number>;
  /** Tells which commits were not yet there at a sign-off. */
  isAfter(moment: Moment): (commit: Commit) => boolean;
}

/** A point of the history: a commit where it is known, else a time. */
export interface Moment {
  readonly commit?: string | undefined;
  /** ISO 8601. */
  readonly at: string;
}

/** Follows every file back through its renames. */
export function traceHistory(history: History): Trace {
  const byPath = new Map<string, Commit[]>();
  const byName = new Map<string, Commit[]>();
  const formerNames = new Map<string, string[]>();
  const nameToday = new Map<string, string>();
  for (const commit of history.commits) {
    const renamed: [string, string][] = [];
    for (const { path, from } of commit.files) {
      const today = nameToday.get(path) ?? path;
      add(byPath, today, commit);
      add(byName, path, commit);
      if (from !== undefined) add(byName, from, commit);
      if (from === undefined) continue;
      renamed.push([from, today]);
      add(formerNames, today, from);
      // An older file of that name is another one.
      nameToday.delete(path);
    }
    for (const [from, today] of renamed) nameToday.set(from, today);
  }
  const places = new Map(history.commits.map((commit, place) => [commit, place]));
  const own = ancestry(history.commits);
  return { history, byPath, byName, formerNames, ancestry: own, places, isAfter };

  function isAfter({ commit, at }: Moment): (one: Commit) => boolean {
    const place = commit === undefined ? undefined : own.placeOf(commit);
    if (place !== undefined) {
      const standing = own.standingOf(place);
      return (one) => isNew(standing, places.get(one) ?? 0);
    }
    // A commit that was rebased away, or never known: then the clock has to do.
    const time = Date.parse(at);
    return (one) => Date.parse(one.at) > time;
  }
}

function add<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}
