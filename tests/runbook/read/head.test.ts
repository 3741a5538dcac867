import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listHeads } from '../../../src/runbook/read/head.ts';
import { loadBook, readBookFiles } from '../../../src/runbook/read/load.ts';
import type { BookReader } from '../../../src/runbook/read/load.ts';
import { CLAIM_NAMES } from '../../../src/runbook/schema/claims.ts';

const FIELDS = ['id', 'path', 'title', ...CLAIM_NAMES] as const;

function readerOf(files: Readonly<Record<string, string>>): BookReader {
  return {
    list: () => Promise.resolve({ paths: Object.keys(files).sort(), refused: [] }),
    read: (path) => Promise.resolve(Buffer.from(files[path] ?? '')),
  };
}

/** What the heads say, and what the whole reading says, of the same runbooks. */
async function both(files: Readonly<Record<string, string>>) {
  const pick = (runbook: Readonly<Record<(typeof FIELDS)[number], unknown>>) =>
    Object.fromEntries(FIELDS.map((field) => [field, runbook[field]]));
  const heads = listHeads(await readBookFiles(readerOf(files)));
  const { runbooks } = await loadBook(readerOf(files));
  return [heads.map(pick), [...runbooks.values()].map(pick)];
}

describe('the head of a runbook says what the whole reading says', () => {
  test.each([
    ['title: A\nkind: incident\nowner: x\nparams:\n  A: { description: "owner: y" }\nreviewed: 2026-01-01'],
    ['title: >\n  long\n  title\nsymptoms:\n- a\n- b\nalerts:\n- A\n- B\nowner: x'],
    ['watches: [\n  a/**,\n  b/**\n]\nowner: x'],
    ['"title": A\n\'owner\': x'],
    ['{ title: A, owner: x, reviewed: 2026-01-01 }'],
    ['title: &name A\nsummary: *name\nowner: *name'],
    ['summary: |\n  owner: y\ntitle: A\nreview-every: 2 weeks'],
    ['title: A # owner: y\nreviewed : "2026-01-01"\naliases: [/old/]'],
    ['reviewed: soon\ntitle: 5\nowner: [x]'],
    [
      'title: A\nservice: x\nseverity: sev1\nsymptoms: [a]\nerrors: [b]\ntags: [c]\nrelated: [d]\nstatus: draft',
    ],
    ['title: A\nservice: [x, y]\nsymptoms: a\ntags: [c, 5]'],
    // The first heading stands in for a title, and a comment of YAML is none.
    ['# A comment\nowner: x'],
  ])('of %j', async (yaml) => {
    const [heads, whole] = await both({ 'content/runbooks/a.mdx': `---\n${yaml}\n---\n\n# Heading\n` });
    expect(heads).toEqual(whole);
  });

  test('of a page without frontmatter, with line ends of Windows, and beside one of its name', async () => {
    const [heads, whole] = await both({
      'content/runbooks/a.md': '# First *one*\n',
      'content/runbooks/b.mdx': '---\r\ntitle: B\r\nowner: x\r\n---\r\n',
      'content/runbooks/b.md': '# Other\n',
      // No runbooks, though they are pages.
      'content/guides/c.md': '# Guide\n',
      'content/runbooks/notes.yaml': 'title: Notes\n',
    });
    expect(heads?.map(({ id, path }) => [id, path])).toEqual(whole?.map(({ id, path }) => [id, path]));
  });

  test('of pages beside alert rules', async () => {
    const [heads, whole] = await both({
      'opsbook.yaml': 'runbooks: .\nalerts: { rules: ["*.rules"] }\n',
      'a.md': '# First\n',
      'a.rules': '',
    });
    expect(heads).toEqual(whole);
    expect(heads).toHaveLength(1);
  });

  test('of a page that has its title in its text alone', async () => {
    const [heads, whole] = await both({
      'content/runbooks/a.md': '# First\n',
      'content/runbooks/b.md': 'It is about C# and F# things.\n\n# Heading\n',
    });
    expect(heads).toEqual(whole);
  });

  test('of every runbook in the demo book', async () => {
    const root = join(import.meta.dirname, '../../..');
    const paths = readdirSync(join(root, 'content/runbooks'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.mdx'))
      .map((path) => `content/runbooks/${path}`);
    const [heads, whole] = await both(
      Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])),
    );
    expect(heads).toEqual(whole);
  });
});
