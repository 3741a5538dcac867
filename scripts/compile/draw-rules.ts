import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BookFacts } from '../../src/machine/book-facts.ts';
import { ruleMarkdown } from '../../src/machine/rule-markdown.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { linkResolver } from '../../src/runbook/links/links.ts';
import { sitePaths } from '../../src/runbook/links/site-paths.ts';
import { parseGuide } from '../../src/runbook/read/parse.ts';
import type { Snippet } from '../../src/runbook/read/snippet.ts';
import { createHighlight } from '../../src/site/render/highlight.ts';
import { renderPage } from '../../src/site/render/render-page.ts';
import { BASE_MARK } from '../../src/site/rule-texts.ts';
import type { RuleText } from '../../src/site/rule-texts.ts';
import { manualPages } from '../../src/tools/manual-pages.ts';
import { ROOT } from './source-digest.ts';

/** Draws the text beside the code of every rule, by the ids of the rules. */
export async function drawRules(): Promise<Readonly<Record<string, RuleText>>> {
  const drawn: Record<string, RuleText> = {};
  for (const { id, level, isFirm = false } of rules.toReversed()) {
    const text = await readFile(join(ROOT, `src/lint/rules/${id}.md`), 'utf8');
    if (text.includes(BASE_MARK)) throw new Error(`The page of the rule ${id} holds ${BASE_MARK}.`);
    const parsed = parseGuide({ path: `${id}.md`, text, faults: [] }, id);
    const page = { ...parsed, title: parsed.headings[0]?.text ?? id };
    const { html } = renderPage(page, aboutRules, await createHighlight(page.snippets));
    drawn[id] = { html, twin: ruleMarkdown({ id, level, isFirm, page }, aboutRules) };
  }
  return drawn;
}

const links = linkResolver({
  places: [],
  paths: new Set(),
  shown: new Map(),
  sitePaths: sitePaths(
    rules.map(({ id }) => id),
    true,
  ),
  moreSitePaths: manualPages,
});

/** A rule's page is part of the program: it knows nothing of a book, and links to other rules and to the manual. */
const aboutRules = {
  base: BASE_MARK,
  services: () => [],
  service: () => undefined,
  team: () => undefined,
  severity: () => undefined,
  alertRules: () => [],
  review: () => undefined,
  runbookLine: () => undefined,
  target: (path: string, url: string) => links.resolve({ path }, url),
  linkWords: (_: string, url: string) => url,
  drawing: () => undefined,
  isBackground: () => false,
  commands: new Map<Snippet, never>(),
} satisfies BookFacts & Parameters<typeof renderPage>[1];
