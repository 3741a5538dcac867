import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findSiteFile } from '../../src/tools/site-file.ts';

let folder: string;
let site: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'opsbook-site-')));
  site = join(folder, 'site');
  for (const path of [
    'site/index.html',
    'site/a b/index.html',
    'site/.git/config',
    'site/page',
    'site-2/x',
  ]) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  // A name on this system, and a step into a folder on another.
  if (process.platform !== 'win32') writeFileSync(join(site, 'a\\b'), '');
  symlinkSync('.git', join(site, 'shown'));
  symlinkSync('../site-2', join(site, 'beside'));
  symlinkSync('page', join(site, 'same'));
  symlinkSync('.', join(site, 'round'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['/', 'index.html'],
  ['/a%20b/', 'a b/index.html'],
  ['/page', 'page'],
  ['/same', 'page'],
  ['/round/page', 'page'],
])('%s leads to the file %s', async (address, path) => {
  expect(await findSiteFile(site, address)).toEqual({ kind: 'file', path });
});

it('a folder without its slash is said to be one', async () => {
  expect(await findSiteFile(site, '/a%20b')).toEqual({ kind: 'folder' });
});

it.each([
  ...['/nothing', '/.git/config', '/%2egit/config', '/shown/config', '/beside/x', '/../site-2/x', '/round'],
  ...[
    '/a%20b/../page',
    '/a%20b%2f..%2fpage',
    '//page',
    '/a%20b//index.html',
    '/page/',
    '/%',
    '/%00',
    '/a%5cb',
  ],
  ...['', 'page'],
])('%j leads nowhere', async (address) => {
  expect(await findSiteFile(site, address)).toEqual({ kind: 'none' });
});
