import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import picomatch from 'picomatch';
import type { Refused } from '../runbook/book.ts';

/** Entries looked at for one glob: more is no folder of rules, but a disk. */
const MOST_ENTRIES = 20_000;

interface Search {
  readonly root: string;
  /** The folder that the glob starts from: no link may leave it. */
  readonly base: string;
  readonly matches: (path: string) => boolean;
  readonly paths: string[];
  readonly refused: Refused[];
  readonly seen: Set<string>;
  /** How many entries are still looked at. */
  left: number;
}

/** Files outside a book's root by globs like `../rules/*.yaml`. Hidden folders and packages are left out. */
export async function listOutsideFiles(
  root: string,
  globs: readonly string[],
  most = MOST_ENTRIES,
): Promise<{ readonly paths: readonly string[]; readonly refused: readonly Refused[] }> {
  const real = await realpath(root);
  const paths: string[] = [];
  const refused: Refused[] = [];
  for (const glob of globs) {
    const base = await realpath(join(real, picomatch.scan(glob).base)).catch(() => undefined);
    if (base === undefined) continue;
    const matches = picomatch(glob, { noextglob: true });
    const search: Search = { root: real, base, matches, paths, refused, seen: new Set(), left: most };
    if ((await stat(base)).isFile()) take(search, base);
    else await walkFolder(search, base);
  }
  return { paths: [...new Set(paths)].sort(), refused };
}

async function walkFolder(search: Search, folder: string): Promise<void> {
  const real = await realpath(folder);
  if (search.seen.has(real)) return;
  search.seen.add(real);
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (search.left === 0) return;
    search.left -= 1;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    // The book itself is read by its own rules.
    if (path === search.root) continue;
    if (entry.isDirectory()) await walkFolder(search, path);
    else if (entry.isFile()) take(search, path);
    else if (entry.isSymbolicLink()) await followLink(search, path);
  }
}

async function followLink(search: Search, path: string): Promise<void> {
  if (!search.matches(pathFrom(search.root, path))) return;
  const target = await realpath(path).catch(() => undefined);
  if (target !== undefined && target.startsWith(search.base + sep)) {
    if ((await stat(target)).isFile()) take(search, path);
    return;
  }
  const message =
    'Replace this symbolic link by a file: it leads out of the folder that `alerts.rules` names.';
  search.refused.push({ path: pathFrom(search.root, path), message });
}

function take(search: Search, path: string): void {
  const own = pathFrom(search.root, path);
  if (own.startsWith('../') && search.matches(own)) search.paths.push(own);
}

function pathFrom(root: string, path: string): string {
  return relative(root, path).replaceAll(sep, '/');
}
