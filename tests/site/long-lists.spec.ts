import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBenchBook } from '../../scripts/bench-book.ts';
import { measurePage } from '../../scripts/screens/measure-page.ts';
import { expectNoFindings } from './axe.ts';
import { startOpsbook } from './opsbook.ts';
import { PHONE } from './phone.ts';
import { tooWide } from './too-wide.ts';

/**
 * A book of a thousand runbooks, as `npm run bench` makes it: its lists, drawn by the preview, which draws only what is
 * asked for.
 */
const test = base.extend<object, { address: string }>({
  baseURL: async ({ address }, use) => use(address),
  address: [
    async ({}, use) => {
      const root = await mkdtemp(join(tmpdir(), 'opsbook-thousand-'));
      await writeBenchBook(root, { runbooks: 1000, seed: 1 });
      const preview = startOpsbook('dev', '--root', root, '--port', '0');
      const address = (await preview.until(/http:\/\/127\.0\.0\.1:\d+\//))[0];
      await use(address);
      await preview.stop();
      await rm(root, { recursive: true });
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

// All in one browser: the book is read once.
test.describe.configure({ mode: 'default' });

/** Every list, a page of a group of each, and how many windows of a phone and of a desk it may fill. */
const LISTS: Readonly<Record<string, { readonly phone: number; readonly desk: number }>> = {
  '.': { phone: 5, desk: 2.5 },
  'runbooks/': { phone: 7, desk: 5 },
  'symptoms/': { phone: 11, desk: 7 },
  'services/': { phone: 8, desk: 5 },
  'alerts/': { phone: 9, desk: 5 },
  'reviews/': { phone: 10, desk: 7 },
  'lists/runbooks/checkout/': { phone: 12, desk: 9 },
  'lists/symptoms/checkout/2/': { phone: 16, desk: 9 },
  'lists/errors/checkout/': { phone: 16, desk: 9 },
  'lists/alerts/payments/': { phone: 15, desk: 7 },
  'lists/reviews/payments/': { phone: 15, desk: 7 },
};

const WINDOWS = [
  ['phone', PHONE],
  ['desk', { viewport: { width: 1440, height: 900 } }],
] as const;

for (const [kind, options] of WINDOWS)
  test.describe(`of a thousand runbooks, on a ${kind},`, () => {
    test.use(options);

    test('every list is small at first and fits, and a finger hits what it means', async ({ page }) => {
      for (const [address, most] of Object.entries(LISTS))
        await test.step(address, async () => {
          await page.goto(address);
          const { nodes, screens, smallTargets } = await page.evaluate(measurePage);
          expect(await allNodes(page)).toBeLessThanOrEqual(1_500);
          expect(nodes).toBeGreaterThan(100);
          expect(screens).toBeLessThanOrEqual(most[kind]);
          expect(kind === 'phone' ? smallTargets : []).toEqual([]);
          expect(await tooWide(page)).toEqual([]);
        });
    });
  });

/** Elements, texts and comments. */
function allNodes(page: Page): Promise<number> {
  return page.evaluate(() => {
    const all = document.createNodeIterator(document, NodeFilter.SHOW_ALL);
    let count = 0;
    while (all.nextNode()) count += 1;
    return count;
  });
}

test('home shows five symptoms of a system, each of another runbook, and leads to all of them', async ({
  page,
}) => {
  await page.goto('.');
  const checkout = page.locator('section', {
    has: page.getByRole('heading', { name: 'Checkout', level: 3 }),
  });
  await expect(checkout.last().getByRole('listitem')).toHaveCount(6);
  await checkout.last().getByRole('link', { name: 'All 600 symptoms Checkout' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Symptoms: Checkout');
  await expect(page.getByText('600 of Checkout, page 1 of 4')).toBeVisible();
});

test('the box of a list looks through the whole of it', async ({ page }) => {
  await page.goto('symptoms/');
  await page.getByRole('link', { name: 'Identity' }).first().click();
  await expect(page).toHaveURL(/#in-identity$/);
  const box = page.getByRole('searchbox', { name: 'Narrow the list' });
  await box.fill('tokens refused mailer');
  const said = page.getByRole('search', { name: 'Narrow the symptoms' }).getByRole('status');
  await expect(said).toHaveText(/^\d of 5\d\d\d\.$|^\d of [34]\d\d\d\.$/);
  const found = page.locator('[data-list] li');
  await expect(found).not.toHaveCount(0);
  for (const line of await found.allTextContents()) expect(line.toLowerCase()).toMatch(/token.*mailer/);
  await expectNoFindings(page);
  await box.fill('checkout');
  await expect(said).toContainText('The first 100 are shown');
  await expect(found).toHaveCount(100);
  await box.fill('nothing is like this');
  await expect(said).toHaveText(/^0 of/);
  await box.fill('');
  await expect(page.getByRole('heading', { name: 'By symptom' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every runbook is in a list', async ({ page }) => {
    await page.goto('runbooks/');
    await expect(page.getByRole('search', { name: 'Narrow the runbooks' })).toBeHidden();
    const groups = await page.getByRole('link', { name: /^All 200 runbooks/ }).evaluateAll(hrefs);
    expect(groups).toHaveLength(5);
    const found = new Set<string>();
    for (const group of groups) {
      await page.goto(group);
      const pages = await page
        .getByRole('navigation', { name: 'Pages' })
        .getByRole('link')
        .evaluateAll(hrefs);
      expect(pages.length).toBeGreaterThan(1);
      for (const one of pages) {
        await page.goto(one);
        for (const href of await page.locator('.lines a').evaluateAll(hrefs)) found.add(href);
      }
    }
    expect(found.size).toBe(1000);
  });
});

/** Runs in the browser. */
function hrefs(links: readonly Element[]): string[] {
  return links.map((link) => (link as HTMLAnchorElement).href);
}
