import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programPath } from '../../src/tools/program-path.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-path-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(path: string): string {
  const file = join(folder, path, 'git');
  mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}

const find = (...folders: readonly string[]): string | undefined =>
  programPath('git', { PATH: folders.join(delimiter) });

test('the first folder of the PATH that has a program is its place', () => {
  const [one, two] = [program('one'), program('two')];
  expect(find(join(folder, 'none'), join(folder, 'one'), join(folder, 'two'))).toBe(one);
  chmodSync(one, 0o644);
  expect(find(join(folder, 'one'), join(folder, 'two'))).toBe(two);
});

test.each(['.', '', 'bin', 'node_modules/.bin'])(
  'a folder of the PATH that is no whole path, %j, is passed over',
  (path) => {
    program(path);
    const before = process.cwd();
    process.chdir(folder);
    try {
      expect(find(path)).toBeUndefined();
    } finally {
      process.chdir(before);
    }
  },
);

test('a folder below one that is passed over is a folder like others', () => {
  const own = program('node_modules/.bin/own');
  expect(find(join(folder, 'node_modules/.bin/own'))).toBe(own);
});

test.each(['node_modules/.bin', 'docs/node_modules/.bin', 'node_modules/.bin/', 'node_modules/.bin//'])(
  'a program that a pull request could commit to %s is passed over',
  (path) => {
    program(path);
    expect(find(`${folder}/${path}`)).toBeUndefined();
    expect(find(`${folder}/${path}`, join(folder, 'one'))).toBeUndefined();
    const own = program('one');
    expect(find(`${folder}/${path}`, join(folder, 'one'))).toBe(own);
  },
);
