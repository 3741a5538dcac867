import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readBookFiles } from '../runbook/read/load.ts';
import type { BookReader } from '../runbook/read/load.ts';
import { once } from '../runbook/words/once.ts';
import { lazyParsers } from '../runbook/read/lazy-pages.ts';
import { folderReader } from '../tools/folder-reader.ts';
import { watchFiles } from '../tools/watch-files.ts';
import type { Watching } from '../tools/watch-files.ts';
import type { BookFiles } from '../runbook/book.ts';
import { openKeptHeads } from './kept-heads.ts';
import { recallRuleFiles } from './kept-rules.ts';
import { bookOf } from './open-book.ts';
import type { OpenBook } from './open-book.ts';

/** A book that somebody is writing: read again when one of its files has changed, and no more of it than that. */
export interface LiveBook {
  /** The book as it stands. */
  read(): Promise<OpenBook>;
  /** Watches it from now on, where that was left for later. */
  watch(): void;
  /** Keeps what was read for the next call. */
  remember(): Promise<void>;
  close(): Promise<void>;
}

/** How a book is opened. */
export interface LiveBookAsked {
  readonly root: string;
  readonly isOutsideAllowed?: boolean;
  /**
   * Milliseconds after the first reading until the book is watched, unless that is asked for sooner: to set up the watch
   * takes as long as to read.
   */
  readonly watchAfter?: number;
}

/** Opens a book that changes. @param onChange called when it has, once for changes that come together */
export function openLiveBook(
  { root, isOutsideAllowed = false, watchAfter }: LiveBookAsked,
  onChange: () => void,
): LiveBook {
  const folder = folderReader(root, isOutsideAllowed);
  const known = new Map<string, ReturnType<BookReader['read']>>();
  const opening = once(async () => {
    const heads = await openKeptHeads(root);
    return { heads, parsers: lazyParsers(heads) };
  });
  const outside = new Set<string>();
  let reading: Promise<OpenBook> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let laying: NodeJS.Timeout | undefined;
  let watching: Watching | undefined;
  let keepRules: (() => Promise<void>) | undefined;
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
  const changed = (): void => {
    reading = undefined;
    clearTimeout(timer);
    timer = setTimeout(onChange, TOGETHER);
  };
  const watch = (): void => {
    watching ??= watchFiles(
      [root, ...outside],
      (path) => {
        known.delete(path);
        changed();
      },
      () => void readAgain().catch(() => undefined),
    );
  };
  /** Somebody may have written a file after it was read and before it was watched. */
  const readAgain = async (): Promise<void> => {
    const own = reading;
    const before = await own;
    if (!before || reading !== own) return;
    known.clear();
    const now = await readBookFiles(reader);
    if (reading === own && !isDeepStrictEqual(plainFiles(now), plainFiles(before.files))) changed();
  };
  const open = async (): Promise<OpenBook> => {
    const files = await readBookFiles(reader);
    for (const { path } of files.texts.filter(({ path }) => path.startsWith('../'))) {
      const full = resolve(root, path);
      if (!outside.has(full)) watching?.add(full);
      outside.add(full);
    }
    if (watchAfter !== undefined) laying ??= setTimeout(watch, watchAfter).unref();
    keepRules = (await recallRuleFiles(root, files)) ?? keepRules;
    return bookOf(root, files, (await opening()).parsers);
  };
  if (watchAfter === undefined) watch();
  return {
    read: () => (reading ??= open()),
    watch,
    async remember() {
      await reading;
      await keepRules?.();
      await (await opening()).heads.save();
    },
    async close() {
      clearTimeout(timer);
      clearTimeout(laying);
      await watching?.close();
    },
  };
}

/** What was read, without what was made of it. */
function plainFiles({ texts, paths, reading, owners }: BookFiles): unknown {
  return [texts, paths, JSON.stringify(reading.settings), owners];
}

/** Milliseconds within which changes are one: an editor writes a file in two or three steps. */
const TOGETHER = 40;
