import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compareFiles, refuseOverwriting, writeCompared } from '../../../src/cli/import/write-compared.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-import-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const FILES = new Map([['a.md', Buffer.from('new')]]);
const put = (text: string | undefined): void =>
  text === undefined ? rmSync(join(root, 'a.md'), { force: true }) : writeFileSync(join(root, 'a.md'), text);
const held = (): string | undefined =>
  existsSync(join(root, 'a.md')) ? readFileSync(join(root, 'a.md'), 'utf8') : undefined;

it.each([
  [undefined, [], []],
  ['new', ['a.md'], []],
  ['old', [], ['a.md']],
])('a file that holds %j is found the same %j or different %j', async (text, same, different) => {
  put(text);
  expect(await compareFiles(root, FILES)).toMatchObject({ same, different });
});

it.each<[string | undefined, string | undefined, string | undefined]>([
  [undefined, undefined, 'new'],
  ['old', 'old', 'new'],
  ['new', 'new', 'new'],
  // Somebody was there first, with the same.
  [undefined, 'new', 'new'],
])('a file that held %j and holds %j when it is written holds %j then', async (before, now, after) => {
  put(before);
  const state = await compareFiles(root, FILES);
  put(now);
  await writeCompared(root, FILES, state.before);
  expect(held()).toBe(after);
});

it.each<[string | undefined, string | undefined]>([
  [undefined, 'theirs'],
  ['old', 'theirs'],
  ['old', undefined],
  ['new', undefined],
])('a file that held %j and holds %j when it is written is left alone', async (before, now) => {
  put(before);
  const state = await compareFiles(root, FILES);
  put(now);
  await expect(writeCompared(root, FILES, state.before)).rejects.toThrow(
    'was written by somebody else just now',
  );
  expect(held()).toBe(now);
});

it.each<[readonly string[], boolean, string | undefined]>([
  [[], false, undefined],
  [['a.md'], true, undefined],
  [['a.md'], false, '`a.md` would be written over: nothing was written. --force writes over what is there.'],
  [
    ['a.md', 'b', 'c'],
    false,
    '`a.md` and 2 more would be written over: nothing was written. --force writes over what is there.',
  ],
  [
    ['a.md', 'b'],
    false,
    '`a.md` and 1 more would be written over: nothing was written. --force writes over what is there.',
  ],
])('of %j that differ, where that is wished %j, it says %j', (different, isForced, said) => {
  const refusing = () => {
    refuseOverwriting(different, isForced);
  };
  if (said === undefined) expect(refusing).not.toThrow();
  else expect(refusing).toThrow(said);
});
