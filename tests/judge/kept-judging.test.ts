import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeptFindings } from '../../src/judge/kept-findings.ts';
import type { CommandsJudged } from '../../src/lint/coverage.ts';
import type { BookFiles } from '../../src/runbook/book.ts';
import type { Finding } from '../../src/runbook/finding.ts';
import type { Page, Runbook } from '../../src/runbook/read/parse.ts';
import { readSettings } from '../../src/runbook/schema/read-settings.ts';

// What is kept from one judging of a book to the next, without the rules and without a disk of pages: which page is
// judged again is told by name. `kept-findings.test.ts` holds the whole of it to a first lint.

let folder = '';
let before: string | undefined;
beforeEach(() => {
  before = process.env['OPSBOOK_CACHE'];
  folder = mkdtempSync(join(tmpdir(), 'opsbook-judging-'));
  process.env['OPSBOOK_CACHE'] = folder;
});
afterEach(() => {
  if (before === undefined) delete process.env['OPSBOOK_CACHE'];
  else process.env['OPSBOOK_CACHE'] = before;
  rmSync(folder, { recursive: true });
});

type Texts = Readonly<Record<string, string>>;
// The blank line: what stands above three dashes may be a heading.
const head = (title: string, more = ''): string => `---\ntitle: ${title}\nsummary: S.\n${more}\n---\n\n`;
const PAGES: Texts = {
  'a.md': `${head('A')}## One\n\n\`\`\`bash\npsql -c 'select 1'\n\`\`\`\n`,
  'b.md': `${head('B', 'service: x\n')}## Two\n\nWords.\n`,
  'guide.md': `${head('Guide', 'order: 4\n')}Words.\n`,
};
/** With another text in the place of one in a page. */
const swap = (path: string, from: string, to: string): Texts => ({
  ...PAGES,
  [path]: (PAGES[path] ?? '').replace(from, to),
});

interface Options {
  readonly by?: 'lint' | 'build';
  readonly around?: readonly string[];
  readonly settings?: string;
  readonly files?: Partial<BookFiles>;
  /** What somebody does with the pages while one of them is judged. */
  readonly judge?: (path: string, pages: ReadonlyMap<string, Page>) => void;
  readonly afterwards?: (pages: ReadonlyMap<string, Page>) => void;
  readonly aside?: (pages: ReadonlyMap<string, Page>) => void;
  readonly early?: (pages: ReadonlyMap<string, Page>) => void;
  readonly isGuide?: boolean;
  readonly isSearched?: boolean;
  readonly isHeadRead?: boolean;
  readonly isCovered?: boolean;
  readonly isJudged?: boolean;
  readonly found?: (path: string) => readonly Finding[];
  readonly faults?: readonly string[];
  /** Of two files with one id only the first is a page: the others are read, and never judged. */
  readonly unjudged?: readonly string[];
}

const finding = (path: string, message = `In ${path}.`): Finding => ({
  ...{ ruleId: 'link-resolves', level: 'error', message, path },
  ...{ line: 1, column: 1, endLine: 1, endColumn: 2, url: 'u' },
});
const COVERAGE: CommandsJudged = { commands: 3, whole: 1, part: { psql: 1 }, unknown: { a: 1 } };

