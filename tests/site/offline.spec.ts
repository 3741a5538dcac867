import { hash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { shortDigest } from '../../src/site/offline/digest.ts';
import { MANIFEST_FILE, readManifest, writeManifest } from '../../src/site/offline/manifest.ts';
import { serveSite } from '../../src/tools/serve-site.ts';
import type { Serving } from '../../src/tools/serve-site.ts';
import { folderOf, freshFolder, SITES } from './sites.ts';
import type { SiteName } from './sites.ts';

test.use({ serviceWorkers: 'allow' });

interface Kept {
  readonly folder: string;
  readonly home: string;
  readonly serving: Serving;
}

/** A site of its own, so that it may change and its server may go. To keep the German one takes a sixth of the time. */
async function serveCopy(name: string, site: SiteName = 'german'): Promise<Kept> {
  const folder = freshFolder(`offline ${name}`);
  await cp(folderOf(site), folder, { recursive: true });
  const { base } = SITES[site];
  const serving = await serveSite({ folder, base, port: 0, host: '127.0.0.1' });
  return { folder, serving, home: `http://localhost:${serving.port}${base}` };
}

async function waitUntilKept(page: Page): Promise<void> {
  await expect(page.locator('[data-offline]')).toHaveText(
    /the whole book, as of \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
  );
}

/** Writes a page anew, as the next build would, and what tells browsers of it. */
async function rewrite(folder: string, path: string, change: (html: string) => string): Promise<void> {
  const file = join(folder, path, 'index.html');
  const html = change(await readFile(file, 'utf8'));
  await writeFile(file, html);
  const list = join(folder, MANIFEST_FILE);
  const manifest = readManifest(await readFile(list, 'utf8'));
  if (!manifest) throw new Error('The site has no list of what is kept.');
  const digest = shortDigest(hash('sha256', html, 'buffer'));
  const files = manifest.files.map((one) => (one.path === path ? { ...one, digest } : one));
  await writeFile(list, writeManifest({ ...manifest, version: digest, made: '2030-01-02T03:04:05Z', files }));
}

/** As the incident desk says it. */
async function sayIncident(page: Page, state: 'open' | 'none'): Promise<void> {
  await page.evaluate((text) => {
    document.documentElement.dataset['incident'] = text;
    document.dispatchEvent(new Event('opsbook:incident'));
  }, state);
}

const BACKLOG = 'runbooks/serotonin-script/queue-backlog/';

test('after one visit the whole book works with the server gone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { home, serving } = await serveCopy('whole', 'demo');
  await page.goto(home + BACKLOG);
  await waitUntilKept(page);
  await serving.close();

  await page.reload();
  await expect(page.locator('#site\\:kept')).toHaveText(
    /^The network does not answer: this page is as of \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/,
  );
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // Values are filled into commands, and these are copied.
  const field = page.locator('[data-param]').first();
  await expect(field).toBeAttached();

  await page.goto(home);
  const [box, options] = [page.locator('textarea').first(), page.locator('a[role=option]')];
  await box.fill('2026-11-28T03:12:04Z worker-1 ERROR max_retries=3 exhausted for task 7f');
  await expect(options.first()).toContainText(/queue|worker/i);
  // Full text, with its own index.
  await box.fill('how to hand over');
  await expect(options.first()).toBeVisible();

  for (const path of [
    'symptoms/',
    'services/',
    'alerts/',
    'guides/',
    'severities/',
    'teams/',
    'reviews/',
    'manual/values/',
  ]) {
    const response = await page.goto(home + path);
    expect([path, response?.status()]).toEqual([path, 200]);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await page.goto(`${home}alerts/TaskiqQueueBacklog/?namespace=prod`);
  await expect(page).toHaveURL(/runbooks\/serotonin-script\//);

  // An incident is declared, noted and read with the server gone.
  await page.goto(home + BACKLOG);
  await page.keyboard.press('i');
  await page.getByLabel('What is wrong, in a few words').fill('Queue stands still');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Incident', exact: true })).toContainText(
    'Queue stands still',
  );
  const recorded = page.locator('.desk-count');
  await expect(recorded).toHaveText('2');
  await page.keyboard.press('n');
  await expect(page.getByRole('textbox', { name: 'What happened' })).toBeFocused();
  await page.keyboard.type('Called the owner');
  await page.keyboard.press('Enter');
  await expect(recorded).toHaveText('3');
  await page.goto(`${home}incident/`);
  await expect(page.locator('[data-desk=timeline]')).toContainText('Called the owner');

  expect((await page.goto(`${home}runbooks`))?.url()).toBe(`${home}runbooks/`);
  expect((await page.goto(`${home}alerts/NobodyKnows/`))?.status()).toBe(404);
  await expect(page.getByText('No rule of this book raises')).toBeVisible();
});

test('a newer site comes whole, and not while an incident is going on', async ({ page }) => {
  const { folder, home, serving } = await serveCopy('newer', 'demo below a path');
  await page.goto(home + BACKLOG);
  await waitUntilKept(page);
  await sayIncident(page, 'open');
  await rewrite(folder, BACKLOG, (html) => html.replace('</h1>', ' anew</h1>'));
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(/anew/);
  await expect(page.locator('#site\\:kept')).toContainText(
    'There is a newer version of this page, of 2030-01-02 03:04 UTC.',
  );
  await page.getByRole('button', { name: 'Show the newer one' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/anew/);

  await expect(page.locator('[data-offline]')).not.toBeEmpty();
  await sayIncident(page, 'none');
  await page.reload();
  await expect(page.locator('[data-offline]')).toHaveText(/the whole book, as of 2030-01-02 03:04 UTC/);
  await serving.close();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/anew/);
});

test('what a server sends in place of a page is never kept', async ({ page }) => {
  const { folder, home, serving } = await serveCopy('changed');
  // As a host would that puts something into pages, or a sign-in that answers with 200.
  const file = join(folder, 'teams/index.html');
  await writeFile(file, '<!doctype html><title>Sign in</title>');
  await page.goto(home);
  await expect(page.locator('[data-offline]')).toContainText(
    'The server changes some pages, so they are not kept.',
  );
  await serving.close();
  const response = await page.goto(`${home}teams/`);
  expect(response?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not in this browser');
});

test('`offline: off` takes away what an earlier site has kept', async ({ page }) => {
  const { folder, home, serving } = await serveCopy('off');
  await page.goto(home);
  await waitUntilKept(page);
  await cp(join(import.meta.dirname, '../../dist-program/offline/remove-worker.js'), join(folder, 'sw.js'));
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.update()));
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
  await expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.getRegistrations().then(({ length }) => length)))
    .toBe(0);
  await serving.close();
});
