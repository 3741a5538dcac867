import { existsSync, readFileSync } from 'node:fs';

/** Written by `scripts/setup.mjs --browser`: the path of the Chromium that it found or installed. */
const RECORD = new URL('../node_modules/.opsbook-browser', import.meta.url);

/** How Playwright starts the Chromium of this machine: for the tests, for pictures and for what is measured in a browser. */
export function installedBrowser(): { readonly executablePath: string; readonly args: string[] } {
  const recorded = existsSync(RECORD) ? readFileSync(RECORD, 'utf8').trim() : '';
  return {
    executablePath: process.env['OPSBOOK_CHROMIUM'] || recorded || '/usr/bin/chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  };
}