async function judge(texts: Texts, options: Options = {}) {
  const { by = 'lint', around = ['day'], unjudged = [] } = options;
  const source = (path: string, text: string) => ({
    ...{ path, text },
    faults: (options.faults ?? []).includes(path)
      ? [
          {
            ruleId: 'file-is-text',
            message: 'A byte is lost.',
            range: {
              start: { line: 1, column: 1, offset: 0 },
              end: { line: 1, column: 1, offset: 0 },
            },
          },
        ]
      : [],
  });
  const yaml = options.settings;
  const files: BookFiles = {
    reading: readSettings(yaml === undefined ? undefined : source('opsbook.yaml', yaml), true),
    texts: Object.entries(texts).map(([path, text]) => source(path, text)),
    paths: Object.keys(texts),
    refused: [],
    ...options.files,
  };
  const kept = await openKeptFindings('/a-book', files, { by });
  const pages = new Map<string, Page>();
  for (const { path, ...rest } of files.texts) {
    if (!/\.mdx?$/.test(path)) continue;
    const kind = options.isGuide || path.startsWith('guide') ? 'guide' : 'runbook';
    pages.set(path, kept.parsers[kind]({ path, ...rest }, path.replace(/\.mdx?$/, '')));
  }
  options.early?.(pages);
  const must = [...kept.settle(around)].sort();
  await kept.aside(async () => options.aside?.(pages));
  const judged: string[] = [];
  const found: Finding[] = [];
  const coverage: CommandsJudged[] = [];
  const parts: string[] = [];
  for (const [path, page] of options.isJudged === false ? [] : pages) {
    if (unjudged.includes(path)) continue;
    found.push(
      ...kept.found(page, () => {
        judged.push(path);
        options.judge?.(path, pages);
        return (options.found ?? ((one: string) => [finding(one)]))(path);
      }),
    );
    if (options.isCovered) coverage.push(kept.coverage(page, () => ({ ...COVERAGE, whole: judged.length })));
  }
  // What `parsers.runbook` gives is a runbook.
  const runbooks = [...pages]
    .filter(([path]) => !path.startsWith('guide'))
    .map(([, page]) => page as Runbook);
  if (options.isSearched) parts.push(...runbooks.map((page) => JSON.stringify(kept.partOf(page))));
  const heads = options.isHeadRead ? runbooks.map((page) => kept.headOf(page)) : [];
  kept.end();
  options.afterwards?.(pages);
  const told = { must, judged, found, coverage, parts, heads, named: kept.named() };
  const rest = { reused: kept.reused(), isAllRead: kept.isAllRead() };
  const titles = [...pages.values()].map(({ title }) => title);
  await kept.save();
  return { ...told, ...rest, titles };
}

const ALL = Object.keys(PAGES);
/** The file of findings; heads of pages lie beside it. */
const fileName = (): string | undefined =>
  readdirSync(folder).find((name) => !name.startsWith('findings-heads-'));
const kept = (): string => {
  const name = fileName();
  return name === undefined ? '' : readFileSync(join(folder, name), 'utf8');
};

test('what was found is kept, and no page is read again', async () => {
  const first = await judge(PAGES);
  expect(first).toMatchObject({ must: ALL, judged: ALL, reused: 0, isAllRead: true, named: ['psql'] });
  const second = await judge(PAGES);
  expect(second).toMatchObject({ must: [], judged: [], reused: 3, isAllRead: false, named: ['psql'] });
  expect(second.found).toEqual(first.found);
});

test('a page with other words is judged again alone', async () => {
  await judge(PAGES);
  const other = { ...PAGES, 'b.md': `${PAGES['b.md']}\nMore words.\n` };
  expect(await judge(other)).toMatchObject({ must: ['b.md'], judged: ['b.md'], reused: 2, isAllRead: false });
  expect(await judge(other)).toMatchObject({ must: [], reused: 3 });
  expect(await judge(PAGES)).toMatchObject({ must: ['b.md'] });
});

