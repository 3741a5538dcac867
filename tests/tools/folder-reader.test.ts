import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderReader } from '../../src/tools/folder-reader.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-links-'));
  mkdirSync(join(root, 'x/real'), { recursive: true });
  writeFileSync(join(root, 'x/real/a.md'), '# A\n');
});
afterEach(() => rmSync(root, { recursive: true }));

// Whatever sorts first, a folder is read by its own name.
test.each([
  ['before it', 'a', 'x/real'],
  ['after it', 'z', 'x/real'],
  ['deeper, before it', 'b/c', '../x/real'],
  ['to all of the book', 'a', '.'],
])('a symbolic link %s hides no page', async (_, link, target) => {
  if (link.includes('/')) mkdirSync(join(root, link, '..'), { recursive: true });
  symlinkSync(target, join(root, link));
  expect(await folderReader(root).list()).toEqual({ paths: ['x/real/a.md'], refused: [] });
});

test('of hidden folders, the pictures of GitBook are part of a book', async () => {
  for (const folder of [
    '.gitbook/assets',
    '.gitbook/includes',
    '.vuepress/public',
    '.vuepress/theme',
    '.github',
    'x/.gitbook/assets',
  ]) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'a.png'), '');
  }
  const { paths } = await folderReader(root).list();
  expect(paths).toEqual([
    '.gitbook/assets/a.png',
    '.vuepress/public/a.png',
    'x/.gitbook/assets/a.png',
    'x/real/a.md',
  ]);
});
