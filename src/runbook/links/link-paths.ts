import { findOnlyNearest } from '../words/nearest.ts';
import { closestFile } from './closest-files.ts';

/** An id as a path: `a b/c#d` and `a%20b/c%23d` are one. */
export function encodePath(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

/** An address as people read it: `%20` is a space. An address that cannot be decoded stays as it is. */
export function decodeAddress(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `a` and `a/b` of `a/b/c.md`. */
export function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

/** The path that a relative one names, seen from a file; undefined when it leaves the book. */
export function joinPath(from: string, path: string): string | undefined {
  return pathFrom(from.split('/').slice(0, -1), path);
}

/** The same, seen from a folder; `''` is the root of the book. */
export function pathInFolder(folder: string, path: string): string | undefined {
  return pathFrom(folder === '' ? [] : folder.split('/'), path);
}

function pathFrom(folders: readonly string[], path: string): string | undefined {
  const parts = [...folders];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The path from one file to another, as a link would write it. */
export function relativePath(from: string, to: string): string {
  const base = from.split('/').slice(0, -1);
  const parts = to.split('/');
  let shared = 0;
  while (shared < base.length && shared < parts.length - 1 && base[shared] === parts[shared]) shared += 1;
  return [...base.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
}

/**
 * A file with the same name in another folder, in another case, or with a near name in the same folder. Of several that
 * are as near, none: one of them would be a guess. The page that links comes last: in another language it has that name too.
 */
export function nearestPath(target: string, paths: ReadonlySet<string>, from: string): string | undefined {
  const name = target.split('/').at(-1)?.toLowerCase() ?? '';
  const same = [...paths].filter((path) => path.split('/').at(-1)?.toLowerCase() === name);
  const others = same.filter((path) => path !== from);
  if (same.length > 0) return closestFile(others.length > 0 ? others : same, target);
  const folder = target.split('/').slice(0, -1).join('/');
  const beside = [...paths].filter((path) => path.startsWith(`${folder}/`) || folder === '');
  // The ending that names have in common makes them no nearer: `one.md` is no slip for `new.md`.
  const ending = /\.\w{1,8}$/.exec(target)?.[0] ?? '';
  const alike = beside.filter((path) => path.endsWith(ending));
  const cut = (path: string): string => path.slice(0, path.length - ending.length);
  const stem = cut(target);
  const nearest =
    ending === ''
      ? undefined
      : (findOnlyNearest(stem, alike.map(cut)) ??
        onlyOf(alike.map(cut).filter((one) => one.startsWith(`${stem}.`))));
  if (nearest !== undefined) return `${nearest}${ending}`;
  return findOnlyNearest(target, ending === '' ? beside : beside.filter((path) => !path.endsWith(ending)));
}

function onlyOf(found: readonly string[]): string | undefined {
  return found.length === 1 ? found[0] : undefined;
}
