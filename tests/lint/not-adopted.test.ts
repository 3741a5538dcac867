import { describe, expect, test } from 'vitest';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { gatherFacts } from '../../src/lint/facts.ts';
import { bookInMemory } from '../book-in-memory.ts';

/** Findings of a book, each as `path:line  rule`. */
async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  const book = await bookInMemory(files);
  const facts = await gatherFacts(book);
  return lintBook(book, { rules, facts }).map(
    ({ path, line, level, ruleId }) => `${path}:${line} ${level} ${ruleId}`,
  );
}

const OURS =
  '---\ntitle: Ports\nkind: reference\nsummary: All ports.\nservice: web\nowner: ops\n---\n\n[a](a.md)\n';

describe('what a book has not adopted is said once', () => {
  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['a title and no more', { 'a.md': '---\ntitle: Disk full\n---\n' }, ['a.md:2 warning frontmatter-valid']],
    ['no frontmatter', { 'a.md': '# Disk full\n' }, ['a.md:1 warning frontmatter-valid']],
    [
      'keys of another system',
      { 'a.md': '---\ntitle: Disk full\nweight: 20\nbookHidden: true\nfoo: bar\n---\n' },
      ['a.md:2 warning frontmatter-valid'],
    ],
    [
      'a folder of such pages',
      { 'a.md': '# A\n', 'b.md': '---\ntitle: B\n---\n', 'c.mdx': '# C\n' },
      ['a.md:1 warning frontmatter-valid'],
    ],
    [
      'one page among those that have',
      { 'a.md': '# A\n', 'b.md': OURS, 'c.md': OURS.replace('Ports', 'Hosts') },
      ['a.md:1 warning frontmatter-valid'],
    ],
  ])('%s', async (_, files, expected) => {
    expect((await lint(files)).filter((said) => !said.includes('runbook-reachable'))).toEqual(expected);
  });
});
