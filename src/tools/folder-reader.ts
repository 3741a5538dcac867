import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Refused } from '../runbook/book.ts';
import type { BookReader } from '../runbook/read/load.ts';
import { BUILD_MARK } from './build-site.ts';
import { listOutsideFiles } from './outside-files.ts';
import { openPageMemory } from './page-memory.ts';
import { readCodeowners } from './read-codeowners.ts';

/** Where GitBook and VuePress put what pages show. What else they hide are settings, and pieces of pages. */
const SHOWN_OF_HIDDEN = new Map([
  ['.gitbook', 'assets'],
  ['.vuepress', 'public'],
]);

/** Folders that hold no words of a book. */
const SKIPPED = new Set(['node_modules', 'dist', 'bower_components', 'vendor', 'test-results']);

interface Walk {
  readonly root: string;
  readonly paths: string[];
  readonly refused: Refused[];
  /** Real folders already walked: links between folders can form a ring. */
  readonly seen: Set<string>;
  /** Symbolic links met on the way: followed last, so that a folder is known by its own name. */
  readonly links: string[];
}

/**
 * Reads a book from a folder on disk. Hidden folders and installed packages are left out; a symbolic link
 * that leaves the root is refused and named, so that nothing outside the book is read.
 * @param isOutsideAllowed whether alert rules outside the root may be read where the settings name them
 * @throws when the root itself cannot be listed
 */
export function folderReader(root: string, isOutsideAllowed = false): BookReader {
  return {
    async list() {
      const walk: Walk = { root: await realpath(root), paths: [], refused: [], seen: new Set(), links: [] };
      await walkFolder(walk, walk.root);
      for (let link = walk.links.shift(); link !== undefined; link = walk.links.shift())
        await followLink(walk, link);
      return { paths: walk.paths.sort(), refused: walk.refused };
    },
    read: (path, limit) => Promise.resolve(readBytes(root, path, limit)),
    ...(isOutsideAllowed
      ? { listOutside: (globs: readonly string[]) => listOutsideFiles(root, globs) }
      : { isOutsideRefused: true }),
    readOwners: () => readCodeowners(root),
    remember: () => Promise.resolve(openPageMemory(root)),
  };
}

async function walkFolder(walk: Walk, folder: string): Promise<void> {
  const real = await realpath(folder);
  if (walk.seen.has(real)) return;
  walk.seen.add(real);
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    if (folder === walk.root) throw new Error(`The folder ${folder} cannot be listed.`, { cause });
    const message = 'Make this folder readable: it could not be listed.';
    walk.refused.push({ path: relativePath(walk, folder), message });
    return [];
  });
  if (entries.some(({ name }) => name === BUILD_MARK)) return; // a built site is no part of the book
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const shown = entry.isDirectory() ? SHOWN_OF_HIDDEN.get(entry.name) : undefined;
    if (shown !== undefined) {
      if (existsSync(join(path, shown))) await walkFolder(walk, join(path, shown));
      continue;
    }
    if (isLeftOut(entry.name)) continue;
    if (entry.isDirectory()) await walkFolder(walk, path);
    else if (entry.isFile()) walk.paths.push(relativePath(walk, path));
    else if (entry.isSymbolicLink()) walk.links.push(path);
  }
}

/** Whether a file or folder of this name is no part of any book. */
export function isLeftOut(name: string): boolean {
  return name.startsWith('.') || SKIPPED.has(name);
}

async function followLink(walk: Walk, path: string): Promise<void> {
  const refuse = (message: string): void =>
    void walk.refused.push({ path: relativePath(walk, path), message });
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return refuse('Remove or fix this symbolic link: it leads nowhere.');
  if (target !== walk.root && !target.startsWith(walk.root + sep)) {
    return refuse(
      'Replace this symbolic link by a file: it leaves the book, and nothing outside it is read.',
    );
  }
  if (relative(walk.root, target).split(sep).some(isLeftOut))
    return refuse('Replace this symbolic link by a file: it leads to where opsbook does not look.');
  const stats = await stat(target);
  if (stats.isDirectory()) await walkFolder(walk, path);
  else if (stats.isFile()) walk.paths.push(relativePath(walk, path));
}

function relativePath(walk: Walk, path: string): string {
  const inside = relative(walk.root, path);
  return sep === '/' ? inside : inside.replaceAll(sep, '/');
}

/** At once: a promise for each step of each file took nine times as long as the reading, for every command. */
function readBytes(root: string, path: string, limit: number): Uint8Array | Refused {
  try {
    const file = openSync(join(root, path), 'r');
    try {
      const { size } = fstatSync(file);
      const buffer = Buffer.alloc(Math.min(size, limit));
      return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { path, message: `Make this file readable: it could not be opened (${reason}).` };
  }
}
