import { join, posix } from 'node:path';
import type { BookReader } from '../../runbook/read/load.ts';
import { SETTINGS_FILE } from '../../runbook/schema/settings.ts';
import { trimMarksEnd } from '../../runbook/words/trim-marks.ts';
import { isFolder, isThere } from '../../tools/find-root.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { UsageError } from '../command.ts';

/** Where a book lies of which nothing else was said. */
export const DEFAULT_FOLDER = 'content';

/** A folder of the book, as `--into` names it. */
export function insideBook(into: string): string {
  const folder = trimMarksEnd(into.replaceAll('\\', '/').replace(/^\.\//, ''), '/');
  if (folder === '' || /^([/~]|[a-z]:)/i.test(folder) || folder.split('/').includes('..'))
    throw new UsageError(`--into takes a folder inside the book, not \`${into}\`.`);
  return folder;
}

/**
 * Reads the book that pages come into. Where nobody has begun one, the folder may be anybody's home: then only the
 * folder that the pages will lie in is looked through.
 */
export function readerOf(root: string, folder: string): BookReader {
  const reader = folderReader(root);
  if (isThere(join(root, SETTINGS_FILE))) return reader;
  const inside = (path: string): string => posix.join(folder, path);
  return {
    ...reader,
    async list() {
      if (!isFolder(join(root, folder))) return { paths: [], refused: [] };
      const { paths, refused } = await folderReader(join(root, folder)).list();
      return {
        paths: paths.map(inside),
        refused: refused.map((one) => ({ ...one, path: inside(one.path) })),
      };
    },
  };
}
