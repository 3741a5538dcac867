import type { NameUse } from '../shell/names/name-use.ts';
import type { NameVerdict } from '../shell/names/name-verdict.ts';
import { findNearest } from '../runbook/words/nearest.ts';
import { nearby } from './nearby.ts';
import type { World } from './world.ts';

/**
 * Says whether a path leads to a file of the repository. Readers stand at its top, at the book, or in a folder that
 * the page does not name: a path that ends as a file's does is that file.
 */
export function judgeFile({ name, within = '', isElsewhere }: NameUse, { paths, book }: World): NameVerdict {
  const path = normal(within === '' ? name : `${within}/${name}`);
  if (path === undefined || isElsewhere || paths.size === 0) return { status: 'unjudged' };
  // Who has gone to another folder may have come back.
  // `runbooks/scripts/look.rb`: the folder that the repository was cloned into comes first.
  const places = [path, normal(`${book}/${path}`), normal(name), path.slice(path.indexOf('/') + 1)].filter(
    (place) => place !== undefined,
  );
  const found = places.find((place) => paths.has(place)) ?? endingIn(path, paths);
  if (found !== undefined) return { status: 'exists', files: [found], at: [{ path: found, line: 1 }] };
  if (places.some((place) => isFolder(place, paths))) return { status: 'exists', files: [], at: [] };
  // A slip in the name of a file, in a folder that is there: of other paths nobody can say where they should be.
  const nearest = places
    .slice(0, -1)
    .map((place) => nearTo(place, paths))
    .find((near) => near !== undefined);
  if (nearest !== undefined)
    return { status: 'absent', isSure: true, nearest, at: { path: nearest, line: 1 }, known: [nearest] };
  const known = places.flatMap((place) => ofItsKind(place, paths));
  return known.length < 2 || IS_EXAMPLE.test(path.slice(path.lastIndexOf('/') + 1))
    ? { status: 'unjudged' }
    : { status: 'absent', isSure: false, known: known.slice(0, 5) };
}

/** `my-script.py`, `example.sh`: people show with such names what a file of the reader's would be called. */
const IS_EXAMPLE = /^(?:my|your|example|sample|foo|some)(?:[-_.]|$)/i;

/** Files beside a path with the same ending: a folder that has several such is where such files are. */
function ofItsKind(path: string, paths: ReadonlySet<string>): readonly string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const ending = /\.\w+$/.exec(path)?.[0];
  if (folder === '' || ending === undefined) return [];
  return [...paths].filter(
    (one) => one.startsWith(folder) && one.endsWith(ending) && !one.slice(folder.length).includes('/'),
  );
}

function nearTo(path: string, paths: ReadonlySet<string>): string | undefined {
  const nearest = findNearest(path, nearby(path, paths));
  return nearest === undefined || paths.has(nearest) ? nearest : endingIn(nearest, paths);
}

function endingIn(path: string, paths: ReadonlySet<string>): string | undefined {
  if (!path.includes('/')) return undefined;
  for (const one of paths) if (one.endsWith(`/${path}`)) return one;
  return undefined;
}

function isFolder(path: string, paths: ReadonlySet<string>): boolean {
  for (const one of paths) if (one.startsWith(`${path}/`)) return true;
  return false;
}

/** A path without `.` and `..`; undefined for one that leaves the repository. */
function normal(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
