import { turnInto } from './device.ts';
import { PHONE } from './phone.ts';
import { listBuiltPages } from './sites.ts';
import { expect, test } from './site-test.ts';
import { tooWide } from './too-wide.ts';

// What leaves the site or breaks its policy fails every test: see site-test.ts.

/** The same pages on every site of this program, but for the frame around them: one site's are enough. */
const OWN = /^(rules|manual)\/./;

/** Each goes to whichever browser is free. */
const PARTS = [0, 1, 2, 3];

const DESK = { viewport: { width: 1280, height: 800 }, hasTouch: false, isMobile: false };

// The demo below a path: an address that forgets the path leads out of the site, and to a 404 at the least. At `/` its
// pages are the same but for that, and most other tests read them there.
for (const { site, isWhole } of [
  { site: 'demo below a path', isWhole: true },
  { site: 'awkward', isWhole: false },
] as const) {
  test.describe(`a visit to every page of ${site}`, () => {
    test.use({ site, ...PHONE });

    for (const part of PARTS)
      test(`asks no other server for anything, breaks no policy and fits a phone and a desk, part ${part + 1}`, async ({
        page,
      }) => {
        const all = listBuiltPages(site).filter(({ address }) => isWhole || !OWN.test(address));
        const some = all.filter((_, index) => index % PARTS.length === part);
        expect(some.length).toBeGreaterThan(3);
        // Loaded as on the one and then laid out as on the other: the next page is loaded as on that, so that the window
        // is turned once for each page.
        let [first, second] = [PHONE, DESK];
        for (const { address } of some) {
          const response = await page.goto(address === '' ? '.' : address);
          expect(response?.status(), address).toBeLessThan(400);
          const found = [await tooWide(page)];
          await turnInto(page, second);
          found.push(await tooWide(page));
          expect({ address, loaded: first, found }).toEqual({ address, loaded: first, found: [[], []] });
          [first, second] = [second, first];
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
      // Each is told in its own time.
      while (new Set(seen).size < 2) await new Promise((done) => requestAnimationFrame(done));
      return seen;
    });
    // The page says its policy, and the server says it again: each may report.
    expect([...new Set(violations)].sort()).toEqual(['img-src', 'script-src-elem']);
    await expect(page).not.toHaveTitle('taken over');
  });
});
