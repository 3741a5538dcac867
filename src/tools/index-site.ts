import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { close, createIndex } from 'pagefind';
import type { PagefindIndex } from 'pagefind';
import { scratchPlace } from './scratch-place.ts';

/** Runbooks are found by the symptom index, every section of them, and alerts by their names; their lists are indexed. */
const FOUND_OTHERWISE = /^(?:runbooks|alerts)\/(?!index\.html$)/;

/** Whether the full-text index holds a file of a site. */
export function isIndexed(path: string): boolean {
  return path.endsWith('.html') && !FOUND_OTHERWISE.test(path);
}

/** Pagefind's full-text index of a site: a program of its own, which works while pages are drawn. */
export interface SiteIndex {
  /** Takes a page in, after those before it: what is written hangs on their order. */
  add(path: string, html: string): void;
  /** Lets it go on: its answers are heard between two turns of the event loop. */
  turn(): Promise<void>;
  /** Writes the index into the site. @returns how many pages it holds */
  write(): Promise<number>;
  /** Ends the program. */
  close(): Promise<void>;
}

/** The folder of a site that holds the index. */
export const INDEX_FOLDER = 'pagefind';

/**
 * Opens the full-text index of a site. The program starts with the first page: a site whose pages are all what they
 * were has the index that it had. @param out the folder of the site
 */
export function openSiteIndex(out: string): SiteIndex {
  const outputPath = join(resolve(out), INDEX_FOLDER);
  const faults: string[] = [];
  let pages = 0;
  let isClosed = false;
  let started: ReturnType<typeof startIndex> | undefined;
  let last: Promise<void> = Promise.resolve();
  /** One after another: it gives pages that come at once the numbers that it likes. */
  const inTurn = (
    work: (index: PagefindIndex) => Promise<{ readonly errors: readonly string[] }>,
  ): Promise<void> => {
    last = last.then(async () => {
      // It would start the program once more, in the folder of the call.
      if (!isClosed) faults.push(...(await work(await (started ??= startIndex()))).errors);
    });
    // Whoever writes the index is told.
    last.catch(() => undefined);
    return last;
  };
  return {
    add(path, html) {
      pages += 1;
      void inTurn((index) => index.addHTMLFile({ sourcePath: path, content: spaced(html) }));
    },
    turn: () => setImmediate(),
    async write() {
      await inTurn((index) => index.writeFiles({ outputPath }));
      if (faults.length > 0)
        throw new Error(`The full-text index could not be written: ${faults.join(', ')}.`);
      return pages;
    },
    async close() {
      isClosed = true;
      if (started) await started.then(close, close);
    },
  };
}

async function startIndex(): Promise<PagefindIndex> {
  const { index, errors } = await startPagefind();
  if (!index) throw new Error(`The full-text index could not be started: ${errors.join(', ')}.`);
  return index;
}

/**
 * HTML with a blank after what stands by itself: Pagefind puts cells and terms together as they stand, and an excerpt
 * says `OwnerPlatform`. Only the index sees it.
 */
function spaced(html: string): string {
  return html.replace(/<\/(?:t[dh]|d[td]|li|h[1-6]|p|div|a|span|button|summary)>(?=<)/g, '$& ');
}

/**
 * Pagefind is a program that reads `pagefind.yml` (and three more) where it starts, and `PAGEFIND_…`: it is
 * started in an empty folder and without them. It starts before `createIndex` returns, so nobody else sees that.
 */
async function startPagefind(): ReturnType<typeof createIndex> {
  const [folder, empty] = [process.cwd(), await mkdtemp(join(scratchPlace(), 'opsbook-pagefind-'))];
  const settings = Object.entries(process.env).filter(([name]) => /^pagefind_/i.test(name));
  let starting: ReturnType<typeof createIndex>;
  try {
    for (const [name] of settings) delete process.env[name];
    process.chdir(empty);
    starting = createIndex({});
  } finally {
    process.chdir(folder);
    for (const [name, value] of settings) process.env[name] = value;
  }
  try {
    return await starting;
  } finally {
    await rm(empty, { recursive: true });
  }
}
