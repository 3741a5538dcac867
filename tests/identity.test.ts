import picocolors from 'picocolors';
import { describe, expect, test } from 'vitest';
import { partsOf } from '../src/cli/run/parts.ts';
import { renderRunbook } from '../src/cli/render-runbook.ts';
import { planRun } from '../src/run/plan.ts';
import type { Book } from '../src/runbook/book.ts';
import type { Runbook } from '../src/runbook/read/parse.ts';
import { searchPages } from '../src/search/pages.ts';
import type { Facts } from '../src/site/render/facts.ts';
import { createHighlight } from '../src/site/render/highlight.ts';
import { renderPage } from '../src/site/render/render-page.ts';
import { bookInMemory } from './book-in-memory.ts';

/** What an author wrote is on every face once: nothing is found again by its number or by its text. */
const TEXT = `---
title: T
kind: reference
---

## Diagnosis

\`\`\`bash {name=a risk=read}
first
\`\`\`

\`\`\`output
OK
\`\`\`

After the restart it says:

\`\`\`output
OK
\`\`\`

\`\`\`bash {name=b risk=read}
second
\`\`\`

\`\`\`output
OK
\`\`\`

## Other

\`\`\`output
OK
\`\`\`

- In a list:

  \`\`\`text
  OK
  \`\`\`
`;

const FOOTNOTE = `# T

A word.[^1]

[^1]:
    ## In the note

    Text of the note.

## After the note

Text after it.
`;

const colours = picocolors.createColors(false);

async function read(text: string): Promise<{ book: Book; runbook: Runbook }> {
  const book = await bookInMemory({ 'content/runbooks/t.mdx': text });
  const runbook = book.runbooks.get('t');
  if (!runbook) throw new Error('no runbook');
  return { book, runbook };
}

async function htmlOf(text: string): Promise<string> {
  const { book, runbook } = await read(text);
  const facts: Facts = {
    services: () => [...book.services.values()],
    alertRules: () => [],
    target: () => ({ kind: 'external' }),
    linkWords: (_, url) => url,
    drawing: () => undefined,
    commands: new Map(),
    isBackground: () => false,
    base: '/',
  };
  return renderPage(runbook, facts, await createHighlight([])).html;
}

const count = (text: string, what: string): number => text.split(what).length - 1;

describe('what an author wrote', () => {
  test('is on the page: equal outputs are two, each with its own command or by itself', async () => {
    const html = await htmlOf(TEXT);
    expect(count(html, '>OK<')).toBe(5);
    expect(count(html, 'Expected output<')).toBe(2);
    expect(html.indexOf('After the restart')).toBeLessThan(html.indexOf('second'));
    const between = html.slice(html.indexOf('After the restart'), html.indexOf('second'));
    expect(count(between, '>OK<')).toBe(1);
  });

  test('is in the terminal', async () => {
    const { book, runbook } = await read(TEXT);
    expect(count(renderRunbook({ runbook, book, values: new Map() }, { colours }), 'OK\n')).toBe(5);
  });

  test('is in a run: the output of a step is its own part, any other is text', async () => {
    const { book, runbook } = await read(TEXT);
    const steps = planRun(runbook, { facts: new Map(), hasDatabase: false });
    const parts = partsOf({ book, runbook, steps, colours }, false);
    const told = parts.map((part) => ('text' in part ? count(part.text, 'OK') : part.snippet.code));
    expect(told).toEqual([0, 'first', 'OK', 1, 'second', 'OK', 2]);
  });

  test('keeps its fences: a node of the tree leads to its snippet, a snippet to its output', async () => {
    const { runbook } = await read(TEXT);
    const { snippets, snippetOf } = runbook;
    expect([...snippetOf.values()]).toEqual(snippets);
    expect([...snippetOf].every(([node, { code }]) => node.value === code)).toBe(true);
    expect(snippets.map(({ output }) => output && snippets.indexOf(output))).toEqual([
      1,
      undefined,
      undefined,
      4,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('an output is never its own, whatever it says', async () => {
    const { runbook } = await read('## A\n\n```output {name=x of=x}\nOK\n```\n');
    expect(runbook.snippets.map(({ output }) => output)).toEqual([undefined]);
  });

  test('keeps its headings where the page shows them in another order', async () => {
    const html = await htmlOf(FOOTNOTE);
    expect(html).toMatch(/<h2 id="in-the-note">In the note/);
    expect(html).toMatch(/<h2 id="after-the-note">After the note/);
    expect(html).not.toContain('<h1');
  });

  test('is found under its own heading', async () => {
    const { book } = await read(FOOTNOTE);
    const [page] = searchPages(book);
    expect(page?.sections.map(({ anchor, text }) => [anchor, text.trim()])).toEqual([
      ['', 'A word.'],
      ['in-the-note', 'Text of the note.'],
      ['after-the-note', 'Text after it.'],
    ]);
  });
});
