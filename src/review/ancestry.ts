import type { Commit } from './history.ts';

/** What was there at one commit of a history. Commits are told by their place in it, the newest at 0. */
export interface Standing {
  readonly at: number;
  /** Older commits that it does not contain, by place: they stood on branches that were open then. */
  readonly beside: ReadonlySet<number>;
}

/** Which commits contain which. */
export interface Ancestry {
  /** The place of a commit, by any start of its hash; of several the newest. */
  placeOf(start: string): number | undefined;
  standingOf(place: number): Standing;
}

/** Whether a commit was not there yet. */
export function isNew({ at, beside }: Standing, place: number): boolean {
  return place < at || beside.has(place);
}

/**
 * Reads who contains whom. A history of tens of thousands is asked about thousands of its commits: what lies behind a
 * commit that everything goes through is worked out once, and what is kept of each is what it does not contain.
 * @param commits the newest first, and none before one that it contains
 */
export function ancestry(commits: readonly Commit[]): Ancestry {
  const places = new Map(commits.map(({ hash }, place) => [hash, place]));
  const parents = commits.map((commit) => commit.parents.flatMap((hash) => places.get(hash) ?? []));
  const hashes = commits.map(({ hash }) => hash).sort();
  const seen = new Int32Array(commits.length).fill(-1);
  const known = new Map<number, Passed>();

  return {
    placeOf: (start) => places.get(start) ?? startingWith(start),
    standingOf: (at) => ({ at, beside: besideOf(at) }),
  };

  function startingWith(start: string): number | undefined {
    let low = 0;
    let high = hashes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((hashes[middle] ?? '') < start) low = middle + 1;
      else high = middle;
    }
    let newest: number | undefined;
    for (let at = low; hashes[at]?.startsWith(start); at += 1) {
      const place = places.get(hashes[at] ?? '');
      if (place !== undefined && (newest === undefined || place < newest)) newest = place;
    }
    return newest;
  }

  function besideOf(start: number): Standing['beside'] {
    const waiting: { readonly place: number; readonly own: readonly number[] }[] = [];
    let next: number | undefined = start;
    while (next !== undefined && !known.has(next)) {
      const { own, gate } = walk(next);
      waiting.push({ place: next, own });
      next = gate;
    }
    let passed = next === undefined ? undefined : known.get(next);
    for (const { place, own } of waiting.reverse()) {
      if (own.length > 0 || !passed) passed = { own, behind: passed };
      known.set(place, passed);
    }
    const beside = new Set<number>();
    for (let one = passed; one; one = one.behind) for (const place of one.own) beside.add(place);
    return beside;
  }

  /** Goes back to the first commit that everything goes through, and lists what is passed on the way. */
  function walk(start: number): { readonly own: readonly number[]; readonly gate: number | undefined } {
    const own: number[] = [];
    seen[start] = start;
    let open = 1;
    for (let place = start; place < commits.length; place += 1) {
      if (seen[place] !== start) {
        own.push(place);
        continue;
      }
      if (open === 1 && place !== start) return { own, gate: place };
      open -= 1;
      for (const parent of parents[place] ?? [])
        if (seen[parent] !== start) {
          seen[parent] = start;
          open += 1;
        }
    }
    return { own, gate: undefined };
  }
}

/** What is passed on the way back from a commit; the ways of many have one end in common. */
interface Passed {
  readonly own: readonly number[];
  readonly behind: Passed | undefined;
}
