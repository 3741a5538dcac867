import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, folderOf, listBuiltFiles, listBuiltPages } from './sites.ts';
import type { SiteName } from './sites.ts';
import { expect, test } from './site-test.ts';

const PAGE = 'runbooks/serotonin-script/queue-backlog/';
const TWIN = 'runbooks/serotonin-script/queue-backlog.md';

/** Pages that have a twin: the lists of them, and alerts spelled otherwise, have none. */
const TWINNED = /^(runbooks|guides|services|rules)\/.+\/$/;

const read = (site: SiteName, file: string): string => readFileSync(join(folderOf(site), file), 'utf8');

for (const site of ['demo', 'demo below a path', 'awkward', 'plain'] as const) {
  test.describe(`the twins of ${site}`, () => {
    test('stand beside every page that says where its twin is', () => {
      const files = new Set(listBuiltFiles(site));
      const base = new URL(addressOf(site)).pathname;
      const said = listBuiltPages(site).flatMap(({ address, html }) => {
        const [, twin] = /<link rel="alternate" type="text\/markdown" href="([^"]+)"/.exec(html) ?? [];
        return twin === undefined ? [] : [{ address, twin: decodeURIComponent(twin.slice(base.length)) }];
      });
      expect(said.filter(({ twin }) => !files.has(twin))).toEqual([]);
      const missing = listBuiltPages(site).filter(
        ({ address, html }) =>
          TWINNED.test(address) &&
          !html.includes('http-equiv="refresh"') &&
          !said.some((one) => one.address === address),
      );
      expect(missing.map(({ address }) => address)).toEqual([]);
      const twins = [...files].filter((file) =>
        /^(runbooks|guides|services|alerts|rules)\/.+\.md$/.test(file),
      );
      expect(said.map(({ twin }) => twin).sort()).toEqual(twins.sort());
      expect(twins.length).toBeGreaterThan(10);
    });

    test('have links that lead to files of the site', () => {
      const files = new Set(listBuiltFiles(site));
      const broken = [...files]
        .filter((file) => /^(runbooks|guides|services|alerts)\/.+\.md$|^llms\.txt$/.test(file))
        .flatMap((file) =>
          linksOf(read(site, file))
            .map((link) => new URL(link, `http://x/${file.split('/').map(encodeURIComponent).join('/')}`))
            .filter(({ host, pathname }) => {
              const path = decodeURIComponent(pathname.slice(1));
              return (
                host === 'x' && !files.has(path.endsWith('/') || path === '' ? `${path}index.html` : path)
              );
            })
            .map(({ pathname }) => `${file}: ${pathname}`),
        );
      expect(broken).toEqual([]);
    });
  });
}

/** Where the links of a Markdown text lead: not those in its fences and code. */
function linksOf(markdown: string): string[] {
  const text = markdown.replace(/^( *>? *)(`{3,}).*\n[\s\S]*?^\1\2$/gm, '').replace(/`[^`\n]*`/g, '');
  return [...text.matchAll(/\]\(<?([^)\s>]+)>?\)/g)].flatMap(([, link = '']) =>
    /^[a-z][a-z+.-]*:|^#/i.test(link) ? [] : [link],
  );
}

test.describe('a page', () => {
  test.use({ site: 'demo', permissions: ['clipboard-read', 'clipboard-write'] });

  test('is copied as Markdown by its button, and can be read so by its link', async ({ page, request }) => {
    await page.goto(PAGE);
    const button = page.getByRole('button', { name: 'Copy page' });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(read('demo', TWIN));
    await expect(button).toBeVisible();
    const link = page.getByRole('link', { name: 'As Markdown' });
    const answer = await request.get(new URL((await link.getAttribute('href')) ?? '', page.url()).href);
    expect(answer.headers()['content-type']).toBe('text/markdown; charset=utf-8');
    expect(await answer.text()).toBe(copied);
  });
});

test.describe('a page whose Markdown cannot be had', () => {
  // The browser logs what it could not load.
  test.use({ site: 'demo', isWatched: false });

  test('says so when it cannot be copied', async ({ page }) => {
    await page.route(`**/${TWIN}`, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(PAGE);
    await page.getByRole('button', { name: 'Copy page' }).click();
    await expect(page.getByRole('button', { name: 'Not copied' })).toBeVisible();
  });
});

test.describe('without a script', () => {
  test.use({ site: 'demo', javaScriptEnabled: false });

  test('a page leads to its Markdown, and has no button that does nothing', async ({ page }) => {
    await page.goto(PAGE);
    await expect(page.getByRole('link', { name: 'As Markdown' })).toBeVisible();
    await expect(page.getByText('Copy page')).toBeHidden();
  });
});
