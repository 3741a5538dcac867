import { expect, test } from 'vitest';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { bookInMemory } from '../book-in-memory.ts';

const page = (...fences: string[]): string =>
  `---\ntitle: Web\nkind: reference\nsummary: All of it.\nservice: web\nowner: ops\n---\n\n${fences.join('\n\n')}\n`;
const fence = (code: string, attributes = ''): string => `\`\`\`bash${attributes}\n${code}\n\`\`\``;
const CHANGES = ['nginx', 'redis', 'postgresql', 'haproxy'].map((name) => fence(`systemctl restart ${name}`));
const EDITS = ['a', 'b', 'c', 'd'].map((name) => fence(`vi /etc/${name}`));

/** What is said of risks and terminals in a book: `places message`. */
async function lint(
  files: Readonly<Record<string, string>>,
  options: { each?: boolean; only?: ReadonlySet<string> } = {},
): Promise<string[]> {
  const book = await bookInMemory(files);
  const said = lintBook(book, { rules, facts: await gatherFacts(book), ...options });
  return said
    .filter(({ ruleId }) => ['risk-declared', 'terminal-declared'].includes(ruleId))
    .map(({ places = 1, message }) => `${places} ${message}`);
}

test('what no step of the pages says is one finding, with the call that mends all', async () => {
  const files = { 'a.md': page(...CHANGES, ...EDITS), 'b.md': page(...CHANGES, ...EDITS) };
  expect(await lint(files)).toEqual([
    '8 Declare `risk=change`: `systemctl restart nginx` changes something. There are 7 more like it on 2 pages. `opsbook lint --fix --rule risk-declared` mends all of them.',
    '8 Add `interactive` to this step: `vi` waits for a person, and without it the step has no terminal. There are 7 more like it on 2 pages. `opsbook lint --fix --rule terminal-declared` mends all of them.',
  ]);
  expect(await lint(files, { each: true })).toHaveLength(16);
  expect(await lint(files, { only: new Set(['risk-declared']) })).toHaveLength(8);
});

test('a few are each shown', async () => {
  expect(await lint({ 'a.md': page(...CHANGES) })).toHaveLength(4);
});

test('what a page says of another step is forgotten here, and each is shown', async () => {
  const says = fence('systemctl restart chronyd', ' {risk=change}');
  expect(await lint({ 'a.md': page(says, ...CHANGES), 'b.md': page(says, ...CHANGES) })).toHaveLength(8);
});

test('a rule that the settings name shows each', async () => {
  const settings = 'rules:\n  risk-declared: warning\n';
  const files = {
    'opsbook.yaml': settings,
    'content/runbooks/a.md': page(...CHANGES),
    'content/runbooks/b.md': page(...CHANGES),
  };
  expect(await lint(files)).toHaveLength(8);
});

test('what runs in the background has two answers, and each place is shown without a fix', async () => {
  const files = { 'a.md': page(...[...'abcdefgh'].map((name) => fence(`./${name} &`))) };
  expect(await lint(files)).toHaveLength(8);
});
