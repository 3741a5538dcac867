import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { opsbook } from './opsbook.ts';
import { freshFolder, PROJECT } from './sites.ts';

// One worker for all of them: what they unpack is unpacked once, and not again while another reads it.
test.describe.configure({ mode: 'default' });

// A copy that opens from a disk, on the machine in the drawer: no server, no network, no modules.

let home = '';

test.beforeAll(async () => {
  home = await unpacked('archive', PROJECT);
});

/** The address of the home page's folder, of a book's archive that was unpacked. */
async function unpacked(name: string, root: string): Promise<string> {
  const folder = freshFolder(name);
  const file = join(folder, 'book.zip');
  expect(await opsbook('export', '--root', root, '--archive', file)).toMatchObject({ status: 0 });
  for (const [path, content] of Object.entries(unzipSync(await readFile(file)))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return pathToFileURL(join(folder, 'book/')).href;
}

test('opened from a disk, a book is searched, filled in and read, and asks nobody for anything', async ({
  page,
  context,
}) => {
  const complaints: string[] = [];
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  context.on('request', (request) => {
    if (!/^(file|blob|data):/.test(request.url())) complaints.push(request.url());
  });
  await page.goto(`${home}index.html`);
  await expect(page.locator('#site\\:kept')).toHaveText(
    /^A copy of this book, made on \d{4}-\d\d-\d\d \d\d:\d\d UTC\. It does not change any more\.$/,
  );
  await page.locator('textarea').first().fill('2026-11-28T03:12:04Z worker-1 ERROR max_retries=3 exhausted');
  await expect(page.locator('a[role=option]').first()).toContainText('max_retries=3 exhausted');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runbooks\/.*index\.html/);

  // An alert's page leads on, with what the address says.
  await page.goto(`${home}alerts/TaskiqQueueBacklog/index.html?namespace=prod`);
  await expect(page).toHaveURL(/\/runbooks\/serotonin-script\/queue-backlog\/index\.html\?.*namespace=prod/);
  await page.getByRole('textbox', { name: 'QUEUE' }).fill('drafts');
  await expect(page.locator('.snippet, pre').filter({ hasText: 'drafts' }).first()).toBeAttached();

  await page.goto(`${home}alerts/index.html`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('opened from a disk, a German book knows the forms of its words', async ({ page, context }) => {
  const complaints: string[] = [];
  context.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(
    `${await unpacked('german-archive', join(PROJECT, 'tests/fixtures/books/german'))}index.html`,
  );
  await page.locator('textarea').first().fill('Warteschlangen wachsen');
  await expect(page.locator('a[role=option]').first()).toContainText('Warteschlange der Bestellungen wächst');
  expect(complaints).toEqual([]);
});

test('every link of an archive leads to a file that it holds', async () => {
  const files = unzipSync(await readFile(join(freshPath(), 'book.zip')));
  const names = new Set(Object.keys(files));
  const broken: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    if (!name.endsWith('.html')) continue;
    for (const [, link = ''] of Buffer.from(content)
      .toString()
      .matchAll(/<[^>]*\s(?:href|src)="([^"]*)"/g)) {
      const url = new URL(link.replaceAll('&#38;', '&'), `http://archive/${name}`);
      if (url.host === 'archive' && !names.has(decodeURIComponent(url.pathname.slice(1))))
        broken.push(`${name}: ${link}`);
    }
  }
  expect(broken).toEqual([]);
  expect(names.size).toBeGreaterThan(100);
});

function freshPath(): string {
  return join(PROJECT, 'node_modules/.cache/opsbook-site-tests/archive');
}
