import picomatch from 'picomatch';
import type { Commit } from './history.ts';
import type { Trace } from './trace.ts';

/**
 * Finds the commits that touched what a glob names, from the repository's root or from the book's. A glob is
 * looked up once.
 */
export function watchedCommits(trace: Trace): (glob: string) => readonly Commit[] {
  const { byName, history } = trace;
  const pathsOf = watchedPaths(trace);
  const known = new Map<string, readonly Commit[]>();
  const order = new Map(history.commits.map((commit, index) => [commit, index]));
  return (glob) => {
    const found = known.get(glob) ?? look(glob);
    known.set(glob, found);
    return found;
  };

  function look(glob: string): Commit[] {
    const commits = new Set([...pathsOf(glob)].flatMap((path) => byName.get(path) ?? []));
    return [...commits].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  }
}

/**
 * Finds the files that commits touched and a glob names, from the repository's root or from the book's. A glob is
 * looked up once, and only among the paths that begin as it does.
 */
export function watchedPaths({ byName, history }: Trace): (glob: string) => ReadonlySet<string> {
  const paths = [...byName.keys()].sort();
  const known = new Map<string, ReadonlySet<string>>();
  return (glob) => {
    const places = history.prefix === '' ? [glob] : [glob, `${history.prefix}${glob}`];
    const found = known.get(glob) ?? new Set(places.flatMap(matching));
    known.set(glob, found);
    return found;
  };

  function matching(glob: string): string[] {
    const base = literalStart(glob);
    const matches = picomatch(glob, { dot: true, noextglob: true });
    return paths
      .slice(firstAtLeast(paths, base), firstAtLeast(paths, `${base}\uFFFF`))
      .filter((path) => matches(path));
  }
}

/** The files that a glob names, from the repository's root or from the book's folder, as in `docs/`. */
export function watchedFiles(glob: string, paths: Iterable<string>, prefix: string): readonly string[] {
  const globs = prefix === '' ? [glob] : [glob, `${prefix}${glob}`];
  const matches = picomatch(globs, { dot: true, noextglob: true });
  return [...paths].filter((path) => matches(path));
}

/** `services/worker/` of `services/worker/**`. */
function literalStart(glob: string): string {
  return /^[^*?[\]{}()!+@\\]*/.exec(glob.replace(/^\.\//, ''))?.[0] ?? '';
}

function firstAtLeast(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
