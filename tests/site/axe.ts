import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './site-test.ts';

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;

const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

/**
 * Asks axe in both themes what is wrong with a page as it is now. The page is loaded once and axe is brought into
 * it once: to load both again for each theme took most of the time of all browser tests.
 */
export async function expectNoFindings(page: Page, themes: readonly Theme[] = THEMES): Promise<void> {
  // A colour that is still on its way to the other theme's is neither's.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    const { violations, passes } = await analyze(page);
    const findings = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ id, html, failureSummary })),
    );
    expect({ colorScheme, findings }).toEqual({ colorScheme, findings: [] });
    expect(passes.length, 'rules of axe that had something to look at').toBeGreaterThan(10);
  }
  await page.emulateMedia({ reducedMotion: null, colorScheme: null });
}

/** Without frames, which no page of a site has, axe needs no second page to put results together. */
async function analyze(page: Page): Promise<AxeResults> {
  expect(page.frames()).toHaveLength(1);
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  if (!isThere) return new AxeBuilder({ page }).setLegacyMode().analyze();
  // What the builder has left in the page.
  return page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
}
