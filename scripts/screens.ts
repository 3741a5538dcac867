import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from '@playwright/test';
import { openBrowser, openWindow, SIZES, THEMES } from './screens/look.ts';
import type { Size } from './screens/look.ts';
import { measurePage } from './screens/measure-page.ts';
import type { PageFigures } from './screens/measure-page.ts';
import { serveSite } from '../src/tools/serve-site.ts';
import { needFolder, readFlags } from './read-flags.ts';

// `npm run screens`: pictures of the demo's pages at four widths and in both themes, to look at; and figures of its
// runbooks. `--site DIR` takes a site that is built already, `--out DIR` says where the pictures go, `--figures` makes
// none, and words choose pages: `npm run screens -- runbooks/pilot/disk-full/ alerts/`.

const PAGES = [
  '',
  'runbooks/serotonin-script/queue-backlog/',
  'runbooks/serotonin-script/redis-data-loss/',
  'runbooks/holoscript/deploy/',
  'symptoms/',
  'services/',
  'alerts/',
  'alerts/TaskiqQueueBacklog/?stay',
  'severities/',
  'teams/',
  'reviews/',
  'templates/incident/',
  'manual/',
  'rules/no-placeholder/',
  'nowhere/',
];

const { values, positionals } = readFlags({
  allowPositionals: true,
  options: {
    site: { type: 'string' },
    out: { type: 'string', default: 'screens' },
    figures: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
  },
});
if (values.site !== undefined) needFolder(values.site);
await screens();

async function screens(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'opsbook-screens-'));
  const site = values.site === undefined ? join(folder, 'site') : resolve(values.site);
  if (values.site === undefined) await build(site);
  const server = await serveSite({ folder: site, base: '/', port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  const home = `http://localhost:${server.port}/`;
  try {
    if (!values.figures) await takePictures(browser, home);
    if (positionals.length === 0) await printFigures(browser, { home, site });
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true });
  }
}

async function build(out: string): Promise<void> {
  const program = join(import.meta.dirname, '../dist-program/cli/opsbook.mjs');
  await promisify(execFile)(process.execPath, [program, 'build', '--out', out]);
}

async function takePictures(browser: Browser, home: string): Promise<void> {
  const out = resolve(values.out);
  await mkdir(out, { recursive: true });
  const pages = positionals.length > 0 ? positionals : PAGES;
  for (const size of SIZES)
    for (const theme of THEMES) {
      const window = await openWindow(browser, size, theme);
      const page = await window.newPage();
      for (const address of pages) {
        await page.goto(home + address);
        await page.evaluate(() => document.fonts.ready);
        const name = `${address.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}-${size.width}-${theme}.png`;
        // Chromium forgets that a window is a phone's where it takes more than the window: the window grows instead.
        if (values.full) {
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
        }
        await page.screenshot({ path: join(out, name) });
        await page.setViewportSize({ width: size.width, height: size.height });
      }
      await window.close();
    }
  process.stdout.write(`Pictures of ${pages.length} pages are in ${out}.\n`);
}

interface Site {
  readonly home: string;
  readonly site: string;
}

async function printFigures(browser: Browser, { home, site }: Site): Promise<void> {
  const runbooks = await listRunbooks(site);
  for (const size of [SIZES[0], SIZES[2]]) {
    const window = await openWindow(browser, size);
    const page = await window.newPage();
    const figures: { address: string; figures: PageFigures }[] = [];
    for (const address of runbooks) {
      await page.goto(home + address);
      figures.push({ address, figures: await page.evaluate(measurePage) });
    }
    process.stdout.write(
      `\n${runbooks.length} runbooks at ${size.width} × ${size.height}:\n${sumUp(figures, size)}\n`,
    );
    await window.close();
  }
}

function sumUp(
  pages: readonly { readonly address: string; readonly figures: PageFigures }[],
  { height }: Size,
): string {
  const places = pages
    .flatMap(({ figures }) => figures.firstAction ?? [])
    .map((place) => place / height)
    .sort((a, b) => a - b);
  const sum = (of: (figures: PageFigures) => number): number =>
    pages.reduce((total, { figures }) => total + of(figures), 0);
  const late = pages.filter(({ figures }) => (figures.firstAction ?? 0) > height);
  const at = (share: number): string => (places[Math.floor(share * (places.length - 1))] ?? 0).toFixed(2);
  const small = [...new Set(pages.flatMap(({ figures }) => figures.smallTargets))];
  return [
    `  first command or decision: ${at(0)} to ${at(1)} screens down, median ${at(0.5)}`,
    `  not on the first screen: ${late.length} of ${places.length}`,
    ...late.map(({ address, figures }) => `    ${address} ${figures.firstAction}`),
    `  commands cut: ${sum(({ cut }) => cut)} of ${sum(({ commands }) => commands)}`,
    `  small targets: ${small.length}, as ${small.slice(0, 8).join(' | ')}`,
    `  most nodes: ${Math.max(...pages.map(({ figures }) => figures.nodes))}`,
  ].join('\n');
}

/** Addresses of a site's runbooks that have a step. */
async function listRunbooks(site: string): Promise<string[]> {
  const files = await readdir(join(site, 'runbooks'), { recursive: true });
  const pages = files.filter((file) => /\/index\.html$/.test(file)).sort();
  const withStep: string[] = [];
  for (const file of pages) {
    const html = await readFile(join(site, 'runbooks', file), 'utf8');
    if (/class="card step"/.test(html)) withStep.push(`runbooks/${file.replace(/index\.html$/, '')}`);
  }
  return withStep;
}
