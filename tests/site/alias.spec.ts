import { expectNoFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const NOW = /\/runbooks\/shop\/rebuild-a-replica\/$/;

for (const address of ['runbooks/shop/rebuild/', 'wiki/Rebuild%20it.html/']) {
  test(`the older address ${address} leads to where the page is now`, async ({ page }) => {
    await page.goto(address);
    await expect(page).toHaveURL(NOW);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\w/);
  });
}

test('what a link had after the older address is kept', async ({ page }) => {
  await page.goto('runbooks/shop/rebuild/?pod=api-7#steps');
  await expect(page).toHaveURL(/\/runbooks\/shop\/rebuild-a-replica\/\?pod=api-7#steps$/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('an older address leads on by itself', async ({ page }) => {
    await page.goto('runbooks/shop/rebuild/');
    await expect(page).toHaveURL(NOW);
  });
});

test('the page of an older address says where to go, in a form that everybody can read', async ({ page }) => {
  // Held on the page itself: its script is not loaded.
  await page.route('**/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
  await page.goto('runbooks/shop/rebuild/');
  await expect(page.getByRole('link')).toHaveAttribute('href', '/runbooks/shop/rebuild-a-replica/');
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', NOW);
  // Without a style of its own the page has the browser's dark background, which axe takes for white.
  await expectNoFindings(page, ['light']);
});
