import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { opsbook } from './opsbook.ts';
import { freshFolder } from './sites.ts';
import { writeFiles } from './write-files.ts';

test.describe.configure({ timeout: 400_000 });

/** Without the manual, which takes longer than such a book: the tests that are about all of a site have it. */
const SETTINGS = { 'opsbook.yaml': 'site:\n  title: Shop\n  manual: false\n' };
const WITH_MANUAL = { 'opsbook.yaml': 'site:\n  title: Shop\n' };

function runbook(
  words: string,
  { title = 'Full disk', more = [] as readonly string[], body = words } = {},
): string {
  return [
    '---',
    `title: ${title}`,
    'kind: procedure',
    `summary: ${words}`,
    'service: shop',
    'owner: shop',
    ...more,
    '---',
    '',
    '## Steps',
    '',
    body,
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
    stderr: 'Nothing was built: fix the errors above.\n',
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

test('a site whose pages were kept from the one before is the same as one built anew', async () => {
  const folder = freshFolder('kept');
  const [root, out] = [join(folder, 'book'), join(folder, 'site')];
  const other = 'content/runbooks/disk-slow.mdx';
  await writeFiles(root, {
    ...BOOK,
    ...WITH_MANUAL,
    [PAGE]: runbook('Empty the bin.', { more: ['related: [disk-slow]'] }),
    [other]: runbook('Wait.', { title: 'Slow disk' }),
  });
  const builtAt = (page: string): number => statSync(join(out, page)).mtimeMs;
  expect(await opsbook('build', '--root', root, '--out', out)).toMatchObject({ status: 0 });
  const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'its own words': { [other]: runbook('Wait.', { title: 'Slow disk', body: 'Wait longer.' }) },
    'the manual, which is left out': SETTINGS,
    'a title that another page shows': { [other]: runbook('Wait longer.', { title: 'Disk crawls' }) },
    'its kind, by which its service sorts': {
      [other]: runbook('Wait longer.', { title: 'Disk crawls' }).replace('procedure', 'reference'),
    },
    'a service': {
      'content/services/shop.yaml': BOOK['content/services/shop.yaml'].replace('Shop', 'Store'),
    },
  };
  for (const [what, files] of Object.entries(changes)) {
    const before = builtAt(BUILT_PAGE);
    const indexed = builtAt(INDEX);
    await writeFiles(root, files);
    const anew = join(folder, 'anew', what);
    expect(await opsbook('build', '--root', root, '--out', out)).toMatchObject({ status: 0 });
    expect({ what, isKept: builtAt(BUILT_PAGE) === before }).toEqual({
      what,
      isKept: what.startsWith('its '),
    });
    // Of a runbook the full-text index holds nothing; of a service's page it does.
    expect({ what, isKept: builtAt(INDEX) === indexed }).toEqual({ what, isKept: what === 'its own words' });
    expect(await opsbook('build', '--root', root, '--out', anew)).toMatchObject({ status: 0 });
    expect(textsOf(out)).toEqual(textsOf(anew));
    expect(fullTexts(out)).toEqual(fullTexts(anew));
  }

  // Somebody has taken it out of the site.
  rmSync(join(out, dirname(INDEX)), { recursive: true });
  await writeFiles(root, { [other]: runbook('Wait.', { title: 'Slow disk', body: 'Wait for ever.' }) });
  expect(await opsbook('build', '--root', root, '--out', out)).toMatchObject({ status: 0 });
  expect(fullTexts(out).length).toBeGreaterThan(2);
});

const INDEX = 'pagefind/pagefind-entry.json';

/** What the full-text index holds of each page, with its address. */
function fullTexts(site: string): string[] {
  const folder = join(site, dirname(INDEX), 'fragment');
  return readdirSync(folder)
    .map((file) => gunzipSync(readFileSync(join(folder, file))).toString())
    .sort();
}

/** Every page and every part of the search index, by path; Pagefind's names differ from run to run, and are listed. */
function textsOf(site: string): Record<string, string> {
  const paths = readdirSync(site, { recursive: true, encoding: 'utf8' }).sort();
  const texts = paths.filter(
    (path) => /\.(html|json|css|js|md|txt)$/.test(path) && !/^pagefind\/|^offline\.json$/.test(path),
  );
  return Object.fromEntries(texts.map((path) => [path, readFileSync(join(site, path), 'utf8')]));
}

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

test('a first book with one incomplete runbook gets a site, and the page says what is missing', async () => {
  const folder = freshFolder('first-book');
  const [root, out] = [join(folder, 'book'), join(folder, 'site')];
  await writeFiles(root, {
    'opsbook.yaml': 'site: { title: Shop, manual: false }\n',
    'content/runbooks/disk.mdx': '---\ntitle: Disk full\nkind: incident\n---\n\n```bash\ndf -h\n```\n',
  });
  const said = await opsbook('build', '--root', root, '--out', out);
  expect(said).toMatchObject({ status: 0, stderr: '' });
  expect(said.stdout).toMatch(/frontmatter-valid[^]*A first book may be unfinished[^]*Built 1 page/);
  const html = await readFile(join(out, 'runbooks/disk/index.html'), 'utf8');
  expect(html).toContain('This page is not finished.');
  expect(html).toContain('Add the section <code>## Diagnosis</code>');
  // What is wrong, and not only missing, stops a first book too.
  await writeFiles(root, {
    'content/runbooks/disk.mdx': '---\ntitle: Disk full\nkind: incident\nownr: ops\n---\n\nLook.\n',
  });
  expect(await opsbook('build', '--root', root, '--out', out)).toMatchObject({ status: 1 });
});
