import type { PhrasingContent, RootContent } from 'mdast';
import { shownCommands } from '../run/shown-commands.ts';
import type { SnippetFacts } from '../run/plan.ts';
import { encodePath } from '../runbook/links/link-paths.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import type { BookFacts } from './book-facts.ts';
import { headFacts } from './head-facts.ts';
import type { Where } from './head-facts.ts';
import { bullets, code, heading, paragraph, printMarkdown, table } from './markdown-nodes.ts';
import { pageBlocks } from './page-blocks.ts';
import { plain } from './plain.ts';
import { linkTo, wayFromTwin } from './twin-links.ts';
import type { Way } from './twin-links.ts';

/** What a runbook is written as Markdown with. */
export interface RunbookWriting {
  readonly facts: BookFacts;
  readonly commands: ReadonlyMap<Snippet, SnippetFacts>;
  /** By the names of its params: put into the commands as `opsbook show` does. */
  readonly values?: ReadonlyMap<string, string>;
  /** How a step was verified, as the end of a sentence. */
  readonly verified?: ((snippet: Snippet) => string | undefined) | undefined;
  /** How other pages are reached (default: as from its twin). */
  readonly way?: Way | undefined;
  readonly isNumbered?: boolean | undefined;
}

/** A runbook as plain GitHub Markdown, with the facts in it that its page shows: nothing in it is a component. */
export function runbookMarkdown(runbook: Runbook, writing: RunbookWriting): string {
  const { facts, commands, values, verified, isNumbered } = writing;
  const way = writing.way ?? wayFromTwin(`/runbooks/${encodePath(runbook.id)}/`);
  const filled = values && shownCommands(runbook.params, values);
  const blocks = pageBlocks(runbook, { facts, way, commands, filled, verified, isNumbered });
  return written([
    heading(1, runbook.title),
    ...(runbook.summary ? [paragraph(runbook.summary)] : []),
    bullets(headFacts(runbook, { facts, way })),
    ...listed('Symptoms:', runbook.symptoms),
    ...listed(
      'In logs and alerts:',
      runbook.errors.map((error) => [code(error)]),
    ),
    ...paramTable(runbook),
    ...blocks,
    ...relatedTo(runbook, { facts, way }),
  ]);
}

/** A guide as plain GitHub Markdown. */
export function guideMarkdown(page: Page, { facts, way }: Where): string {
  return written([
    heading(1, page.title),
    ...(page.summary ? [paragraph(page.summary)] : []),
    ...pageBlocks(page, { facts, way }),
  ]);
}

/** Blocks as the text of a twin, without characters that a reader would not see. */
export function written(blocks: RootContent[]): string {
  return plain(printMarkdown(blocks));
}

function listed(title: string, entries: readonly (string | PhrasingContent[])[]): RootContent[] {
  return entries.length === 0 ? [] : [paragraph(title), bullets(entries)];
}

function paramTable({ params }: Runbook): RootContent[] {
  if (params.length === 0) return [];
  const rows = params.map(({ name, description, default: value, pattern, isSecret }) => [
    code(name),
    description,
    isSecret
      ? 'secret: set it in your shell first, never write it down'
      : value === undefined
        ? 'to fill in'
        : code(value),
    code(pattern),
  ]);
  return [heading(2, 'Values'), table([['Name', 'What to fill in', 'Default', 'Pattern'], ...rows])];
}

/** The other runbooks that one names. */
export function relatedTo({ related }: Runbook, { facts, way }: Where): RootContent[] {
  const others = related.flatMap((id) => facts.runbookLine(id) ?? []);
  if (others.length === 0) return [];
  return [
    heading(2, 'Related runbooks'),
    bullets(others.map((other) => [linkTo(other.address, other.title, way)])),
  ];
}
