import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropPage, keepFolder, keepPages, makeFolders, writePage } from '../../src/tools/site-files.ts';

let folder = '';
const older = (): string => join(folder, 'older');
const fresh = (): string => join(folder, 'fresh');
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-keep-'));
  for (const name of ['a/b', 'c']) mkdirSync(join(older(), name), { recursive: true });
  for (const name of ['a/b/index.html', 'a/b.md', 'c/index.html'])
    writeFileSync(join(older(), name), `The older ${name}.`);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('pages are brought over, and those that the older site does not have are told', async () => {
  const files = ['a/b/index.html', 'a/b.md', 'c/gone.html', 'd/index.html'];
  expect([...(await keepPages(older(), fresh(), files))]).toEqual(['a/b/index.html', 'a/b.md']);
  expect(readFileSync(join(fresh(), 'a/b/index.html'), 'utf8')).toBe('The older a/b/index.html.');
});

test('a page that is written in the place of one that was brought over leaves the older site as it is', async () => {
  await keepPages(older(), fresh(), ['c/index.html']);
  dropPage(fresh(), 'c/index.html');
  expect(writePage(fresh(), 'c/index.html', Buffer.from('A new one.'))).toBe(true);
  expect(readFileSync(join(older(), 'c/index.html'), 'utf8')).toBe('The older c/index.html.');
});

test('a folder is brought over whole, or it is told that there is none', async () => {
  expect(await keepFolder(older(), fresh(), 'a')).toBe(true);
  expect(readFileSync(join(fresh(), 'a/b.md'), 'utf8')).toBe('The older a/b.md.');
  expect(await keepFolder(older(), fresh(), 'pagefind')).toBe(false);
});

test('folders are made for what will be written, and none outside of the site', async () => {
  writePage(fresh(), 'e', Buffer.from('A file.'));
  await makeFolders(fresh(), ['d/x/index.html', '../beside/index.html', 'e/index.html']);
  expect(existsSync(join(fresh(), 'd/x'))).toBe(true);
  expect(existsSync(join(folder, 'beside'))).toBe(false);
  expect(writePage(fresh(), 'e/index.html', Buffer.from('A page.'))).toBe(false);
});
