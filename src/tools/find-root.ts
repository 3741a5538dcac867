import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The root of the book: the folder given, else the nearest one upward with an `opsbook.yaml`, else `from`. */
export function findRoot(given: string | undefined, from: string): string {
  if (given !== undefined) return resolve(from, given);
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'opsbook.yaml'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}

/** Whether anything stands at a path, a link that leads nowhere too. */
export function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether a path is a file. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Whether a path is a folder. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
