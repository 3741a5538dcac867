import { listBuiltPages } from './sites.ts';
import { expect, test } from './site-test.ts';

// What leaves the site or breaks its policy fails every test: see site-test.ts.

for (const site of ['demo', 'awkward', 'demo below a path'] as const) {
  test.describe(`a visit to every page of ${site}`, () => {
    test.use({ site });

    test('asks no other server for anything and breaks no policy', async ({ page }) => {
      test.setTimeout(300_000);
      for (const { address } of listBuiltPages(site)) {
        const response = await page.goto(address === '' ? '.' : address, { waitUntil: 'domcontentloaded' });
        expect(response?.status(), address).toBeLessThan(400);
        await page.waitForLoadState();
      }
    });
  });
}

test.describe('the policy of a page', () => {
  test.use({ isWatched: false });

  test('stops a script in the page, and an image from elsewhere', async ({ page }) => {
    await page.goto('.');
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      const image = document.createElement('img');
      const failed = new Promise((done) => image.addEventListener('error', done));
      image.src = 'http://elsewhere.invalid/pixel.png';
      document.body.append(script, image);
      await failed;
      return seen;
    });
    expect(violations.sort()).toEqual(['img-src', 'script-src-elem']);
    await expect(page).not.toHaveTitle('taken over');
  });
});
