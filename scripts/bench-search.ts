import { brotliCompressSync, gzipSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import { close, createIndex } from 'pagefind';
import { buildIndex } from '../src/search/build-index.ts';
import { match } from '../src/search/match.ts';
import { openIndex } from '../src/search/open-index.ts';
import type { SearchPage } from '../src/search/page.ts';
import { ENGLISH } from '../src/search/language.ts';
import { timeInBrowser } from './bench/search-in-browser.ts';
import type { BrowserTimes } from './bench/search-in-browser.ts';
import { generateBook, generateQueries } from './generated-book.ts';

const SIZES = [100, 600, 1_500, 5_000];
const QUERIES = 300;

/** One engine on one book. Sizes in bytes, times in milliseconds. */
export interface SearchFigures {
  readonly pages: number;
  readonly engine: string;
  readonly raw: number;
  readonly gzip: number;
  readonly brotli: number;
  /** What must be loaded before anything can be answered, gzipped; its program not counted. */
  readonly beforeFirstAnswer: number;
  /** The same for an answer from symptoms, headings and first sentences. */
  readonly symptomIndex?: number;
  readonly build: number;
  readonly open: number;
  readonly p50?: number;
  readonly p95?: number;
  /** A query in Chromium; absent where there is none. */
  readonly browser?: BrowserTimes | undefined;
}

/** Measures this search, MiniSearch and Pagefind on the same generated books, in Node and in Chromium. Judges nothing. */
export async function benchSearch(sizes: readonly number[] = SIZES): Promise<SearchFigures[]> {
  const figures: SearchFigures[] = [];
  for (const count of sizes) {
    const pages = generateBook(count);
    const queries = generateQueries(pages, QUERIES);
    figures.push(
      await measureOpsbook(pages, queries),
      await measureMiniSearch(pages, queries),
      await measurePagefind(pages, queries),
    );
  }
  await close();
  return figures;
}

const OPSBOOK_PROGRAM = `
  import { match } from '/src/search/match.ts';
  import { openIndex } from '/src/search/open-index.ts';
  import { ENGLISH } from '/src/search/language.ts';
  const load = async (name) => (await fetch('/' + name + '.json')).json();
  const [names, symptom, body] = await Promise.all(['names', 'symptom', 'body'].map(load));
  const index = openIndex({ names, symptom, body }, ENGLISH);
  export const ask = (query) => match(index, query, { limit: 30 });`;

const MINISEARCH_PROGRAM = `
  import MiniSearch from '/node_modules/minisearch/dist/es/index.js';
  const text = await (await fetch('/index.json')).text();
  const index = MiniSearch.loadJSON(text, { fields: ['title', 'text'], storeFields: ['title'] });
  export const ask = (query) => index.search(query, { fuzzy: 0.2 });`;

const PAGEFIND_PROGRAM = `
  const pagefind = await import('/pagefind/pagefind.js');
  await pagefind.init();
  export const ask = async (query) => {
    const { results } = await pagefind.search(query);
    await Promise.all(results.slice(0, 5).map((result) => result.data()));
  };`;

/** Undefined on a machine without a browser, which is said. */
async function inBrowser(...given: Parameters<typeof timeInBrowser>): Promise<BrowserTimes | undefined> {
  return timeInBrowser(...given).catch((error: Error) => {
    process.stderr.write(`Not measured in Chromium: ${error.message.split('\n')[0] ?? ''}\n`);
    return undefined;
  });
}

async function measureOpsbook(
  pages: readonly SearchPage[],
  queries: readonly string[],
): Promise<SearchFigures> {
  const [shards, build] = timed(() => buildIndex(pages, ENGLISH));
  const names = ['names', 'symptom', 'body'] as const;
  const files = names.map((name) => JSON.stringify(shards[name]));
  const served = new Map(names.map((name, at) => [`/${name}.json`, files[at] ?? '']));
  const [index, open] = timed(() =>
    openIndex({ names: shards.names, symptom: shards.symptom, body: shards.body }, ENGLISH),
  );
  return {
    pages: pages.length,
    engine: 'opsbook',
    ...sizesOf(files),
    beforeFirstAnswer: sizesOf(files.slice(0, 1)).gzip,
    symptomIndex: sizesOf(files.slice(0, 2)).gzip,
    build,
    open,
    ...percentiles(queries, (query) => match(index, query)),
    browser: await inBrowser(OPSBOOK_PROGRAM, { files: served, queries }),
  };
}

async function measureMiniSearch(
  pages: readonly SearchPage[],
  queries: readonly string[],
): Promise<SearchFigures> {
  const options = { fields: ['title', 'text'], storeFields: ['title'] };
  const [index, build] = timed(() => {
    const made = new MiniSearch(options);
    made.addAll(pages.map(({ id, title, sections }) => ({ id, title, text: textOf(sections) })));
    return made;
  });
  const file = JSON.stringify(index);
  const [opened, open] = timed(() => MiniSearch.loadJSON(file, options));
  const sizes = sizesOf([file]);
  return {
    pages: pages.length,
    engine: 'MiniSearch',
    ...sizes,
    beforeFirstAnswer: sizes.gzip,
    build,
    open,
    ...percentiles(queries, (query) => opened.search(query, { fuzzy: 0.2 })),
    browser: await inBrowser(MINISEARCH_PROGRAM, { files: new Map([['/index.json', file]]), queries }),
  };
}

/** Pagefind's search runs in a browser only. */
async function measurePagefind(
  pages: readonly SearchPage[],
  queries: readonly string[],
): Promise<SearchFigures> {
  const started = performance.now();
  const { index } = await createIndex({});
  if (!index) throw new Error('Pagefind made no index');
  for (const { id, title, sections } of pages) {
    await index.addCustomRecord({
      url: `/${id}/`,
      content: textOf(sections),
      language: 'en',
      meta: { title },
    });
  }
  const { files } = await index.getFiles();
  const build = performance.now() - started;
  await index.deleteIndex();
  // Its files are gzipped already, fragments of pages included.
  const data = files.filter(({ path }) => /\.pf_|pagefind-entry/.test(path));
  const bytes = (test: RegExp): number =>
    data.filter(({ path }) => test.test(path)).reduce((sum, { content }) => sum + content.length, 0);
  const count = (test: RegExp): number => data.filter(({ path }) => test.test(path)).length;
  const all = bytes(/./);
  return {
    pages: pages.length,
    engine: 'Pagefind',
    raw: all,
    gzip: all,
    brotli: all,
    // Its list of pages, and one part of the words.
    beforeFirstAnswer: bytes(/pf_meta|pagefind-entry/) + bytes(/pf_index/) / Math.max(1, count(/pf_index/)),
    build,
    open: 0,
    browser: await inBrowser(PAGEFIND_PROGRAM, {
      files: new Map(files.map(({ path, content }) => [`/pagefind/${path}`, content])),
      queries,
    }),
  };
}

function textOf(sections: SearchPage['sections']): string {
  return sections.map(({ heading, text, code }) => `${heading}\n${text}\n${code}`).join('\n');
}

function sizesOf(files: readonly string[]) {
  const sum = (size: (file: string) => number): number =>
    files.reduce((total, file) => total + size(file), 0);
  return {
    raw: sum((file) => Buffer.byteLength(file)),
    gzip: sum((file) => gzipSync(file).length),
    brotli: sum((file) => brotliCompressSync(file).length),
  };
}

function timed<T>(work: () => T): [result: T, time: number] {
  const started = performance.now();
  return [work(), performance.now() - started];
}

/** Every query once to warm up, then once to measure. */
function percentiles(queries: readonly string[], ask: (query: string) => unknown) {
  for (const query of queries) ask(query);
  const times = queries.map((query) => timed(() => ask(query))[1]).sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

if (import.meta.main) {
  const kilobytes = (bytes: number | undefined): string =>
    bytes === undefined ? '–' : `${(bytes / 1_000).toFixed(1)} KB`;
  const milliseconds = (time: number | undefined): string =>
    time === undefined ? '–' : `${time.toFixed(1)} ms`;
  const sizes = process.argv.slice(2).map(Number);
  const figures = await benchSearch(sizes.length > 0 ? sizes : SIZES);
  console.table(
    figures.map((one) => ({
      pages: one.pages,
      engine: one.engine,
      raw: kilobytes(one.raw),
      gzip: kilobytes(one.gzip),
      brotli: kilobytes(one.brotli),
      'before first answer': kilobytes(one.beforeFirstAnswer),
      'with symptoms': kilobytes(one.symptomIndex),
      build: milliseconds(one.build),
      open: milliseconds(one.open),
      p50: milliseconds(one.p50),
      p95: milliseconds(one.p95),
      'p50 in Chromium': milliseconds(one.browser?.p50),
      'p95 in Chromium': milliseconds(one.browser?.p95),
    })),
  );
}
