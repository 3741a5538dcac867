import { chromium } from '@playwright/test';
import type { Browser, BrowserContext } from '@playwright/test';
import { installedBrowser } from '../installed-browser.ts';

/** The windows that a page is looked at in; the first is a phone's. */
export const SIZES = [
  { width: 390, height: 844, isMobile: true, hasTouch: true },
  { width: 768, height: 1024, isMobile: false, hasTouch: false },
  { width: 1440, height: 900, isMobile: false, hasTouch: false },
  { width: 1920, height: 1080, isMobile: false, hasTouch: false },
] as const;

export type Size = (typeof SIZES)[number];

export const THEMES = ['light', 'dark'] as const;

/** A browser that talks to nobody but the site. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch(installedBrowser());
}

/** A window of a size, in a theme. */
export function openWindow(
  browser: Browser,
  { width, height, isMobile, hasTouch }: Size,
  colorScheme: (typeof THEMES)[number] = 'light',
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width, height },
    isMobile,
    hasTouch,
    colorScheme,
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
}
