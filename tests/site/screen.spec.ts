import { PHONE } from './phone.ts';
import { expect, test } from './site-test.ts';
import { tooWide } from './too-wide.ts';

test.describe('on a phone', () => {
  test.use(PHONE);

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

test.describe('at 320 pixels, a desktop zoomed to 400 %', () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test('a runbook has no sideways scroll', async ({ page }) => {
    await page.goto('runbooks/shop/replication-lag/');
    expect(await tooWide(page)).toEqual([]);
  });
});
