import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookInMemory } from '../book-in-memory.ts';

/** What is said of a page's fences, in a folder that was written for another system: the line, level and words of each finding. */
export async function lintForeign(text: string): Promise<string[]> {
  const book = await bookInMemory({ 'a.md': text });
  const found = lintBook(book, { rules, facts: await gatherFacts(book) });
  return found
    .filter(({ ruleId }) => !/^(?:frontmatter-valid|risk-declared|change-|runbook-reachable)/.test(ruleId))
    .map(({ line, level, message }) => `${line} ${level} ${message}`)
    .sort();
}

export const fence = (language: string, code: string): string =>
  `# Disk full\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;
