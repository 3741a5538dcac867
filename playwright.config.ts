import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { installedBrowser } from './scripts/installed-browser.ts';

const { executablePath, args } = installedBrowser();

export default defineConfig({
  testDir: 'tests/site',
  testMatch: '**/*.spec.ts',
  globalSetup: './tests/site/build-sites.ts',
  outputDir: 'test-results',
  reporter: 'dot',
  // A loaded machine may take its time: what these wait for is an answer, not a speed.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // What lost a race on a loaded machine is tried once more, and the gate names it: it is a fault to look for.
  retries: 1,
  fullyParallel: true,
  // One more than there are processors: whoever waits for a page leaves one idle.
  workers: availableParallelism() + 1,
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Keeping a whole site in each of hundreds of browsers is asked for by the test that is about it.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath,
      args: [
        ...args,
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