test.each<[string, Texts, Options]>([
  ['what is around', PAGES, { around: ['another day'] }],
  ['the settings', PAGES, { settings: 'site:\n  title: Other\n' }],
  [
    'who owns it',
    PAGES,
    { files: { owners: { path: 'CODEOWNERS', text: '* @a', isIgnored: () => false } as never } },
  ],
  ['names of files', PAGES, { files: { paths: [...ALL, 'a.png'] } }],
  ['what was refused', PAGES, { files: { refused: [{ path: 'x', reason: 'y' }] as never } }],
  ['a file that is no page', { ...PAGES, 'x.yaml': 'a: 1\n' }, {}],
  ['a title', swap('b.md', 'title: B', 'title: C'), {}],
  ['a summary', swap('guide.md', 'summary: S', 'summary: T'), {}],
  ['an outline', swap('b.md', '## Two', '## Three'), {}],
  ['a claim', swap('b.md', 'service: x', 'service: y'), {}],
  ['the order of a guide', swap('guide.md', 'order: 4', 'order: 5'), {}],
  ['the tools that are named', { ...PAGES, 'b.md': `${PAGES['b.md']}\n\`\`\`bash\naws s3 ls\n\`\`\`\n` }, {}],
  [
    'a page that is gone',
    { 'a.md': PAGES['a.md'] ?? '', 'guide.md': PAGES['guide.md'] ?? '' },
    { files: { paths: ALL } },
  ],
])('every page is judged again after a change of %s', async (_, texts, options) => {
  await judge(PAGES);
  const pages = Object.keys(texts).filter((path) => path.endsWith('.md'));
  expect(await judge(texts, options)).toMatchObject({ must: pages, judged: pages, reused: 0 });
});

test.each<[string, Texts, Options, Texts, Options]>([
  ['words of a file', { 'x.yaml': 'a: 1\n' }, {}, { 'x.yaml': 'a: 2\n' }, {}],
  ['the name of a file', { 'x.yaml': 'a: 1\n' }, {}, { 'y.yaml': 'a: 1\n' }, {}],
  ['a fault of a file', { 'x.yaml': 'a: 1\n' }, {}, { 'x.yaml': 'a: 1\n' }, { faults: ['x.yaml'] }],
])(
  'every page is judged again after a change of %s that is no page',
  async (_, one, first, other, second) => {
    const files = { paths: ALL };
    await judge({ ...PAGES, ...one }, { ...first, files });
    expect(await judge({ ...PAGES, ...other }, { ...second, files })).toMatchObject({ must: ALL });
  },
);

test('a page whose bytes have a fault is judged again', async () => {
  await judge(PAGES);
  expect(await judge(PAGES, { faults: ['b.md'] })).toMatchObject({ must: ['b.md'] });
});

test('a page whose text is the same is another page as a guide, and in another format', async () => {
  const text = '# Braces {1}\n';
  const files = { paths: [] };
  await judge({ 'x.md': text }, { files });
  expect(await judge({ 'x.md': text }, { files, isGuide: true })).toMatchObject({ must: ['x.md'] });
  expect((await judge({ 'x.md': text }, { files })).titles).toEqual(['Braces {1}']);
  expect((await judge({ 'x.mdx': text }, { files })).titles).toEqual(['Braces 1']);
});

test('a page that gets a frontmatter is judged again with all others', async () => {
  await judge({ ...PAGES, 'x.md': '# X\n' });
  const all = [...ALL, 'x.md'];
  expect(await judge({ ...PAGES, 'x.md': '---\nfoo: 1\n\n---\n\n# X\n' })).toMatchObject({ must: all });
});

test('a page of another kind or of another name is another page', async () => {
  const one = { 'x.md': 'Words.\n' };
  await judge(one);
  const files = { paths: ['x.md'] };
  expect(await judge({ 'guide.md': 'Words.\n' }, { files })).toMatchObject({ must: ['guide.md'] });
  expect(await judge({ 'y.md': 'Words.\n' }, { files })).toMatchObject({ must: ['y.md'] });
});

test('a page that another one has read is part of what all depend on', async () => {
  const reading: Options = { judge: (path, pages) => void (path === 'a.md' && pages.get('b.md')?.text) };
  await judge(PAGES, reading);
  const other = { ...PAGES, 'b.md': `${PAGES['b.md']}\nMore words.\n` };
  expect(await judge(other, reading)).toMatchObject({ must: ALL });
  // The page that has read is part of it, too.
  const reader = { ...PAGES, 'a.md': `${PAGES['a.md']}\nMore words.\n` };
  expect(await judge(PAGES, reading)).toMatchObject({ must: ALL });
  expect(await judge(reader, reading)).toMatchObject({ must: ALL });
});

