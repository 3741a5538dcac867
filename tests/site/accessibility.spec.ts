import type { Page } from '@playwright/test';
import { expectNoFindings } from './axe.ts';
import { PAGE_TYPES } from './page-types.ts';
import { expect, test } from './site-test.ts';
import { tooWide } from './too-wide.ts';

test.describe('in both themes axe finds nothing', () => {
  /** Each goes to whichever browser is free. */
  const PARTS = [0, 1, 2, 3];
  for (const part of PARTS) {
    test(`on a page of each kind, of which nothing is cut off or runs out of the screen with text at 200 %, part ${part + 1}`, async ({
      page,
    }) => {
      for (const [kind, address] of Object.entries(PAGE_TYPES).filter((_, at) => at % PARTS.length === part))
        await test.step(kind, async () => {
          await page.goto(address);
          await expectNoFindings(page);
          await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
          expect(await tooWide(page)).toEqual([]);
        });
    });
  }

  test('on the results of a search', async ({ page }) => {
    await page.goto('./?q=replica');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await expectNoFindings(page);
  });

  test('on results over a page', async ({ page }) => {
    await page.goto('severities/');
    await page.getByLabel('Search the runbooks').fill('replica');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await expectNoFindings(page);
  });

  test('on a search that finds nothing', async ({ page }) => {
    await page.goto('./?q=zzzyqx');
    await expect(page.getByText('Nothing in this book is like that').first()).toBeVisible();
    await expectNoFindings(page);
  });

  test('on the list of keys', async ({ page }) => {
    await page.goto('severities/');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectNoFindings(page);
  });
});

test('the first key leads past the header', async ({ page }) => {
  await page.goto('runbooks/shop/replication-lag/');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('the second key leads to the first step', async ({ page }) => {
  await page.goto('runbooks/shop/replication-lag/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the first step' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.locator('[data-step=lag] :focus')).toHaveCount(1);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`whatever has the focus shows it, in the ${colorScheme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto('runbooks/shop/replication-lag/');
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      expect(await focusOf(page)).toEqual({ isShown: true, name: expect.any(String) });
    }
  });
}

/** A control that is itself invisible shows the focus on the word beside it. */
function focusOf(page: Page): Promise<{ isShown: boolean; name: string }> {
  return page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    const shown = getComputedStyle(focused).opacity === '0' ? focused.nextElementSibling : focused;
    const { outlineStyle, outlineWidth } = getComputedStyle(shown ?? focused);
    return {
      isShown: outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2,
      name: focused.outerHTML.slice(0, 90),
    };
  });
}

test('nothing moves when less motion is asked for, and little otherwise', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('runbooks/shop/replication-lag/');
  expect(await movements(page)).toEqual([]);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  for (const movement of await movements(page)) expect(movement).toMatch(/^(background-color|color) 0\.12s$/);
});

function movements(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = [...document.querySelectorAll('*')].flatMap((element) => {
      const { transitionProperty, transitionDuration, animationName } = getComputedStyle(element);
      const durations = transitionDuration.split(', ');
      const moves = transitionProperty
        .split(', ')
        .map((name, index) => `${name} ${durations[index % durations.length]}`);
      return [
        ...moves.filter((move) => !move.endsWith(' 0s')),
        ...(animationName === 'none' ? [] : [animationName]),
      ];
    });
    return [...new Set(found)];
  });
}
