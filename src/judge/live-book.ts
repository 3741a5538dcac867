import { resolve } from 'node:path';
import { readBookFiles } from '../runbook/read/load.ts';
import type { BookReader } from '../runbook/read/load.ts';
import { lazyParsers } from '../runbook/read/lazy-pages.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { watchFiles } from '../tools/watch-files.ts';
import { bookOf } from './open-book.ts';
import type { OpenBook } from './open-book.ts';

/** A book that somebody is writing: read again when one of its files has changed, and no more of it than that. */
export interface LiveBook {
  /** The book as it stands. */
  read(): Promise<OpenBook>;
  close(): Promise<void>;
}

/** Opens a book that changes. @param onChange called when it has, once for changes that come together */
export function openLiveBook(
  { root, isOutsideAllowed = false }: { readonly root: string; readonly isOutsideAllowed?: boolean },
  onChange: () => void,
): LiveBook {
  const folder = folderReader(root, isOutsideAllowed);
  const known = new Map<string, ReturnType<BookReader['read']>>();
  const parsers = lazyParsers();
  const outside = new Set<string>();
  let reading: Promise<OpenBook> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const watching = watchFiles([root], (path) => {
    known.delete(path);
    reading = undefined;
    clearTimeout(timer);
    timer = setTimeout(onChange, TOGETHER);
  });
  const reader: BookReader = {
    list: folder.list,
    ...(folder.listOutside ? { listOutside: folder.listOutside } : { isOutsideRefused: true }),
    read(path, limit) {
      const full = resolve(root, path);
      const bytes = known.get(full) ?? folder.read(path, limit);
      known.set(full, bytes);
      return bytes;
    },
  };
  const open = async (): Promise<OpenBook> => {
    const files = await readBookFiles(reader);
    for (const { path } of files.texts.filter(({ path }) => path.startsWith('../'))) {
      const full = resolve(root, path);
      if (!outside.has(full)) watching.add(full);
      outside.add(full);
    }
    return bookOf(root, files, parsers);
  };
  return {
    read: () => (reading ??= open()),
    async close() {
      clearTimeout(timer);
      await watching.close();
    },
  };
}

/** Milliseconds within which changes are one: an editor writes a file in two or three steps. */
const TOGETHER = 40;
