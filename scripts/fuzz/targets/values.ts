import fc from 'fast-check';
import { listPages } from '../../../src/runbook/book.ts';
import { listSnippetPlaces } from '../../../src/runbook/values/value-places.ts';
import { parseScript } from '../../../src/shell/parse.ts';
import { MEANINGS } from '../../../src/shell/value-meaning.ts';
import { putValues } from '../../../src/shell/put-values.ts';
import { bookOf } from '../book-of.ts';
import { mutatedFile } from '../mutated-text.ts';
import { sourceFiles } from '../source-files.ts';
import { fuzzTarget } from '../target.ts';

const value = fc.oneof(
  fc.constantFrom(
    'api-7',
    "it's",
    '"',
    '$(id)',
    '`id`',
    '; id',
    '\n',
    '\\',
    '|| id',
    'a b',
    '{{ x }}',
    '%00',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const SHELLS = new Set(['bash', 'sh', 'shell', 'zsh']);

/** Whatever a snippet and a value hold, the value adds no command to the snippet. */
export const values = fuzzTarget({
  name: 'values',
  holds: 'places of values lie in their snippet, and no value adds a command to it',
  inputs: fc.record({ file: mutatedFile(sourceFiles().filter(({ path }) => /\.mdx?$/.test(path))), value }),
  roundsInTests: 40,
  async check({ file, value }) {
    const book = await bookOf(file);
    for (const page of listPages(book)) for (const snippet of page.snippets) mustStayOne(snippet, value);
  },
});

function mustStayOne(snippet: { isRunnable: boolean; language: string; code: string }, value: string): void {
  const { code, language } = snippet;
  const names = [...new Set(code.match(/\b[A-Z][A-Z0-9_]+\b/g))];
  const places = listSnippetPlaces(
    snippet,
    names.map((name) => ({ name, allow: MEANINGS })),
  );
  let last = 0;
  for (const { range } of places) {
    if (range.start < last || range.end < range.start || range.end > code.length)
      throw new Error(
        `A place is ${range.start} to ${range.end}, after ${last}, in a text of ${code.length}.`,
      );
    last = range.end;
  }
  if (!SHELLS.has(language)) return;
  const before = parseScript(code);
  if (before.errors.length > 0) return;
  const { text } = putValues(code, places, { values: new Map(names.map((name) => [name, value])) });
  const after = parseScript(text);
  if (after.errors.length > 0 || after.commands.length !== before.commands.length)
    throw new Error(
      `With ${JSON.stringify(value)} in it, ${JSON.stringify(code)} becomes ${JSON.stringify(text)}.`,
    );
}
