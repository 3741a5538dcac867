import { parseFragment } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { listAlertRules } from '../../../src/alerts/read-rules.ts';
import { rules } from '../../../src/lint/rules/index.ts';
import { listPages } from '../../../src/runbook/book.ts';
import { bookLinks } from '../../../src/runbook/links/book-links.ts';
import type { Facts } from '../../../src/site/render/facts.ts';
import { createHighlight } from '../../../src/site/render/highlight.ts';
import { renderPage } from '../../../src/site/render/render-page.ts';
import { bookOf } from '../book-of.ts';
import { mutatedFile } from '../mutated-text.ts';
import { sourceFiles } from '../source-files.ts';
import { fuzzTarget } from '../target.ts';

const ruleIds = rules.map(({ id }) => id);

/** Whatever a page holds, it becomes HTML that does nothing. */
export const render = fuzzTarget({
  name: 'render',
  holds: 'a page becomes HTML without a program in it, whatever stands in it',
  inputs: mutatedFile(sourceFiles().filter(({ path }) => /\.mdx?$/.test(path))),
  roundsInTests: 25,
  async check(file) {
    const book = await bookOf(file);
    const links = bookLinks(book, { ruleIds });
    const alertRules = listAlertRules(book.alertRules);
    const facts: Facts = {
      services: () => [...book.services.values()],
      alertRules: (name) => alertRules.filter((rule) => rule.name === name),
      target: (path, url) => links.resolve({ path }, url),
      linkWords: (_, url) => url,
      drawing: () => undefined,
      commands: new Map(),
      isBackground: () => false,
      base: '/',
    };
    for (const page of listPages(book)) {
      const highlight = await createHighlight(page.snippets);
      const { html } = renderPage(page, facts, highlight);
      for (const element of elementsIn(parseFragment(html).childNodes)) mustDoNothing(element);
    }
  },
});

type Element = DefaultTreeAdapterTypes.Element;

function* elementsIn(nodes: readonly DefaultTreeAdapterTypes.ChildNode[]): Generator<Element> {
  for (const node of nodes) {
    if ('tagName' in node) yield node;
    if ('childNodes' in node) yield* elementsIn(node.childNodes);
  }
}

const PROGRAMS = new Set(['script', 'style', 'iframe', 'object', 'embed', 'form', 'base', 'meta', 'link']);

function mustDoNothing({ tagName, attrs }: Element): void {
  const acts = attrs.find(
    ({ name, value }) =>
      /^(on.*|style|srcdoc|formaction)$/.test(name) ||
      (/^(href|src|xlink:href|action)$/.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value)),
  );
  if (PROGRAMS.has(tagName) || acts)
    throw new Error(`The page holds <${tagName} ${acts ? `${acts.name}="${acts.value}"` : ''}>.`);
}
