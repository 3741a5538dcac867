import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { weighPage } from '../../scripts/bench/page-weight.ts';
import { expect, test } from './site-test.ts';
import { folderOf, listBuiltFiles } from './sites.ts';

/** Kilobytes as a server sends them, for a phone in a cellar. */
const MOST = { page: 40, script: 14, scripts: 28, desk: 32 };

/**
 * The search matches beside the page; the others belong to alerts, to the preview, to addresses that have moved, to
 * `serve --run`, without which `controls` is never asked for, and to the incident desk, which has its own limit. `preview-hit` belongs to the large box of the home page.
 */
const NEVER_ON_A_RUNBOOK =
  /worker|preview-hit|controls|Moved|lost-alert|alert-group|alert-filter|list-filter|named-alerts|PreviewStrip|desk|incident-page/;

const pages = (): string[] =>
  listBuiltFiles('demo').filter((file) => /^runbooks\/.+\/index\.html$/.test(file));
const kilobytes = (bytes: number): number => bytes / 1024;

test('every runbook with its styles and scripts is light', async () => {
  const weights = await Promise.all(
    pages().map(async (page) => {
      const { html, css, js } = await weighPage(folderOf('demo'), page);
      const weight = kilobytes(html.compressed + css.compressed + js.compressed);
      return { page, weight, js: kilobytes(js.compressed) };
    }),
  );
  expect(weights.length).toBeGreaterThan(10);
  expect(weights.filter(({ weight, js }) => weight > MOST.page || js > MOST.script)).toEqual([]);
});

test('all scripts of a runbook together are small, those that are loaded when needed too', () => {
  const scripts = listBuiltFiles('demo').filter(
    (file) => /^assets\/.+\.js$/.test(file) && !NEVER_ON_A_RUNBOOK.test(file),
  );
  const sizes = scripts.map(
    (file) => gzipSync(readFileSync(join(folderOf('demo'), file)), { level: 9 }).length,
  );
  expect(kilobytes(sizes.reduce((sum, size) => sum + size, 0))).toBeLessThan(MOST.scripts);
});

test('the incident desk, which is loaded on use, is not much more', () => {
  const sizes = listBuiltFiles('demo')
    .filter((file) => /^assets\/(?:desk|incident-page).+\.js$/.test(file))
    .map((file) => gzipSync(readFileSync(join(folderOf('demo'), file)), { level: 9 }).length);
  expect(sizes).toHaveLength(2);
  expect(kilobytes(sizes.reduce((sum, size) => sum + size, 0))).toBeLessThan(MOST.desk);
});
