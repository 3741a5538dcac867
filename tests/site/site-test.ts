import { expect, test as base } from '@playwright/test';
import type { BrowserContext } from '@playwright/test';
import { addressOf } from './sites.ts';
import type { SiteName } from './sites.ts';

interface SiteOptions {
  /** The site that the test reads; addresses are relative to its home page. */
  site: SiteName;
  /** Off for a test that provokes what every other one must not see. */
  isWatched: boolean;
}

/** A browser test. Whatever it looks at, nothing may leave the site, break its policy or fail in its scripts. */
export const test = base.extend<SiteOptions & { watch: undefined }>({
  site: ['awkward', { option: true }],
  isWatched: [true, { option: true }],
  baseURL: async ({ site }, use) => use(addressOf(site)),
  watch: [
    async ({ context, baseURL, isWatched }, use) => {
      const complaints = listen(context, new URL(baseURL ?? '').origin);
      await use(undefined);
      if (isWatched) expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** What Pagefind says when somebody goes to a result while it still loads: the browser cuts its requests short. */
const CUT_SHORT = /^Failed to load Pagefind metadata/;

/** Requests to other servers, violations of the policy (Chromium logs them as errors), errors of scripts. */
function listen(context: BrowserContext, origin: string): readonly string[] {
  const complaints: string[] = [];
  const complain = (kind: string, text: string): void => {
    if (!CUT_SHORT.test(text)) complaints.push(`${kind}: ${text}`);
  };
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && !/^(data|blob):$/.test(url.protocol)) complain('request', url.href);
  });
  context.on('weberror', (error) => complain('error', error.error().message));
  context.on('console', (message) => {
    const isOwnStatus = message.location().url === message.page()?.url(); // the 404 page is a 404
    if (message.type() === 'error' && !isOwnStatus) complain('console', message.text());
  });
  return complaints;
}
