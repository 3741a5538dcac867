import { resolve } from 'node:path';
import { openBook } from '../judge/open-book.ts';
import type { OpenBook } from '../judge/open-book.ts';
import { isFolder } from '../tools/find-root.ts';
import { folderReader } from '../tools/folder-reader.ts';

/** Opens the book in a folder. @throws where there is no such folder */
export async function openFolder(root: string, allowOutside = false): Promise<OpenBook> {
  const folder = resolve(root);
  if (!isFolder(folder)) throw new Error(`There is no folder ${folder}.`);
  return openBook(folder, folderReader(folder, allowOutside));
}
