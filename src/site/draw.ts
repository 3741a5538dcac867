import type { ReadFacts } from '../judge/run-facts.ts';
import { oneReading } from '../runbook/read/one-reading.ts';
import type { Page } from '../runbook/read/parse.ts';
import { renderFence } from './render/fence.ts';
import type { Facts } from './render/facts.ts';
import { createHighlight } from './render/highlight.ts';
import { renderPage } from './render/render-page.ts';
import type { RenderedPage } from './render/render-page.ts';
import { ruleText } from './rule-texts.ts';
import type { SiteBook } from './site-book.ts';

/** Draws texts as HTML, for the pages that put a frame around them. */
export interface Draw {
  /** A page of the book, by its path: its text, and apart from it what its reader has seen already. */
  page(path: string): Promise<DrawnText>;
  /** The text that stands beside a rule's code. */
  rule(id: string): Promise<string>;
  /** A fence of the manual, from the `code` element that MDX made of it. */
  fence(html: string): Promise<string>;
}

/** HTML of a page's text. */
export type DrawnText = Pick<RenderedPage, 'html' | 'background' | 'folded'>;

/** What texts are drawn with. */
export interface Drawing {
  readonly book: SiteBook;
  readonly base: string;
  readonly pages: ReadonlyMap<string, Page>;
  /** Judges the commands of a page. */
  readonly commandsOf: ReadFacts;
  /** Called with each file of the book that a text shows. */
  readonly onFile: (path: string) => void;
}

/** Draws with what is there: a text asks the book for everything that is not in itself. */
export function drawTexts({ book, base, pages, commandsOf, onFile }: Drawing): Draw {
  const facts: Omit<Facts, 'commands'> = {
    base,
    services: () => book.services(),
    alertRules: (name) => book.alertRules(name),
    target: (path, url) => book.target(path, url),
    linkWords: (path, url) => book.linkWords(path, url),
    drawing: (path) => book.drawing(path),
    isBackground: (title) => book.isBackground(title),
  };
  const judged = async (page: Page): Promise<Facts['commands']> => {
    // Of runbooks alone commands are judged; what they do hangs on what the settings tell of a team's own.
    if (!('kind' in page)) return new Map();
    book.commands();
    return commandsOf(page);
  };
  return {
    async page(path) {
      const found = pages.get(path);
      if (!found) throw new Error(`The site was asked to draw ${path}, which the book does not have.`);
      const page = oneReading(found);
      const [highlight, commands] = await Promise.all([createHighlight(page.snippets), judged(page)]);
      const { files, ...drawn } = renderPage(page, { ...facts, commands }, highlight);
      for (const file of files) onFile(file);
      return drawn;
    },
    rule: async (id) => (await ruleText(id, base)).html,
    fence: renderFence,
  };
}
