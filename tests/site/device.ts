import type { CDPSession, Page } from '@playwright/test';

/** What a page is looked at with. */
export interface Device {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly isMobile?: boolean;
  readonly hasTouch?: boolean;
}

const sessions = new WeakMap<Page, CDPSession>();

/**
 * Turns the window of a page into that of another device, with the calls that Playwright makes for a new one: the page
 * is laid out anew and not loaded again, which is most of the time that a visit to every page takes.
 */
export async function turnInto(
  page: Page,
  { viewport, isMobile = false, hasTouch = false }: Device,
): Promise<void> {
  // What a session has set ends with it.
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  await session.send('Emulation.setDeviceMetricsOverride', {
    ...viewport,
    deviceScaleFactor: 1,
    mobile: isMobile,
  });
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: hasTouch });
}