test('a page that reads itself depends on itself alone', async () => {
  const reading: Options = { judge: (path, pages) => void pages.get(path)?.text };
  await judge(PAGES, reading);
  const other = { ...PAGES, 'b.md': `${PAGES['b.md']}\nMore words.\n` };
  expect(await judge(other, reading)).toMatchObject({ must: ['b.md'] });
});

test('what was read is kept with what is read now', async () => {
  const reads = (by: string, other: string): Options => ({
    judge: (path, pages) => void (path === by && pages.get(other)?.text),
  });
  await judge(PAGES, reads('b.md', 'guide.md'));
  const more: Texts = { ...PAGES, 'a.md': `${PAGES['a.md']}\nMore words.\n` };
  // The page `a` alone is judged, and reads another.
  expect(await judge(more, reads('a.md', 'b.md'))).toMatchObject({ must: ['a.md'] });
  for (const path of ALL) {
    const other = { ...more, [path]: `${more[path]}\nStill more words.\n` };
    expect(await judge(other, { isJudged: false }), path).toMatchObject({ must: ALL });
  }
});

test('what is read before, aside and afterwards is part of nothing', async () => {
  const reading = (pages: ReadonlyMap<string, Page>): void => void pages.get('b.md')?.text;
  const other = { ...PAGES, 'b.md': `${PAGES['b.md']}\nMore words.\n` };
  for (const options of [{ aside: reading }, { afterwards: reading }]) {
    await judge(PAGES, options);
    expect(await judge(other)).toMatchObject({ must: ['b.md'] });
  }
  // What is read before anything is settled may be whatever somebody looks at for all pages.
  await judge({ ...PAGES, 'c.md': '# C\n' });
  await judge(PAGES, { early: reading });
  expect(await judge(other)).toMatchObject({ must: ALL });
});

test('findings in another file are not taken', async () => {
  await judge(PAGES, { found: (path) => [finding(path === 'a.md' ? 'b.md' : path)] });
  expect(await judge(PAGES)).toMatchObject({ must: ['a.md'] });
  await judge(PAGES, { around: ['x'], found: () => [] });
  expect(await judge(PAGES, { around: ['x'] })).toMatchObject({ must: [], found: [] });
});

test('each command has its own', async () => {
  await judge(PAGES);
  expect(await judge(PAGES, { by: 'build' })).toMatchObject({ must: ALL });
  expect(await judge(PAGES, { by: 'build' })).toMatchObject({ must: [] });
});

test('what was counted is kept where it was asked for', async () => {
  const first = await judge(PAGES, { isCovered: true });
  expect(first.coverage.map(({ whole }) => whole)).toEqual([1, 2, 3]);
  expect((await judge(PAGES, { isCovered: true })).coverage).toEqual(first.coverage);
  await judge(PAGES, { around: ['x'] });
  const third = await judge(PAGES, { around: ['x'], isCovered: true });
  expect(third.coverage.map(({ whole }) => whole)).toEqual([0, 0, 0]);
});

test('what the search reads is kept where it was asked for', async () => {
  const first = await judge(PAGES, { isSearched: true, isHeadRead: true });
  expect(first.parts.join()).toContain('Words.');
  const again = await judge(PAGES, { isSearched: true, isHeadRead: true });
  expect(again).toMatchObject({ parts: first.parts, heads: first.heads, isAllRead: false, reused: 3 });
  // Without the guide, which the search does not read, no page is read at all.
  const runbooks = { 'a.md': PAGES['a.md'] ?? '', 'b.md': PAGES['b.md'] ?? '' };
  for (const options of [{ isSearched: true }, { isHeadRead: true }]) {
    await judge(runbooks, { isSearched: true, isHeadRead: true });
    expect(await judge(runbooks, options)).toMatchObject({ isAllRead: false, reused: 2 });
  }
  await judge(PAGES, { isSearched: true, isHeadRead: true });
  // Nobody asks: it stays.
  await judge(swap('guide.md', 'Words', 'Other words'));
  const pages = kept();
  expect(pages).toContain(JSON.stringify(JSON.parse(first.parts[1] ?? '')));
  expect(pages.split(first.heads[1] ?? 'none').length).toBeGreaterThan(1);
});

