import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepFile } from '../../src/tools/keep-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-keep-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a file is there as a whole, in the place of an older one', async () => {
  writeFileSync(join(folder, 'a'), 'older and longer');
  await keepFile(join(folder, 'a'), 'new');
  expect([readFileSync(join(folder, 'a'), 'utf8'), readdirSync(folder)]).toEqual(['new', ['a']]);
});

it('what cannot be put in its place leaves nothing beside it', async () => {
  mkdirSync(join(folder, 'a/b'), { recursive: true });
  await expect(keepFile(join(folder, 'a'), 'new')).rejects.toMatchObject({ syscall: 'rename' });
  expect(readdirSync(folder)).toEqual(['a']);
});

it('what cannot be written says why', async () => {
  await expect(keepFile(join(folder, 'no/a'), 'new')).rejects.toMatchObject({ syscall: 'open' });
});
