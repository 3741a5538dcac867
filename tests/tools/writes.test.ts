import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** What node's file system has that makes, changes or removes something. */
const WRITES =
  /^(writeFile|appendFile|open|openAsBlob|rename|rm|rmdir|unlink|mkdir|mkdtemp|cp|copyFile|link|symlink|truncate|ftruncate|chmod|fchmod|chown|utimes|writev?|createWriteStream)(Sync)?$/;

/**
 * The files of the program that write something. Files of the book are changed by `change-file.ts` alone: two
 * people may change one at once, and a machine may stop at any moment.
 */
const WRITERS: Readonly<Record<string, string>> = {
  'tools/disk.ts': 'what change-file.ts and file-lock.ts ask for: every change of a file of the book',
  'tools/event-log.ts': 'the file of `--log`, which is only ever appended to',
  'tools/note-file.ts': 'a note that a run and a person write into, under the same lock',
  'tools/whole-output.ts': 'outputs too long for a note, in a folder beside it',
  'tools/keep-file.ts': 'caches, which can be made again',
  'tools/cache-folder.ts': 'the folder of caches',
  'tools/folder-reader.ts': 'opens to read',
  'tools/plain-file.ts': 'opens to read',
  'tools/edit-text.ts': 'a snippet in a temporary folder, for an editor',
  'tools/shellcheck.ts': 'snippets in a temporary folder, for ShellCheck',
  'tools/named-file.ts': 'the job summary of GitHub, which is appended to',
  'tools/verify-folder.ts': 'the temporary folder of a verify, and what a killed one left of its own',
  'tools/index-site.ts': 'an empty folder to start Pagefind in',
  'tools/site-files.ts': 'files of the built site',
  'tools/hosting-headers.ts': 'a file of the built site',
  'tools/build-site.ts': 'the built site: a folder of its own, put in the place of the older one',
};

function writesOf(path: string): string[] {
  const text = readFileSync(join(src, path), 'utf8');
  // Match `import { open, stat as look } from 'node:fs'`, `import * as fs from 'fs/promises'`, `import fs from 'fs'`.
  const imports = text.matchAll(/import\s+(?!type\b)([^;]*?)\s+from\s+'(?:node:)?fs(?:\/promises)?'/g);
  return [...imports].flatMap(([, names = '']) => {
    if (!names.startsWith('{')) return [names];
    return names
      .replace(/[{}]/g, '')
      .split(',')
      .map((name) => name.trim().split(/\s+as\s+/)[0] ?? '')
      .filter((name) => WRITES.test(name) || name === 'promises');
  });
}

test('files of the book are changed in one way: whatever else writes is listed with its reason', () => {
  const programs = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js|astro)$/.test(entry.name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)));
  const writing = programs.filter((path) => writesOf(path).length > 0);
  expect(writing.sort()).toEqual(Object.keys(WRITERS).sort());
});

test('nobody gets at the file system in another way', () => {
  const programs = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  // Match `await import('node:fs')`, `require("fs")`, `process.getBuiltinModule('fs')`.
  const others = programs.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => /\b(import|require|getBuiltinModule)\(\s*['"](node:)?fs/.test(line)),
  );
  // The thread of tools/build-site.ts that removes the older site, and nothing else.
  const thread =
    "require('node:fs').rmSync(require('node:worker_threads').workerData, { recursive: true, force: true });";
  expect(others.map((line) => line.trim())).toEqual([thread]);
});
