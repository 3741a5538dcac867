import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { SITES } from './sites.ts';
import { expect, test } from './site-test.ts';

const ADDRESS = 'runbooks/shop/replication-lag/';
const SOURCE = readFileSync(join(SITES.awkward.root, 'content/runbooks/shop/replication-lag.mdx'), 'utf8');

/** What stands between the fences of a snippet, by name and environment. */
function written(name: string, environment = ''): string {
  const opening = new RegExp(`^( *)\`\`\`\\w+ \\{name=${name}\\b[^}]*${environment}.*\\}$`, 'm');
  const match = opening.exec(SOURCE);
  const indent = match?.[1]?.length ?? 0;
  const lines = SOURCE.slice((match?.index ?? 0) + (match?.[0].length ?? 0) + 1).split('\n');
  const end = lines.findIndex((line) => line.trim() === '```');
  return lines
    .slice(0, end)
    .map((line) => line.slice(indent))
    .join('\n');
}

const card = (page: Page, name: string): Locator => page.locator(`[data-step=${name}]`);
const command = (page: Page, label: string): Locator => page.getByRole('group', { name: label, exact: true });

test.describe('Copy', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  const cases = [
    { what: 'a command of several lines', name: 'lag', environment: 'docker' },
    { what: 'its other variant', name: 'lag', environment: 'kubernetes' },
    { what: 'a command inside a list', name: 'slots', environment: '' },
    { what: 'forty lines', name: 'long-script', environment: '' },
  ];
  for (const { what, name, environment } of cases) {
    test(`gives exactly what is shown: ${what}`, async ({ page }) => {
      await page.goto(ADDRESS);
      if (environment) await card(page, name).getByRole('radio', { name: environment }).check();
      const copy = card(page, name).getByRole('button', { name: 'Copy' }).filter({ visible: true });
      await copy.click();
      await expect(card(page, name).getByRole('button', { name: 'Copied' })).toBeVisible();
      await expect(page.getByRole('status')).toHaveText('Copied.');
      const shown = written(name, environment).replaceAll('$NAMESPACE', 'shop');
      expect(shown).not.toBe('');
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
    });
  }

  test('says Copy again after a while', async ({ page }) => {
    await page.clock.install();
    await page.goto(ADDRESS);
    await card(page, 'slots').getByRole('button', { name: 'Copy' }).click();
    await expect(card(page, 'slots').locator('.copy')).toHaveText('Copied');
    await page.clock.runFor(2500);
    await expect(card(page, 'slots').locator('.copy')).toHaveText('Copy');
  });
});

test('without encryption, where a page has no clipboard of its own, a command is copied too', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(ADDRESS);
  const own = await page.evaluateHandle(() => navigator.clipboard);
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  const copy = card(page, 'lag').getByRole('button', { name: 'Copy' }).filter({ visible: true });
  await copy.click();
  await expect(page.getByRole('status')).toHaveText('Copied.');
  const text = await own.evaluate((clipboard) => clipboard.readText());
  expect(text).toBe(written('lag', 'docker'));
});

test('where nothing may be copied the command is selected instead', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await page.goto(ADDRESS);
  const copy = card(page, 'lag').getByRole('button', { name: 'Copy' }).filter({ visible: true });
  await copy.click();
  await expect(page.getByRole('status')).toContainText('copy it with the keyboard');
  expect(await page.evaluate(() => String(getSelection()))).toBe(written('lag', 'docker'));
});

test('an environment is chosen once for the whole site', async ({ page }) => {
  await page.goto(ADDRESS);
  await expect(command(page, 'lag, docker')).toBeVisible();
  await expect(command(page, 'lag, kubernetes')).toBeHidden();
  await card(page, 'lag').getByRole('radio', { name: 'kubernetes' }).check();
  await expect(command(page, 'lag, kubernetes')).toBeVisible();
  await expect(command(page, 'lag, docker')).toBeHidden();

  await page.goto('runbooks/shop/rebuild-a-replica/');
  for (const name of ['copy-the-primary', 'watch-it']) {
    await expect(command(page, `${name}, kubernetes`)).toBeVisible();
    await expect(command(page, `${name}, docker`)).toBeHidden();
  }
  await page.reload();
  await expect(command(page, 'watch-it, kubernetes')).toBeVisible();
});

test('one choice turns every card of the page', async ({ page }) => {
  await page.goto('runbooks/shop/rebuild-a-replica/');
  await card(page, 'watch-it').getByRole('radio', { name: 'kubernetes' }).check();
  await expect(command(page, 'copy-the-primary, kubernetes')).toBeVisible();
  await card(page, 'copy-the-primary').getByRole('radio', { name: 'docker' }).check();
  await expect(command(page, 'watch-it, docker')).toBeVisible();
});

test('environments are chosen with the arrow keys too', async ({ page }) => {
  await page.goto(ADDRESS);
  await card(page, 'lag').getByRole('radio', { name: 'docker' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(command(page, 'lag, kubernetes')).toBeVisible();
});

test('a remembered choice that makes no sense does no harm', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('opsbook-environment', '{"not": "a list"'));
  await page.goto(ADDRESS);
  await expect(command(page, 'lag, docker')).toBeVisible();
});

