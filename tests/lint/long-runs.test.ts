import { describe, expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookInMemory } from '../book-in-memory.ts';

const COUNT = 20_000;

describe('a fence of many times the same ends, and says why no parser read it', () => {
  test.each([
    ['bash', '<div>', 'no-placeholder', 'div'],
    ['sql', '/*', 'sql-parses', 'comments more than 100 levels deep are not read'],
    ['jq', '<!--', 'jq-parses', 'jq says nothing of more than 20000 characters'],
  ])('%s of %s', async (language, part, ruleId, words) => {
    const text = `---\ntitle: Queue\n---\n\n## Diagnosis\n\n\`\`\`${language}\n${part.repeat(COUNT)}\n\`\`\`\n`;
    const book = await bookInMemory({ 'content/runbooks/page.mdx': text });
    const findings = lintBook(book, { rules, facts: await gatherFacts(book) });
    const messages = findings.filter((finding) => finding.ruleId === ruleId).map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining(words));
  });
});
