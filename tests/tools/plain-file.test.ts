import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPlainFile, readPlainFile } from '../../src/tools/plain-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-plain-'));
  writeFileSync(join(folder, 'file'), 'four');
  symlinkSync('file', join(folder, 'link'));
  mkdirSync(join(folder, 'folder'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ['file', 5, 'four'],
  ['file', 4, 'four'],
  ['file', 3, undefined],
  ['link', 5, undefined],
  ['folder', 5, undefined],
  // Nobody writes into it: who opened it as other files are would wait for ever.
  ['pipe', 5, undefined],
  ['nothing', 5, undefined],
])('of %s, at most %d bytes are %j', async (name, most, text) => {
  expect((await readPlainFile(join(folder, name), most))?.toString()).toBe(text);
});

it.each(['link', 'folder', 'pipe', 'nothing'])('%s is not opened', async (name) => {
  expect(await openPlainFile(join(folder, name))).toBeUndefined();
});
