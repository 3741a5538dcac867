import { fileURLToPath } from 'node:url';
import domino from '@mixmark-io/domino';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBook } from '../../src/judge/open-book.ts';
import type { RunbookDocument } from '../../src/machine/book-document.ts';
import { runbookDocument } from '../../src/machine/describe-book.ts';
import { runbookMarkdown } from '../../src/machine/runbook-markdown.ts';
import { describeRunbook } from '../../src/machine/served-book.ts';
import { drawTexts } from '../../src/site/draw.ts';
import { openSite } from '../../src/site/open-site.ts';

const ROOTS = ['../..', '../fixtures/books/awkward', '../fixtures/books/plain', '../fixtures/books/wiki'];
const TODAY = '2026-11-22';

/** A step as one face says it. */
interface Said {
  readonly code: string;
  readonly language: string;
  readonly name: string | undefined;
  readonly env: string | undefined;
  readonly risk: string | undefined;
  /** Who says so, where that is not its author. */
  readonly source: string | undefined;
  readonly expected: string | undefined;
  readonly means: string | undefined;
  readonly undo: string | undefined;
}

/** The steps of a page's HTML, as a reader has them before any script has run. */
function onPage(html: string): Said[] {
  const { body } = domino.createDocument(`<body>${html}</body>`);
  return Array.from(body.querySelectorAll('.card.step .variant')).map((variant): Said => {
    const textOf = (selector: string): string | undefined =>
      variant.querySelector(selector)?.textContent ?? undefined;
    const linked = Array.from(variant.querySelectorAll('.linked')).map((one) => one.textContent ?? '');
    return {
      code: textOf('code.command') ?? '',
      language: textOf('.language') ?? '',
      name: textOf('.step-name'),
      env: textOf('.env'),
      risk: WORDS[(textOf('.risk') ?? '').replace(/ \(.*/, '')],
      source: / \((.*)\)$/.exec(textOf('.risk') ?? '')?.[1],
      expected: textOf('[data-expected]'),
      means: variant.querySelector('.expected')?.getAttribute('data-means') ?? undefined,
      undo: linked.find((one) => one.startsWith('undo: '))?.slice('undo: '.length),
    };
  });
}

const WORDS: Readonly<Record<string, string>> = {
  reads: 'read',
  changes: 'change',
  'may change': 'change',
  destroys: 'destroy',
};

/** The same steps as a program has them. */
function inDocument({ steps }: RunbookDocument): Omit<Said, 'source'>[] {
  return steps.map(({ name, code, language, environment, risk, expected, means, rollback }) => ({
    code,
    language,
    name: /^line \d+$/.test(name) ? undefined : name.replaceAll('-', ' '),
    env: environment,
    risk,
    expected,
    means,
    undo: rollback?.replaceAll('-', ' '),
  }));
}

describe.each(ROOTS)('the steps of %s', (folder) => {
  const root = fileURLToPath(new URL(folder, import.meta.url));
  let pages: { id: string; page: Said[]; document: RunbookDocument; markdown: string }[];
  beforeAll(async () => {
    const opened = await openBook(root);
    const site = await openSite(opened, TODAY);
    const draw = drawTexts({
      book: site.book,
      base: '/',
      pages: site.pages,
      commandsOf: site.commandsOf,
      onFile: () => undefined,
    });
    pages = [];
    for (const runbook of opened.book.runbooks.values()) {
      const described = await describeRunbook(opened, { runbook, today: TODAY });
      const { html, background } = await draw.page(runbook.path);
      pages.push({
        id: runbook.id,
        page: [...onPage(background), ...onPage(html)],
        document: runbookDocument(runbook, described),
        markdown: runbookMarkdown(runbook, described),
      });
    }
  });

  const byCode = (steps: readonly Omit<Said, 'source'>[]) =>
    steps.toSorted((a, b) => (a.code < b.code ? -1 : 1));

  it('are for a program what they are on the page', () => {
    expect(pages.flatMap(({ page }) => page).length).toBeGreaterThan(0);
    for (const { id, page, document } of pages)
      expect({ id, steps: byCode(inDocument(document)) }).toEqual({
        id,
        steps: byCode(page.map(({ source: _, ...said }) => said)),
      });
  });

  it('stand in the Markdown with the same commands, risks and expected outputs', () => {
    for (const { id, page, markdown } of pages) {
      const lines = markdown.split('\n').map((line) => line.replace(/^[> ]+/, '').trim());
      for (const { code, name, risk, source, env, expected = '' } of page) {
        const said = lines.filter((line) => line.startsWith('Step') && line.endsWith(':'));
        const own = name === undefined ? 'Step, ' : `Step \`${name.replaceAll(' ', '-')}\``;
        const fits = said.filter(
          (line) => line.startsWith(own) && (env === undefined || line.includes(`, in ${env}`)),
        );
        expect({ id, name, isThere: fits.length > 0 }).toEqual({ id, name, isThere: true });
        if (risk !== undefined)
          expect({
            id,
            name,
            says: fits.some((line) => line.includes(`risk: ${risk}`) && line.includes(source ?? '')),
          }).toEqual({ id, name, says: true });
        for (const line of [...code.split('\n'), ...expected.split('\n')])
          expect({ id, line, isThere: lines.includes(line.trim()) }).toEqual({ id, line, isThere: true });
      }
    }
  });
});
