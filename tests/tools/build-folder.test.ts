import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BUILD_MARK, freshFolder, replaceFolder } from '../../src/tools/build-site.ts';
import { ownedName } from '../../src/tools/owned-name.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-out-'));
  out = join(folder, 'deep/dist');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function build(text: string): Promise<void> {
  const fresh = await freshFolder(out);
  writeFileSync(join(fresh, 'index.html'), text);
  mkdirSync(join(fresh, 'sub'));
  writeFileSync(join(fresh, 'sub/index.html'), text);
  await replaceFolder(out, fresh, text);
}

/** A folder as a build would have left it that was killed. */
function left(kind: string, text: string): void {
  const name = ownedName(kind, 'dist').replace(/-\d+-\d+-([0-9a-f]{8})$/, '-4194999-7-$1');
  mkdirSync(join(folder, 'deep', name), { recursive: true });
  writeFileSync(join(folder, 'deep', name, 'index.html'), text);
}

test('builds into one folder at once leave one whole site, and nothing beside it', async () => {
  const texts = Array.from({ length: 8 }, (_, index) => `site ${index}`);
  await Promise.all(texts.map(build));
  const text = readFileSync(join(out, 'index.html'), 'utf8');
  expect(texts).toContain(text);
  expect(readFileSync(join(out, 'sub/index.html'), 'utf8')).toBe(text);
  expect(readFileSync(join(out, BUILD_MARK), 'utf8')).toContain(`digest ${text}`);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['dist']);
});

test('what a killed build left is swept by the next one', async () => {
  left('new', 'half');
  left('old', 'before');
  mkdirSync(out);
  await build('now');
  expect(readdirSync(join(folder, 'deep'))).toEqual(['dist']);
});

test('the site that a killed build had just taken away comes back', async () => {
  left('old', 'before');
  const fresh = await freshFolder(out);
  expect([readFileSync(join(out, 'index.html'), 'utf8'), existsSync(fresh)]).toEqual(['before', true]);
});

test('a folder that cannot be made is said in words', async () => {
  writeFileSync(join(folder, 'deep'), 'a file');
  await expect(freshFolder(out)).rejects.toThrow(/dist could not be written: .*(EEXIST|ENOTDIR|a file)/);
});
