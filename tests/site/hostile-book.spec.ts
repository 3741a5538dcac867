import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { writePages } from '../../src/cli/build/write-pages.ts';
import { openBook } from '../../src/judge/open-book.ts';
import { SITE_ASSETS } from '../../src/site/compiled.ts';
import { openSite } from '../../src/site/open-site.ts';
import { openSiteIndex } from '../../src/tools/index-site.ts';
import { copyAssets } from '../../src/tools/site-files.ts';
import { serveSite } from '../../src/tools/serve-site.ts';
import { DEED, SECRET, withPlainSettings, writeHostileBook } from './hostile-book.ts';
import { opsbook, startOpsbook } from './opsbook.ts';
import { freshFolder, PROJECT } from './sites.ts';
import { writeFiles } from './write-files.ts';

// All in one browser: the site is built once.
base.describe.configure({ mode: 'default', timeout: 400_000 });

/** The site of the hostile book, rendered without asking the linter, and served. */
const test = base.extend<object, { site: { out: string; address: string } }>({
  site: [
    // Playwright wants the first argument taken apart, also where nothing is needed of it.
    async ({}, use, { workerIndex }) => {
      const folder = freshFolder(`hostile-${workerIndex}`);
      const root = await writeHostileBook(folder);
      await withPlainSettings(root);
      // No page shows them, whatever their ending.
      await writeFiles(root, {
        'content/pictures/plan.pdf': SECRET,
        'content/pictures/nobody.png': SECRET,
        'content/runbooks/key.txt': SECRET,
      });
      const out = join(folder, 'site');
      await copyAssets(SITE_ASSETS, out);
      const site = await openSite(await openBook(root), '2026-11-29');
      const index = openSiteIndex(join(folder, 'index'));
      const meanwhile = (): Promise<void> => Promise.resolve();
      await writePages(site, { fresh: out, out, base: '/', url: undefined, index, meanwhile }, undefined);
      await index.close();
      const server = await serveSite({ folder: out, base: '/', port: 0, host: '127.0.0.1' });
      await use({ out, address: `http://localhost:${server.port}/` });
      await server.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

base('a hostile book is not built, and each reason is told with its place', async () => {
  const folder = freshFolder('hostile-build');
  const root = await writeHostileBook(folder);
  for (const more of [[], ['--keep-going']]) {
    const said = await opsbook('build', '--root', root, '--out', join(folder, 'site'), ...more);
    expect(said).toMatchObject({ status: 1, stderr: 'Nothing was built: fix the errors above.\n' });
    for (const rule of ['no-expression', 'no-esm', 'component-known', 'no-unsafe-link'])
      expect(said.stdout).toContain(`  ${rule}`);
    expect(said.stdout).not.toContain(SECRET);
    expect(readdirSync(folder).sort()).toEqual(['book', 'outside']);
  }
  expect(existsSync(join(PROJECT, DEED)) || existsSync(join(root, DEED))).toBe(false);
});

base('the linter tells of settings, links and tags that reach outside', async () => {
  const root = await writeHostileBook(freshFolder('hostile-lint'));
  const { status, stdout } = await opsbook('lint', '--root', root);
  expect(status).toBe(1);
  for (const said of [
    /opsbook\.yaml:\d+:\d+ +error +.*not a folder or file inside the book/,
    /opsbook\.yaml:2:\d+ +error/,
    /runbooks\/leak\.md.*leaves the book/,
    /runbooks\/tag\.mdx:2:\d+ +error/,
  ])
    expect(stdout).toMatch(said);
  expect(stdout).not.toContain(SECRET);
});

test('rendered all the same, no file of the site holds anything from outside the book', ({ site }) => {
  const files = readdirSync(site.out, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(40);
  const leaks = files
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const text = readFileSync(file, 'utf8');
      return text.includes(SECRET) || text.includes('root:x:0:0');
    });
  expect(leaks).toEqual([]);
  // What a browser would run is not handed out as a file.
  const kinds = new Set(files.map(({ name }) => name.replace(/.*\./, '')));
  expect(existsSync(join(site.out, 'files'))).toBe(false);
  expect([...kinds].sort()).toEqual(['css', 'html', 'ics', 'js', 'json', 'md', 'svg', 'txt', 'woff2', 'xml']);
  expect(existsSync(join(site.out, '..', DEED)) || existsSync(join(PROJECT, DEED))).toBe(false);
});

test('rendered all the same, nothing of it runs, leaves the site or is followed', async ({ page, site }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const kinds = ['expression', 'attribute', 'esm', 'component', 'links', 'alert', 'frame', 'tag'];
  for (const path of [
    ...kinds.map((kind) => `runbooks/${kind}/`),
    'guides/html/',
    'services/shop/',
    'services/',
    'alerts/',
    'teams/',
    'severities/',
    '',
  ]) {
    const response = await page.goto(site.address + path);
    expect({ path, status: response?.status() }).toEqual({ path, status: 200 });
    expect({ path, ...(await page.evaluate(inspect, DEED)) }).toEqual({ path, deed: undefined, harm: [] });
  }
  expect(requests.filter((url) => !url.startsWith(site.address))).toEqual([]);
});

/** Runs in the browser: what has run, and every element that could run or reach out when touched. */
function inspect(deed: string): { deed: unknown; harm: string[] } {
  const isHarmful = (element: Element): boolean =>
    element.matches(
      'iframe, object, embed, style, base, form:not([data-search]), script:not([src]), svg, math',
    ) ||
    element.matches('meta[http-equiv=refresh i], [style], template, video, [src^="http"]:not([src^="/"])') ||
    element.getAttributeNames().some((name) => name.startsWith('on')) ||
    ['href', 'src', 'action'].some((name) => isUnsafe(element, element.getAttribute(name) ?? ''));
  // A picture is only a picture, whatever it holds.
  const isUnsafe = (element: Element, address: string): boolean =>
    /^\s*(java|vb|data|file)/i.test(address) &&
    !(element.matches('img') && address.startsWith('data:image/'));
  return {
    // A page has no such property of its own.
    deed: (globalThis as unknown as Record<string, unknown>)[deed],
    harm: [...document.querySelectorAll('*')]
      .filter(isHarmful)
      .map(({ outerHTML }) => outerHTML.slice(0, 100)),
  };
}

test('what is not rendered says so in its place', async ({ page, site }) => {
  await page.goto(`${site.address}runbooks/expression/`);
  await expect(page.getByText('Not rendered: an expression in braces.').first()).toBeVisible();
  await page.goto(`${site.address}runbooks/esm/`);
  await expect(page.getByText('Not rendered: import and export.').first()).toBeVisible();
  await page.goto(`${site.address}runbooks/component/`);
  await expect(page.getByText('Not rendered: <Script>.', { exact: false }).first()).toBeVisible();
});

base('a preview of it runs nothing either, and stops when it is told to', async ({ page }) => {
  const root = await writeHostileBook(freshFolder('hostile-preview'));
  const preview = startOpsbook('dev', '--root', root, '--port', '0');
  try {
    const address = (await preview.until(/http:\/\/127\.0\.0\.1:\d+\//))[0];
    for (const path of ['runbooks/expression/', 'runbooks/links/', 'runbooks/esm/']) {
      const answer = await page.request.get(address + path);
      expect({ path, status: answer.status() }).toEqual({ path, status: 200 });
      expect(await answer.text()).not.toContain(SECRET);
      // The preview loads a page again once it has gathered its scripts.
      await page.goto(address + path, { waitUntil: 'domcontentloaded' });
      const hasRun = () =>
        page.evaluate((deed) => Object.hasOwn(globalThis, deed), DEED).catch(() => 'loading');
      await expect.poll(hasRun).toBe(false);
    }
    for (const path of [
      'files/content/pictures/linked.svg',
      'files/content/pictures/own.svg',
      '@fs/etc/passwd',
    ]) {
      const answer = await page.request.get(address + path);
      expect({ path, isRefused: answer.status() >= 400 }).toEqual({ path, isRefused: true });
      expect(await answer.text()).not.toContain(SECRET);
    }
  } finally {
    expect(await preview.stop()).toBe(0);
  }
});
