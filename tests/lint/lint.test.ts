import { beforeAll, describe, expect, test } from 'vitest';
import { lintBook } from '../../src/lint/lint.ts';
import type { LintOptions } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import type { Book } from '../../src/runbook/book.ts';
import { bookInMemory } from '../book-in-memory.ts';
import type { Files } from '../book-in-memory.ts';
import { RULE_BOOK } from './rule-book.ts';

const FILES: Files = {
  ...RULE_BOOK,
  'content/runbooks/a.md': '# A\n\n[b](x.md)\n\n{/* opsbook-ignore no-rule: a */}\n',
  'content/runbooks/b.mdx':
    '---\ntitle: B\nkind: reference\nsummary: B.\nservice: worker\nowner: nobody\n---\n\n{b}\n',
  'content/services/queue.yaml': 'name: Queue\nsystem: shop\nowner: nobody\ndescription: Holds orders.\n',
};

function lint(book: Book, options: Partial<LintOptions> = {}): string[] {
  return lintBook(book, { rules, ...options }).map(
    ({ path, line, column, level, ruleId }) =>
      `${path.replace('content/', '')}:${line}:${column} ${level} ${ruleId}`,
  );
}

describe('a book', () => {
  let book: Book;
  beforeAll(async () => {
    book = await bookInMemory(FILES);
  });

  test('is judged whole, in the order of its files and lines', () => {
    expect(lint(book)).toEqual([
      'runbooks/a.md:1:1 warning frontmatter-valid',
      'runbooks/a.md:3:1 error link-resolves',
      'runbooks/b.mdx:6:8 error owner-known',
      'runbooks/b.mdx:9:1 error no-expression',
      'services/queue.yaml:3:8 error owner-known',
    ]);
  });

  test('may be judged by some rules only', () => {
    expect(lint(book, { only: new Set(['owner-known']) })).toEqual([
      'runbooks/b.mdx:6:8 error owner-known',
      'services/queue.yaml:3:8 error owner-known',
    ]);
  });

  test('may be judged in part, in the light of the whole', () => {
    expect(lint(book, { paths: new Set(['content/runbooks/a.md']) })).toEqual([
      'runbooks/a.md:1:1 warning frontmatter-valid',
      'runbooks/a.md:3:1 error link-resolves',
    ]);
  });

  test('has findings that say all', () => {
    const [, finding] = lintBook(book, { rules });
    expect(finding).toEqual({
      ruleId: 'link-resolves',
      level: 'error',
      message: 'Change `x.md`: there is no file `content/runbooks/x.md`. Did you mean `a.md`?',
      path: 'content/runbooks/a.md',
      line: 3,
      column: 1,
      kind: 'near-file',
      endLine: 3,
      endColumn: 10,
      subject: 'content/runbooks/x.md',
      url: '/rules/link-resolves/',
    });
  });
});

describe('opsbook.yaml', () => {
  const lintWith = async (settings: string): Promise<string[]> =>
    lint(await bookInMemory({ ...FILES, 'opsbook.yaml': settings }));

  test('sets the level of a rule', async () => {
    const found = await lintWith(
      'rules: { owner-known: warning, link-resolves: off, frontmatter-valid: error }\n',
    );
    expect(found).toEqual([
      'runbooks/a.md:1:1 error frontmatter-valid',
      'runbooks/b.mdx:6:8 warning owner-known',
      'runbooks/b.mdx:9:1 error no-expression',
      'services/queue.yaml:3:8 warning owner-known',
    ]);
  });

  test('cannot silence what guards the reader', async () => {
    const firm = rules.filter(({ isFirm }) => isFirm).map(({ id }) => `${id}: off`);
    const found = await lintWith(`rules: { ${firm.join(', ')} }\n`);
    expect(found.filter((said) => said.includes('settings-valid'))).toHaveLength(firm.length);
    expect(found).toContain('runbooks/b.mdx:9:1 error no-expression');
  });

  test.each([
    ['', '/rules/no-expression/'],
    ['site: { base: /ops }', '/ops/rules/no-expression/'],
    ['site: { url: https://a.example }', 'https://a.example/rules/no-expression/'],
    ['site: { url: https://a.example, base: /ops/ }', 'https://a.example/ops/rules/no-expression/'],
  ])('says where rules are explained: %j', async (settings, url) => {
    const book = await bookInMemory({ ...FILES, 'opsbook.yaml': `${settings}\n` });
    expect(lintBook(book, { rules, only: new Set(['no-expression']) })[0]?.url).toBe(url);
  });
});

test('a message is one printable line of a readable length, whatever the author wrote', async () => {
  const text = `# A\n\n[\u001b[2J](</\u001b]0;${'x'.repeat(5000)}\u202e>)\n`;
  const book = await bookInMemory({ ...RULE_BOOK, 'content/runbooks/a.md': text });
  const message = lintBook(book, { rules, only: new Set(['link-resolves']) })[0]?.message ?? '';
  expect(message.length).toBeLessThan(510);
  expect(message).toMatch(/^[\u0020-\u007e…]+$/);
  expect(message).toContain('\\x1b]0;');
});
