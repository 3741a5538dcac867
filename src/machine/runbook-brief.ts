import type { PhrasingContent, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { isBackgroundSection } from '../runbook/read/sections.ts';
import type { SectionWords } from '../runbook/read/sections.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import { shownCommands } from '../run/shown-commands.ts';
import { bullets, code, heading, paragraph } from './markdown-nodes.ts';
import { pageBlocks } from './page-blocks.ts';
import { relatedTo, written } from './runbook-markdown.ts';
import type { RunbookWriting } from './runbook-markdown.ts';
import type { Where } from './head-facts.ts';
import { sayReview } from './say-review.ts';

/** What a brief is written with. */
export interface BriefWriting extends Omit<RunbookWriting, 'verified' | 'isNumbered' | 'way'> {
  readonly way: Where['way'];
  readonly values: ReadonlyMap<string, string>;
  readonly sectionWords: SectionWords;
}

/** A runbook as somebody who works by it needs it. */
export interface Brief {
  readonly text: string;
  /** Titles of what is not in it. */
  readonly leftOut: readonly string[];
}

/**
 * A runbook for whoever works by it: its steps and all that stands with them, and of the rest what a responder must know.
 * What a page folds above its steps is left out and named: who found the page by its symptoms has seen them.
 */
export function runbookBrief(runbook: Runbook, writing: BriefWriting): Brief {
  const { facts, way, commands, values, sectionWords } = writing;
  const { titles, page } = withoutBackground(runbook, sectionWords);
  const doubt = sayDoubt(runbook, facts);
  const leftOut = [
    ...(runbook.symptoms.length > 0 ? ['Symptoms'] : []),
    ...(runbook.errors.length > 0 ? ['In logs and alerts'] : []),
    ...titles,
  ];
  const text = written([
    heading(1, runbook.title),
    ...(runbook.summary ? [paragraph(runbook.summary)] : []),
    ...headLine(runbook, writing),
    ...(doubt === undefined ? [] : [paragraph(`Review: ${doubt}.`)]),
    ...valueLines(runbook, values),
    ...pageBlocks(page, { facts, way, commands, filled: shownCommands(runbook.params, values) }),
    ...relatedTo(runbook, { facts, way }),
    ...(leftOut.length > 0 ? [paragraph(`Left out: ${leftOut.join(', ')}.`)] : []),
  ]);
  return { text, leftOut };
}

function headLine({ kind, severity, owner, status }: Runbook, { facts }: BriefWriting): RootContent[] {
  const level = severity === undefined ? undefined : facts.severity(severity);
  const team = owner === undefined ? undefined : facts.team(owner);
  const parts = [
    // Most runbooks are about incidents: that need not be said.
    ...(status === 'draft' ? [`${kind}, a draft, not finished`] : kind === 'incident' ? [] : [kind]),
    ...(severity === undefined ? [] : [level?.title ?? severity]),
    ...(owner === undefined ? [] : [`owner ${[team?.name ?? owner, ...(team?.contact ?? [])].join(', ')}`]),
  ];
  return parts.length === 0 ? [] : [paragraph(`${parts.join('; ')}.`)];
}

/** What calls for a look, as the page says it; nothing of a review that holds. */
function sayDoubt({ id }: Runbook, { review }: Where['facts']): string | undefined {
  const shown = review(id);
  return shown && shown.state !== 'fresh' ? sayReview(shown) : undefined;
}

/** Values that stand in the commands on one line; those that are missing each with what to fill in. */
function valueLines({ params }: Runbook, values: ReadonlyMap<string, string>): RootContent[] {
  const filled = params.filter(({ name, isSecret }) => !isSecret && values.has(name));
  const open = params.filter((param) => !filled.includes(param));
  return [
    ...(filled.length === 0
      ? []
      : [
          paragraph(
            'Filled in: ',
            ...filled.flatMap(({ name }, at): (string | PhrasingContent)[] => [
              ...(at === 0 ? [] : [', ']),
              code(`${name}=${values.get(name) ?? ''}`),
            ]),
            '.',
          ),
        ]),
    ...(open.length === 0
      ? []
      : [
          paragraph('Values to fill in:'),
          bullets(
            open.map(({ name, description, pattern, isSecret }) => [
              code(name),
              ...paragraph(
                isSecret
                  ? `: ${description}; secret: set it in your shell first, never write it down`
                  : `: ${description}; like `,
              ).children,
              ...(isSecret ? [] : [code(pattern)]),
            ]),
          ),
        ]),
  ];
}

/** A page without the sections that only tell what its reader has seen already; one with a step in it stays. */
function withoutBackground(
  page: Page,
  words: SectionWords,
): { readonly titles: readonly string[]; readonly page: Page } {
  const background = new Set(
    page.sections
      .filter(
        ({ title, snippets }) =>
          isBackgroundSection(title, words) && !snippets.some(({ isRunnable }) => isRunnable),
      )
      .map(({ anchor }) => anchor),
  );
  if (background.size === 0) return { titles: [], page };
  const titles: string[] = [];
  let isLeftOut = false;
  const children = page.tree.children.filter((node) => {
    if (node.type === 'heading' && node.depth <= 2) {
      isLeftOut = background.has(page.headingOf.get(node)?.anchor ?? '');
      if (isLeftOut) titles.push(toString(node));
    }
    // Links and notes further down may hang on these, wherever they stand.
    return !isLeftOut || node.type === 'definition' || node.type === 'footnoteDefinition';
  });
  return { titles, page: { ...page, tree: { ...page.tree, children } } };
}
