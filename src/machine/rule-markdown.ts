import type { Page } from '../runbook/read/parse.ts';
import type { BookFacts } from './book-facts.ts';
import { heading, paragraph } from './markdown-nodes.ts';
import { pageBlocks } from './page-blocks.ts';
import { written } from './runbook-markdown.ts';
import { wayFromTwin } from './twin-links.ts';

/** A rule, and the text that stands beside its code. */
export interface RuleWriting {
  readonly id: string;
  readonly level: string;
  readonly isFirm: boolean;
  readonly page: Page;
}

/** The page of a rule as plain GitHub Markdown. */
export function ruleMarkdown({ id, level, isFirm, page }: RuleWriting, facts: BookFacts): string {
  return written([
    heading(1, id),
    paragraph(`Level: ${level}.${isFirm ? ' No page and no settings can silence it.' : ''}`),
    ...pageBlocks(page, { facts, way: wayFromTwin(`/rules/${id}/`) }),
  ]);
}
