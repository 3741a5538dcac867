import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { findRepository } from './find-repository.ts';
import { readPlainFile } from './plain-file.ts';
import type { BookReader } from '../runbook/read/load.ts';

/** The files of the repository that holds a folder. */
export interface RepositoryFiles {
  /** The top of the repository; the folder itself where it is in none. */
  readonly top: string;
  /** The folder as seen from the top, as in `docs/ops/`; `''` for the top itself. */
  readonly prefix: string;
  /** From the top, with `/`. */
  readonly paths: readonly string[];
  /** There were more files than are looked at. */
  readonly isCut: boolean;
}

/** Folders of packages, of what is built and of tools: what stands there is nobody's own. */
const PASSED_OVER = new Set(
  '.git .hg .svn node_modules bower_components vendor dist .venv venv __pycache__ .terraform .next .nuxt .cache .tox .mypy_cache target'.split(
    ' ',
  ),
);

/** Files looked at: more is no repository of one service, but a disk. */
const MOST_FILES = 100_000;

/** Lists the files of a repository. Symbolic links are not followed, and nothing is asked of git. */
export async function listRepositoryFiles(root: string): Promise<RepositoryFiles> {
  const found = await findRepository(root);
  const top = found?.top ?? (await realpath(root));
  const paths: string[] = [];
  const folders = [''];
  for (
    let folder = folders.pop();
    folder !== undefined && paths.length < MOST_FILES;
    folder = folders.pop()
  ) {
    for (const entry of await readdir(join(top, folder), { withFileTypes: true }).catch(() => [])) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !PASSED_OVER.has(entry.name)) folders.push(path);
      else if (entry.isFile()) paths.push(path);
    }
  }
  return { top, prefix: found?.prefix ?? '', paths: paths.sort(), isCut: folders.length > 0 };
}

/** A larger one is no manifest that a person wrote. */
const LARGEST = 1 << 20;

/** Files of a repository that may be read at once. */
const AT_ONCE = 32;

/** Reads files as text. What is larger than a megabyte or cannot be read is named, not read. */
export async function readTexts(
  { read }: BookReader,
  paths: readonly string[],
): Promise<{
  readonly files: readonly { path: string; text: string }[];
  readonly unread: readonly string[];
}> {
  const files: { path: string; text: string }[] = [];
  const unread: string[] = [];
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const turn = paths.slice(start, start + AT_ONCE);
    const contents = await Promise.all(turn.map((path) => read(path, LARGEST)));
    turn.forEach((path, index) => {
      const content = contents[index];
      if (content instanceof Uint8Array) files.push({ path, text: Buffer.from(content).toString('utf8') });
      else unread.push(path);
    });
  }
  return { files, unread };
}

/** Reads files of a repository one by one, as a book is read. */
export function repositoryReader({ top, paths }: RepositoryFiles): BookReader {
  return {
    list: () => Promise.resolve({ paths, refused: [] }),
    async read(path) {
      const content = await readPlainFile(join(top, path), LARGEST).catch(() => undefined);
      return content ?? { path, message: 'Make this file readable, and smaller than a megabyte.' };
    },
  };
}
