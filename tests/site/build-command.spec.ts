import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { opsbook } from './opsbook.ts';
import { freshFolder } from './sites.ts';
import { writeFiles } from './write-files.ts';

test.describe.configure({ timeout: 180_000 });

const SETTINGS = { 'opsbook.yaml': 'site:\n  title: Shop\n' };

function runbook(words: string): string {
  return [
    '---',
    'title: Full disk',
    'kind: procedure',
    `summary: ${words}`,
    'service: shop',
    'owner: shop',
    '---',
    '',
    '## Steps',
    '',
    `${words}`,
    '',
    '## Verification',
    '',
    'There is room.',
    '',
    '## Rollback',
    '',
    'None.',
    '',
  ].join('\n');
}

const BOOK = {
  ...SETTINGS,
  'content/teams.yaml': 'shop:\n  name: Shop\n',
  'content/services/shop.yaml': 'name: Shop\nsystem: shop\nowner: shop\ndescription: Sells.\n',
};
const PAGE = 'content/runbooks/disk-full.mdx';
const BUILT_PAGE = 'runbooks/disk-full/index.html';

/** Every file of a folder with its content, in one digest. */
function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    hash.update(path).update(entry.isFile() ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

test('a build that fails leaves the older site whole; one that may go on goes on', async () => {
  const folder = freshFolder('older');
  const [root, out] = [join(folder, 'book'), join(folder, 'site')];
  const build = (...more: string[]) => opsbook('build', '--root', root, '--out', out, ...more);

  await writeFiles(root, { ...BOOK, [PAGE]: runbook('Empty the bin.') });
  expect(await build()).toMatchObject({ status: 0, stdout: expect.stringContaining('Built 1 page into') });
  const older = digestOf(out);
  expect(await build()).toMatchObject({ status: 0, stdout: `${out} is up to date.\n` });

  await writeFiles(root, { [PAGE]: runbook('Empty [the bin](gone.mdx).') });
  expect(await build()).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('link-resolves'),
    stderr: 'Nothing was built: mend the errors above.\n',
  });
  expect(digestOf(out)).toBe(older);
  expect(readdirSync(folder).sort()).toEqual(['book', 'site']);

  expect(await build('--keep-going')).toMatchObject({ status: 0 });
  expect(await readFile(join(out, BUILT_PAGE), 'utf8')).toContain('the bin');

  await writeFiles(root, { [PAGE]: runbook('Empty {bin}.') });
  const before = digestOf(out);
  expect(await build('--keep-going')).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('no-expression'),
  });
  expect(digestOf(out)).toBe(before);
});

test('a folder that holds what opsbook did not build is left alone', async () => {
  const folder = freshFolder('foreign-out');
  const [root, out] = [join(folder, 'book'), join(folder, 'home')];
  await writeFiles(root, { ...BOOK, [PAGE]: runbook('Empty the bin.') });
  await writeFiles(out, { 'thesis.txt': 'Years of work' });
  const said = await opsbook('build', '--root', root, '--out', out);
  expect(said).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('did not build') });
  expect(readdirSync(out)).toEqual(['thesis.txt']);
});

test('two books of the same file names, built at once, do not see each other', async () => {
  const folder = freshFolder('apart');
  const build = async (name: string): Promise<string> => {
    const root = join(folder, name);
    await writeFiles(root, { ...BOOK, [PAGE]: runbook(`Call the ${name}.`) });
    expect(await opsbook('build', '--root', root)).toMatchObject({ status: 0 });
    return readFile(join(root, 'dist', BUILT_PAGE), 'utf8');
  };
  const [north, south] = await Promise.all([build('north'), build('south')]);
  expect(north).toContain('Call the north.');
  expect(south).toContain('Call the south.');
  expect(north).not.toContain('south');
  expect(south).not.toContain('north');
});

const MISTAKES: Readonly<Record<string, { args: readonly string[]; says: RegExp }>> = {
  'a root that is not there': { args: ['--root', '/nowhere/at/all'], says: /is not a folder/ },
  'a flag that does not exist': { args: ['--keepgoing'], says: /unknown flag `--keepgoing`.*`--keep-going`/ },
};

for (const [what, { args, says }] of Object.entries(MISTAKES)) {
  test(`${what} is wrong usage`, async () => {
    const said = await opsbook('build', ...args);
    expect(said).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(says) });
  });
}
