import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cacheFolder, cacheProblem } from '../../src/tools/cache-folder.ts';
import { cacheDistrust } from '../../src/tools/cache-trust.ts';

let top = '';
const at = (path: string): string => join(top, path);

beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'opsbook-cache-')));
  for (const folder of [
    'repository/.git',
    'repository/.cache',
    'book/.cache',
    'own',
    'open',
    'home/.git',
    'home/.cache',
  ])
    mkdirSync(at(folder), { recursive: true });
  mkdirSync(at('home/work/.git'), { recursive: true });
  writeFileSync(at('book/opsbook.yaml'), '');
  chmodSync(at('open'), 0o777);
  symlinkSync(at('repository/.cache'), at('led'));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

test.each([
  ['repository/.cache', 'lies in the repository'],
  ['repository/not/there/yet', 'lies in the repository'],
  ['book/.cache', 'lies in the repository'],
  ['led', 'lies in the repository'],
  ['led/not/there/yet', 'lies in the repository'],
  ['open', 'can be written by everybody'],
])('nothing is read from %s: it %s', (folder, reason) => {
  expect(cacheDistrust(at(folder), { isNamed: true })).toContain(reason);
  const environment = { OPSBOOK_CACHE: at(folder) };
  expect([cacheFolder(environment), cacheProblem(environment)]).toEqual([
    undefined,
    expect.stringContaining(reason),
  ]);
});

test.each(['own', 'not/there/yet'])('%s is believed', (folder) => {
  expect(cacheDistrust(at(folder), { isNamed: true })).toBeUndefined();
  expect(cacheFolder({ OPSBOOK_CACHE: at(folder) })).toBe(at(folder));
});

test('the cache of a home that is a repository is believed where another one is judged', () => {
  const given = { isNamed: false, workingFolder: at('home/work') };
  expect(cacheDistrust(at('home/.cache'), given)).toBeUndefined();
  expect(cacheDistrust(at('home/.cache'), { ...given, workingFolder: at('home') })).toContain(
    'lies in the repository',
  );
});

test('a folder of the call itself is not believed, as of an archive that was unpacked', () => {
  expect(cacheDistrust(at('own/.cache'), { isNamed: true, workingFolder: at('own') })).toContain(
    'lies in the folder of this call',
  );
  // A user's own cache is where it always is, and of the root everything is below.
  expect(cacheDistrust(at('own/.cache'), { isNamed: false, workingFolder: at('own') })).toBeUndefined();
  expect(cacheDistrust(at('own/.cache'), { isNamed: true, workingFolder: '/' })).toBeUndefined();
});

test.runIf(process.getuid?.() === 0)('the folder of another user is not believed', async () => {
  const { chownSync } = await import('node:fs');
  mkdirSync(at('theirs'));
  chownSync(at('theirs'), 65_534, 65_534);
  expect(cacheDistrust(at('theirs'), { isNamed: true })).toContain('belongs to another user');
});
