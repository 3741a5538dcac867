import { expect, test } from 'vitest';
import { listPages } from '../../../src/runbook/book.ts';
import { bookLinks } from '../../../src/runbook/links/book-links.ts';
import { sayPassedOver } from '../../../src/runbook/read/no-page.ts';
import { listHeads } from '../../../src/runbook/read/head.ts';
import { readBookFiles } from '../../../src/runbook/read/load.ts';
import { bookInMemory } from '../../book-in-memory.ts';

type Files = Readonly<Record<string, string>>;

const kind = '---\ntitle: A\nkind: reference\n---\n\n# A\n';
const incident = '---\ntitle: Shop was slow\ndate: 2026-11-20\n---\n';

// What is no page of a folder, and its siblings, which are pages.
test.each<[string, Files, string[], string]>([
  [
    'what is written for programs, unless it says its kind',
    {
      'a.md': '# A\n',
      'AGENTS.md': '# B\n',
      'ops/CLAUDE.md': '# C\n',
      'agents.md': '# D\n',
      'x/SKILL.md': kind,
    },
    ['a.md', 'agents.md', 'x/SKILL.md'],
    '2 files of Markdown are no page here: `AGENTS.md`, `ops/CLAUDE.md` (written for programs).',
  ],
  [
    'the same in a book with settings',
    {
      'opsbook.yaml': 'runbooks: ops\n',
      'ops/a.md': kind,
      'ops/CLAUDE.md': '# C\n',
      'ops/layouts/a.md': '# L\n',
    },
    ['ops/a.md', 'ops/layouts/a.md'],
    '1 file of Markdown is no page here: `ops/CLAUDE.md` (written for programs).',
  ],
  [
    'forms that Hugo and GitHub fill in; not the parts that other pages take in',
    {
      'a.md': '# A\n',
      'archetypes/default.md': '---\n---\n',
      'layouts/b.md': '',
      'docs/PULL_REQUEST_TEMPLATE.md': '',
      '_partials/c.md': '# C\n',
      'postmortem-template.md': '# P\n',
    },
    ['_partials/c.md', 'a.md', 'postmortem-template.md'],
    '3 files of Markdown are no page here: `archetypes/default.md`, `docs/PULL_REQUEST_TEMPLATE.md` and 1 more (forms that another system fills in).',
  ],
  [
    "another system's folders with names of opsbook's",
    {
      'content/incidents/_index.md': '# I\n',
      'content/incidents/disk.md': '# D\n',
      'content/reviews/a.md': '# R\n',
      'content/reviews/b.yaml': 'a: b\n',
      'content/templates/t.md': '# T\n',
      'content/guides/g.md': '# G\n',
    },
    [
      'content/guides/g.md',
      'content/incidents/_index.md',
      'content/incidents/disk.md',
      'content/reviews/a.md',
      'content/templates/t.md',
    ],
    '',
  ],
  [
    'what opsbook writes there itself',
    {
      'a.md': '# A\n',
      'content/incidents/2026-11-20-shop-was-slow.md': incident,
      'content/reviews/2026-Q4/ops.md': '# W\n',
    },
    ['a.md'],
    '2 files of Markdown are no page here: `content/incidents/2026-11-20-shop-was-slow.md`, `content/reviews/2026-Q4/ops.md` (records of reviews and incidents by their names).',
  ],
  [
    "a site of Hugo's that has runbooks",
    { 'content/_index.md': '# H\n', 'content/runbooks/a.md': '# A\n', 'content/posts/b.md': '# B\n' },
    ['content/_index.md', 'content/posts/b.md', 'content/runbooks/a.md'],
    '',
  ],
  [
    'the rest of a folder that has its runbooks where a book has them',
    { 'content/runbooks/a.md': '# A\n', 'content/posts/b.md': '# B\n', 'README.md': '# R\n' },
    ['content/runbooks/a.md'],
    '1 file of Markdown is no page here: `content/posts/b.md` (outside `content/runbooks`).',
  ],
])('%s', async (_, files, pages, said) => {
  const book = await bookInMemory(files);
  expect(
    listPages(book)
      .map(({ path }) => path)
      .sort(),
  ).toEqual(pages);
  expect(sayPassedOver(book.passedOver)).toBe(said);
  expect(book.faults).toEqual([]);
});

test('a link to what is no page leads to the file', async () => {
  const book = await bookInMemory({ 'a.md': '[for programs](AGENTS.md#style)\n', 'AGENTS.md': '# B\n' });
  const links = bookLinks(book, { ruleIds: [] });
  expect(links.resolve({ path: 'a.md' }, 'AGENTS.md#style')).toEqual({ kind: 'file', path: 'AGENTS.md' });
});

test('a review asks for no signature below what is no page', async () => {
  const texts: Files = { 'a.md': '# A\n', 'AGENTS.md': '# B\n' };
  const files = await readBookFiles({
    list: () => Promise.resolve({ paths: Object.keys(texts), refused: [] }),
    read: (path) => Promise.resolve(new TextEncoder().encode(texts[path] ?? '')),
  });
  expect(listHeads(files).map(({ path }) => path)).toEqual(['a.md']);
});
