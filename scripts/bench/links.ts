import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { listPages } from '../../src/runbook/book.ts';
import { loadBook } from '../../src/runbook/read/load.ts';
import type { BookReader } from '../../src/runbook/read/load.ts';
import { readSettings } from '../../src/runbook/schema/read-settings.ts';
import { checkLinks } from '../../src/tools/links/check-links.ts';

const PAGES = 1000;
const LINKS_EACH = 5;

/** Seconds that internal links take once the pages are parsed: 1,000 pages with five links each, one in ten broken. */
export async function followInternalLinks(): Promise<number> {
  const book = await loadBook(linkedBook());
  for (const page of listPages(book)) void page.links.length;
  const start = performance.now();
  lintBook(book, { rules, only: new Set(['link-resolves', 'no-unsafe-link', 'runbook-reachable']) });
  return (performance.now() - start) / 1000;
}

function linkedBook(): BookReader {
  const files = new Map(
    Array.from({ length: PAGES }, (_, page) => {
      const links = Array.from({ length: LINKS_EACH }, (_, index) => {
        const to = (page * 7 + index * 131) % PAGES;
        const isBroken = (page * LINKS_EACH + index) % 10 === 0;
        return `See [page ${to}](page-${to}${isBroken ? '-gone' : ''}.md#part-${index}).`;
      });
      const parts = Array.from({ length: LINKS_EACH }, (_, index) => `## Part ${index}\n`);
      return [
        `content/runbooks/page-${page}.md`,
        `# Page ${page}\n\n${links.join('\n')}\n\n${parts.join('\n')}`,
      ];
    }),
  );
  return {
    list: () => Promise.resolve({ paths: [...files.keys()].sort(), refused: [] }),
    read: (path) => Promise.resolve(new TextEncoder().encode(files.get(path))),
  };
}

/** The bytes that are still held after garbage collection: `node --expose-gc` without the flag. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  // The flag puts this function into contexts that are made from now on.
  const collect = runInNewContext('gc') as () => void;
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Asks a local server for many addresses: seconds, and how many MB the memory grew by after a tenth of them. */
export async function askManyLinks(count: number): Promise<{ seconds: number; grownBy: number }> {
  const page = `<html>${'<p id="x">text</p>'.repeat(50)}</html>`;
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(page);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A server that listens on a host and port has such an address.
  const { port } = server.address() as AddressInfo;
  const { settings } = readSettings(undefined, true);
  let asked = 0;
  let early = 0;
  const start = performance.now();
  const urls = Array.from({ length: count }, (_, index) => `http://127.0.0.1:${port}/${index}#x`);
  await checkLinks(urls, {
    settings: { ...settings.links, allow: ['127.0.0.1'] },
    environment: {},
    cache: { find: () => undefined, keep: () => undefined, save: () => Promise.resolve() },
    wait: () => Promise.resolve(),
    onStep() {
      asked += 1;
      if (asked === Math.floor(count / 10)) early = heldBytes();
    },
  });
  const grownBy = (heldBytes() - early) / 1_000_000;
  server.closeAllConnections();
  server.close();
  return { seconds: (performance.now() - start) / 1000, grownBy };
}
