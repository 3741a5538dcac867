import type { Page } from '@playwright/test';
import { listBuiltPages } from './sites.ts';
import { PAGE_TYPES } from './page-types.ts';
import { expect, test } from './site-test.ts';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  for (const site of ['awkward', 'demo'] as const) {
    test.describe(`no page of ${site}`, () => {
      test.use({ site });

      test('is wider than the screen', async ({ page }) => {
        test.setTimeout(300_000);
        for (const { address } of listBuiltPages(site)) {
          await page.goto(address === '' ? '.' : address, { waitUntil: 'domcontentloaded' });
          expect({ address, wide: await tooWide(page) }).toEqual({ address, wide: [] });
        }
      });
    });
  }

  test('results fit the screen', async ({ page }) => {
    await page.goto('./?q=replica');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    expect(await tooWide(page)).toEqual([]);
  });

  test('what a finger must hit is at least 40 pixels high', async ({ page }) => {
    await page.goto('runbooks/shop/replication-lag/');
    for (const button of await page.getByRole('button', { name: 'Copy' }).all()) {
      if (await button.isVisible()) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40);
    }
    const navigation = page.getByRole('navigation', { name: 'Site' });
    for (const link of await navigation.getByRole('link').all()) {
      expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(40);
    }
  });

  test('the outline waits behind one button', async ({ page }) => {
    await page.goto('runbooks/shop/replication-lag/');
    const outline = page.getByRole('navigation', { name: 'On this page' });
    await expect(outline.getByRole('link', { name: 'Verification' })).toBeHidden();
    await outline.getByText('On this page').click();
    await outline.getByRole('link', { name: 'Verification' }).click();
    await expect(page.getByRole('heading', { name: /^Verification/ })).toBeInViewport();
  });
});

test.describe('with text at 200 %', () => {
  for (const [kind, address] of Object.entries(PAGE_TYPES)) {
    test(`nothing is cut off or runs out of the screen on ${kind}`, async ({ page }) => {
      await page.goto(address);
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      expect(await tooWide(page)).toEqual([]);
    });
  }
});

test.describe('at 320 pixels, a desktop zoomed to 400 %', () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test('a runbook has no sideways scroll', async ({ page }) => {
    await page.goto('runbooks/shop/replication-lag/');
    expect(await tooWide(page)).toEqual([]);
  });
});

/** What reaches out of the window, where the page as a whole scrolls sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1 && !element.closest('pre, .table'),
    );
    return [
      `${scrollWidth} > ${clientWidth}`,
      ...wide.slice(0, 5).map(({ outerHTML }) => outerHTML.slice(0, 80)),
    ];
  });
}
