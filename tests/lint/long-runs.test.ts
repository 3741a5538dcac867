import { describe, expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { json } from '../../src/lint/parsers/json.ts';
import { compileJq } from '../../src/lint/parsers/jq.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookInMemory } from '../book-in-memory.ts';

const COUNT = 20_000;

/** `(|a|)` is `((((a))))`, so many times; `<!--` stands one behind the other; a fourth part stands before all. */
function nested(shape: string): string {
  const [open = '', inside = '', close = '', before = ''] = shape.split('|');
  return before + open.repeat(COUNT) + inside + close.repeat(COUNT);
}

describe('a fence of many times the same ends, and says why no parser read it', () => {
  test.each([
    ['bash', '<div>', 'no-placeholder', 'div'],
    ['sql', '/*', 'sql-parses', 'comments more than 100 levels deep are not read'],
    ['jq', '<!--', 'jq-parses', 'jq says nothing of more than 5000 characters'],
    ['sql', '1+|1||SELECT ', 'sql-parses', 'it is nested too deep to be read'],
    ['sql', '(|1|)|SELECT ', 'sql-parses', 'PostgreSQL says memory exhausted'],
    ['promql', '(|a|)', 'promql-parses', 'it is too long to be read'],
    ['logql', 'sum(|a|)', 'logql-parses', 'it is too long to be read'],
    ['json', '[|1|]', 'json-parses', 'it is nested too deep to be read'],
    ['yaml', '[|1|]', 'yaml-parses', 'more than 50 levels of YAML are not read'],
    ['bash', '$(|a|)', 'shell-parses', 'more than 60 levels of shell are not read'],
  ])('%s of %s', async (language, part, ruleId, words) => {
    const text = `---\ntitle: Queue\n---\n\n## Diagnosis\n\n\`\`\`${language}\n${nested(part)}\n\`\`\`\n`;
    const book = await bookInMemory({ 'content/runbooks/page.mdx': text });
    const findings = lintBook(book, { rules, facts: await gatherFacts(book) });
    const messages = findings.filter((finding) => finding.ruleId === ruleId).map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining(words));
  });
});

test('values of JSON one below the other are read one by one, however many', () => {
  expect(json('{}\n'.repeat(COUNT))).toBeUndefined();
  expect(json(`${'{}\n'.repeat(COUNT)}{ a }\n{}`)).toEqual({
    start: 3 * COUNT + 2,
    end: 3 * COUNT + 3,
    reason: 'JSON says invalid symbol',
  });
});

test('a program that goes too deep is refused before jq sees it, which reads the next one', async () => {
  const deep = `${'['.repeat(101)}${']'.repeat(101)}`;
  expect([...(await compileJq([deep, '.a', `${'['.repeat(100)}${']'.repeat(100)}`]))]).toEqual([
    [deep, 'nothing of more than 100 levels'],
  ]);
});
