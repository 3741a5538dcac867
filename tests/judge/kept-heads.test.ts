import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeptHeads } from '../../src/judge/kept-heads.ts';
import { openLiveBook } from '../../src/judge/live-book.ts';
import { openBook } from '../../src/judge/open-book.ts';
import type { OpenBook } from '../../src/judge/open-book.ts';
import { listPages } from '../../src/runbook/book.ts';
import { lazyParsers } from '../../src/runbook/read/lazy-pages.ts';
import { headOf } from '../../src/runbook/read/page-head.ts';
import type { PageHead } from '../../src/runbook/read/page-head.ts';
import { parseGuide, parseRunbook } from '../../src/runbook/read/parse.ts';
import type { SourceText } from '../../src/runbook/read/source-text.ts';
import { openSite } from '../../src/site/open-site.ts';
import { runOpsbook } from '../cli/run-opsbook.ts';
import { add, BOOK, CHANGES } from './leaning-book.ts';
import { toldOf } from './told-of-book.ts';

const TODAY = '2026-11-29';

let top = '';
let before: string | undefined;
const file = (path: string): string => join(top, 'book', path);
beforeEach(() => {
  before = process.env['OPSBOOK_CACHE'];
  top = mkdtempSync(join(tmpdir(), 'opsbook-heads-'));
  process.env['OPSBOOK_CACHE'] = join(top, 'cache');
});
afterEach(() => {
  if (before === undefined) delete process.env['OPSBOOK_CACHE'];
  else process.env['OPSBOOK_CACHE'] = before;
  rmSync(top, { recursive: true });
});

const PAGES: Readonly<Record<string, string>> = {
  'of a runbook':
    '---\ntitle: Disk\nsummary: S.\nkind: incident\nservice: [a, b]\nalerts: [Full]\nreview-every: 90d\n---\n\n## One\n',
  'of one without a title or a summary': '---\nservice: a\n---\n\n# Disk is full\n\nWords.\n',
  'of a page of Markdown': '# Disk is full\n\nWhat to do.\n',
  'of one whose frontmatter is broken': '---\ntitle: [\n---\n\n# Disk\n',
  'of an empty one': '',
};

describe('the head that was kept', () => {
  it.each(Object.entries(PAGES))('%s is what a whole reading says', async (_, text) => {
    const source: SourceText = { path: 'a.md', text, faults: [] };
    const first = await openKeptHeads(top);
    lazyParsers(first).runbook(source, 'a');
    await first.save();
    const second = await openKeptHeads(top);
    const told: (PageHead | undefined)[] = [];
    const page = lazyParsers({
      with: (of, as, make) =>
        second.with(of, as, (head) => {
          told.push(head);
          return make(head);
        }),
    }).runbook(source, 'a');
    expect(told).toEqual([headOf(parseRunbook(source, 'a'))]);
    expect(headOf(page)).toEqual(told[0]);
  });

  it('of a guide has its order', async () => {
    const source: SourceText = { path: 'a.md', text: '---\ntitle: A\norder: 4\n---\n\nWords.\n', faults: [] };
    const first = await openKeptHeads(top);
    lazyParsers(first).guide(source, 'a');
    await first.save();
    const head = headOf(lazyParsers(await openKeptHeads(top)).guide(source, 'a'));
    expect(head).toEqual({ title: 'A', summary: '', order: 4 });
    expect(head).toEqual(headOf(parseGuide(source, 'a')));
  });

  it('is of that text at that path alone, as that kind of page', async () => {
    const source: SourceText = { path: 'a.md', text: '# A\n', faults: [] };
    const first = await openKeptHeads(top);
    lazyParsers(first).runbook(source, 'a');
    await first.save();
    const second = await openKeptHeads(top);
    const isKnown = (of: SourceText, as: 'runbook' | 'guide' = 'runbook'): boolean => {
      let known = false;
      second.with(of, as, (head) => {
        known = head !== undefined;
        return parseRunbook(of, 'a');
      });
      return known;
    };
    expect(isKnown(source)).toBe(true);
    expect(isKnown(source, 'guide')).toBe(false);
    expect(isKnown({ ...source, text: '# B\n' })).toBe(false);
    expect(isKnown({ ...source, path: 'b.md' })).toBe(false);
    expect(isKnown({ ...source, dialects: ['hugo'] })).toBe(false);
  });
});

it('are left by lint for whoever opens the book next, the same as its own', async () => {
  for (const [path, text] of Object.entries(BOOK)) add(path, text)(file);
  const root = join(top, 'book');
  await runOpsbook(root, ['lint', '--today', TODAY]);
  const left = readFileSync(heads());
  const live = openLiveBook({ root, watchAfter: 60_000 }, () => undefined);
  await live.remember();
  expect((await live.read()).book.runbooks.size).toBeGreaterThan(4);
  await live.remember();
  await live.close();
  expect(readFileSync(heads()).equals(left)).toBe(true);
  rmSync(heads());
  const other = openLiveBook({ root, watchAfter: 60_000 }, () => undefined);
  const { book } = await other.read();
  expect(listPages(book).length).toBeGreaterThan(4);
  await other.remember();
  await other.close();
  expect(deserialize(readFileSync(heads()).subarray(64))).toEqual(deserialize(left.subarray(64)));
});

function heads(): string {
  const [name] = readdirSync(join(top, 'cache')).filter((one) => one.startsWith('findings-heads-'));
  return join(top, 'cache', name ?? '');
}

async function told(opened: OpenBook): Promise<unknown> {
  return toldOf(await openSite(opened, TODAY));
}

describe('a book that is opened again', () => {
  it.each(Object.entries(CHANGES))(
    'tells of %s what a book that nothing is kept of tells',
    async (_, change) => {
      for (const [path, text] of Object.entries(BOOK)) add(path, text)(file);
      const root = join(top, 'book');
      const open = async (): Promise<unknown> => {
        const live = openLiveBook({ root, watchAfter: 60_000 }, () => undefined);
        try {
          const said = await told(await live.read());
          await live.remember();
          return said;
        } finally {
          await live.close();
        }
      };
      expect(await open()).toEqual(await told(await openBook(root)));
      change(file);
      const now = await told(await openBook(root));
      expect(await open()).toEqual(now);
      expect(await open()).toEqual(now);
    },
  );
});
