import { expect, it } from 'vitest';
import { bookOf } from '../../src/judge/open-book.ts';
import { readBookFiles } from '../../src/runbook/read/load.ts';
import { openSources } from '../../src/site/answer-sources.ts';

// The next build does not ask again what has the same source: a change of each kind that an answer is made of gives another.

const DISK = 'content/runbooks/disk.md';
const TEXTS: Readonly<Record<string, string>> = {
  'opsbook.yaml': 'site: { title: Book }\n',
  'content/teams.yaml': 'storage: { github: "@org/storage" }\n',
  [DISK]: '# Disk\n\n## Steps\n\nA way.\n',
  'content/runbooks/queue.md': '# Queue\n',
  'content/guides/on-call.md': '# On call\n',
};
const OF_DISK = [
  '["page","runbooks","disk"]',
  '["errorMeanings","disk"]',
  '["unfinished","disk"]',
  `["secretNames","${DISK}"]`,
];

async function sourcesOf(
  questions: readonly string[],
  changed: Readonly<Record<string, string>> = {},
  codeowners?: string,
): Promise<(string | undefined)[]> {
  const texts: Readonly<Record<string, string>> = { ...TEXTS, ...changed };
  const files = await readBookFiles({
    list: () => Promise.resolve({ paths: Object.keys(texts).sort(), refused: [] }),
    read: (path) => Promise.resolve(Buffer.from(texts[path] ?? '')),
    ...(codeowners === undefined
      ? {}
      : { readOwners: () => Promise.resolve({ path: 'CODEOWNERS', text: codeowners, prefix: '' }) }),
  });
  const sourceOf = openSources(files, bookOf('/book', files).book);
  return questions.map(sourceOf);
}

it('what is told of one page has a source, and what is told of several has none', async () => {
  for (const source of await sourcesOf([...OF_DISK, '["page","guides","on-call"]']))
    expect(source).toMatch(/^[0-9a-f]{16}$/);
  const others = ['["runbooks"]', '["secretNames"]', '["alert","DiskFull"]', '["page","runbooks","gone"]'];
  expect(await sourcesOf(others)).toEqual(others.map(() => undefined));
});

it.each([
  ['its text', { [DISK]: '# Disk\n\n## Steps\n\nAnother way.\n' }],
  ['the settings', { 'opsbook.yaml': 'site: { title: Book, order: written }\n' }],
  ['the teams, by whose address CODEOWNERS names one', { 'content/teams.yaml': 'storage: { name: S }\n' }],
])('changes with %s', async (_, changed) => {
  const [before, after] = await Promise.all([sourcesOf(OF_DISK), sourcesOf(OF_DISK, changed)]);
  for (const [at, source] of before.entries()) expect(after[at]).not.toBe(source);
});

it('changes with who owns its file by CODEOWNERS', async () => {
  const asked = { 'opsbook.yaml': 'owners: codeowners\n' };
  const [before, after] = await Promise.all(
    ['* @org/storage\n', '* @org/others\n'].map((text) => sourcesOf(OF_DISK, asked, text)),
  );
  for (const [at, source] of before?.entries() ?? []) expect(after?.[at]).not.toBe(source);
});

it('stays what it is when another page changes', async () => {
  const changed = { 'content/runbooks/queue.md': '# Queues\n' };
  expect(await sourcesOf(OF_DISK, changed)).toEqual(await sourcesOf(OF_DISK));
});
