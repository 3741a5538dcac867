import { expect, test } from 'vitest';
import { lintBook } from '../../src/lint/lint.ts';
import { NO_FACTS } from '../../src/lint/facts.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookInMemory } from '../book-in-memory.ts';

test.each([
  ['runme: { id: 01HF7BT3, version: v3 }', []],
  ['terminalRows: 20', []],
  ['skipPrompts: true', []],
  ['shell: bash', ['warning 7: Leave `shell` to Runme']],
  ['cwd: /tmp', ['warning 7: Leave `cwd` to Runme']],
])("Runme's `%s` of a page is passed over, or a warning", async (line, expected) => {
  const text = `---\ntitle: T\nkind: reference\nsummary: S.\nservice: s\nowner: o\n${line}\n---\n\nText.\n`;
  const book = await bookInMemory({ 'content/runbooks/a.md': text });
  const found = lintBook(book, { facts: NO_FACTS, rules })
    .filter(({ ruleId }) => ruleId === 'frontmatter-valid')
    .map(({ level, line, message }) => `${level} ${line}: ${message.split(',')[0] ?? ''}`);
  expect(found).toEqual(expected);
});