test.each<[string, Options]>([
  ['the search reads', { isSearched: true }],
  ['the head of the search is made of', { isHeadRead: true }],
])('what %s is added to what was kept without it', async (_, options) => {
  await judge(PAGES);
  const without = kept();
  const first = await judge(PAGES, options);
  expect(kept()).not.toBe(without);
  const [told = ''] = [...first.parts, ...first.heads].slice(-1);
  expect(kept()).toContain(told);
  expect(await judge(PAGES)).toMatchObject({ must: [], reused: 3 });
});

test('nothing is written where nothing is new', async () => {
  await judge(PAGES, { isSearched: true, isHeadRead: true });
  const name = fileName() ?? '';
  const { mtimeNs, ino } = statSync(join(folder, name), { bigint: true });
  const all = { isSearched: true, isHeadRead: true };
  for (const options of [{}, all, { isJudged: false }]) {
    await judge(PAGES, options);
    const now = statSync(join(folder, name), { bigint: true });
    expect([now.mtimeNs, now.ino], JSON.stringify(options)).toEqual([mtimeNs, ino]);
  }
  const some = { around: ['x'], unjudged: ['b.md'] };
  await judge(PAGES, some);
  const then = statSync(join(folder, name), { bigint: true });
  await judge(PAGES, some);
  expect(statSync(join(folder, name), { bigint: true }).mtimeNs).toBe(then.mtimeNs);
  // A page that is gone takes its line along.
  await judge({ 'b.md': PAGES['b.md'] ?? '', 'guide.md': PAGES['guide.md'] ?? '' }, { isJudged: false });
  expect(kept()).not.toContain('psql');
});

test('a page that was never judged is not taken for one without findings', async () => {
  await judge(PAGES, { unjudged: ['b.md'] });
  expect(await judge(PAGES)).toMatchObject({ must: ['b.md'], judged: ['b.md'] });
});

test('what is kept is of no use where it is not as it was written', async () => {
  await judge(PAGES);
  const name = fileName() ?? '';
  writeFileSync(join(folder, name), kept().replace('In a.md.', 'In A.md.'));
  expect(await judge(PAGES)).toMatchObject({ must: ALL });
});

test('nothing is kept where no folder is named', async () => {
  rmSync(folder, { recursive: true });
  delete process.env['OPSBOOK_CACHE'];
  expect(await judge(PAGES)).toMatchObject({ must: ALL });
  expect(await judge(PAGES)).toMatchObject({ must: ALL });
  expect(existsSync(folder)).toBe(false);
  process.env['OPSBOOK_CACHE'] = folder = mkdtempSync(join(tmpdir(), 'opsbook-judging-'));
});

test('lines that a text quotes are kept with what the search reads', async () => {
  const says = '\nIt says `has asked for the client to provide credentials`.\n';
  const pages = { ...PAGES, 'b.md': `${PAGES['b.md']}${says}` };
  const first = await judge(pages, { isSearched: true });
  expect(first.parts.join()).toContain('"quoted":"has asked for');
  expect(await judge(pages, { isSearched: true })).toMatchObject({ parts: first.parts, isAllRead: false });
});

test('the heads of pages are left for others by the first judging alone', async () => {
  const heads = (): string[] => readdirSync(folder).filter((name) => name.startsWith('findings-heads-'));
  await judge(PAGES);
  expect(heads()).toHaveLength(1);
  for (const name of heads()) rmSync(join(folder, name));
  await judge({ ...PAGES, 'b.md': `${PAGES['b.md']}\nMore words.\n` });
  expect(heads()).toEqual([]);
});