test('tabs in the text work, one in another', async ({ page }) => {
  await page.goto(ADDRESS);
  await expect(page.getByText('Call the Platform team.')).toBeHidden();
  await page.getByRole('radio', { name: 'Without' }).check();
  await expect(page.getByText('Restore the backup.')).toBeVisible();
  await page.getByRole('radio', { name: 'All regions' }).check();
  await expect(page.getByText('Call the Platform team.')).toBeVisible();
  await expect(page.getByText('Restore the backup.')).toBeHidden();
});

test('each variant has its own expected output under it, an example first and the pattern on demand', async ({
  page,
}) => {
  await page.goto(ADDRESS);
  const example = (environment: string): Locator =>
    command(page, `Example of the output of lag, ${environment}`);
  const pattern = (environment: string): Locator => command(page, `Expected output of lag, ${environment}`);
  await expect(example('docker')).toContainText('basket-db-1|streaming|00:00:00.0…');
  await expect(pattern('docker')).toBeHidden();
  await expect(example('kubernetes')).toBeHidden();
  await card(page, 'lag').getByRole('radio', { name: 'kubernetes' }).check();
  await expect(example('kubernetes')).toBeVisible();
  await card(page, 'lag').getByText('The pattern').filter({ visible: true }).click();
  await expect(pattern('kubernetes')).toContainText('(regex)');
});

test('the head tells severity, services, owner with contact, review, and folds what the reader knows', async ({
  page,
}) => {
  await page.goto(ADDRESS);
  const head = page.getByRole('article');
  await expect(head.getByRole('link', { name: 'SEV-1' })).toBeVisible();
  await expect(head.getByText('Page: +44 20 7946 0000')).toBeVisible();
  await expect(head.getByText('2026-10-01', { exact: true })).toBeVisible();
  await expect(head.getByText('You are here because: Orders are refused')).toBeVisible();
  await expect(head.getByText('The log grows by a gigabyte an hour')).toBeHidden();
  await head.getByText('9 more signs').click();
  await expect(head.getByText('The log grows by a gigabyte an hour')).toBeVisible();
});

test.describe('in a repository that deploys something', () => {
  test.use({ site: 'demo' });

  test('the end says which files tell what the page speaks of', async ({ page }) => {
    await page.goto('runbooks/serotonin-script/diagnostics/');
    const facts = page.getByRole('article').locator('.speaks-of');
    await expect(facts.getByText('Speaks of')).toBeVisible();
    await expect(facts.getByText('content/world/serotonin-script/docker-compose.yml')).toBeVisible();
    // The services of other systems have the same names.
    await expect(facts.getByText('content/world/ai-agents-platform')).toHaveCount(0);
  });
});

test('what destroys says so and names its dry run and what undoes it', async ({ page }) => {
  await page.goto(ADDRESS);
  const step = card(page, 'drop-slot');
  await expect(step.getByText('destroys')).toBeVisible();
  await step.getByRole('link', { name: 'undo: make slot' }).click();
  await expect(card(page, 'make-slot')).toBeInViewport();
  await expect(step.getByRole('link', { name: 'dry run: slots' })).toHaveAttribute('href', '#slots');
});

test('pictures of the book are shown, drawings too', async ({ page }) => {
  await page.goto(ADDRESS);
  for (const name of ['The lag over one night', 'The panel']) {
    const picture = page.getByRole('img', { name });
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  }
});

test('a link edits the page where it is kept', async ({ page }) => {
  await page.goto(ADDRESS);
  await expect(page.getByRole('link', { name: 'Edit this page' })).toHaveAttribute(
    'href',
    /^https:\/\/git\.example\.com\/shop\/runbooks\/edit\/main\/.*content\/runbooks\/shop\/replication-lag\.mdx$/,
  );
});

test('paper gets every variant, every symptom, full addresses and nothing of the frame', async ({ page }) => {
  await page.goto(ADDRESS);
  await page.emulateMedia({ media: 'print' });
  for (const label of ['lag, docker', 'lag, kubernetes']) await expect(command(page, label)).toBeVisible();
  await expect(page.getByText('Call the Platform team.')).toBeVisible();
  await expect(page.getByText('The log grows by a gigabyte an hour')).toBeVisible();
  for (const role of ['banner', 'contentinfo', 'navigation'] as const) {
    for (const part of await page.getByRole(role, { includeHidden: true }).all())
      await expect(part).toBeHidden();
  }
  await expect(page.getByRole('button', { name: 'Copy' })).toHaveCount(0);
  await expect(page.getByRole('radio')).toHaveCount(0);
  const link = page.getByRole('link', { name: /^https:\/\/grafana\.example\.com/ }).first();
  expect(await link.evaluate((element) => getComputedStyle(element, '::after').content)).toContain(
    'https://grafana',
  );
});

test('a chat that is given a link to a runbook learns its title, severity, summary and first symptom', async ({
  page,
}) => {
  await page.goto(ADDRESS);
  const meta = (name: string): Promise<string | null> =>
    page.locator(`meta[property="${name}"]`).getAttribute('content');
  expect(await meta('og:title')).toContain('Replication of the basket database lags');
  expect(await meta('og:description')).toBe(
    'SEV-1. A replica of the basket database is more than thirty seconds behind its primary. Symptom: Orders are refused with "basket is stale"',
  );
});

test('a value that an alert brought says which alert, and when', async ({ page }) => {
  await page.goto('runbooks/shop/find-a-parcel/?namespace=shop-2&values-from=alert/ParcelLost');
  await expect(page.locator('[data-name=NAMESPACE] .origin')).toHaveText(
    /^from the alert ParcelLost, \d\d:\d\d UTC; default: shop$/,
  );
});
