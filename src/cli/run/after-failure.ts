import { toString } from 'mdast-util-to-string';
import type { RootContent } from 'mdast';
import { standardSection } from '../../runbook/read/sections.ts';
import type { Page, Runbook } from '../../runbook/read/parse.ts';
import type { Book } from '../../runbook/book.ts';
import { renderBlocks } from '../render-runbook.ts';
import type { Look } from '../look.ts';
import type { Step } from '../../run/plan.ts';

/** Where a runbook says to go when a step does not do what it should: the decision after it, then escalation. */
export function whereToGo(
  { runbook, book }: { runbook: Runbook; book: Book },
  step: Step,
  look: Look,
): string {
  const decision = decisionAfter(runbook, step);
  const escalation = escalationOf(runbook, book);
  const parts = [
    ...(decision ? renderBlocks([decision], { runbook, book }, look) : []),
    ...(escalation.length > 0 ? renderBlocks(escalation, { runbook, book }, look) : []),
  ];
  return parts.join('\n').trimEnd();
}

/** The first `Decision` after a step, before the next heading. */
function decisionAfter({ tree }: Page, { snippet }: Step): RootContent | undefined {
  const line = snippet.range?.end.line ?? Infinity;
  for (const node of tree.children) {
    if ((node.position?.start.line ?? 0) <= line) continue;
    if (node.type === 'heading') return undefined;
    if (node.type === 'mdxJsxFlowElement' && node.name === 'Decision') return node;
  }
  return undefined;
}

/** The section for when nothing helps, with its heading. */
function escalationOf({ tree }: Page, { settings }: Book): readonly RootContent[] {
  const isHeading = (node: RootContent): boolean => node.type === 'heading' && node.depth <= 2;
  const start = tree.children.findIndex(
    (node) =>
      isHeading(node) && standardSection(toString(node).trim(), settings.sectionWords) === 'Escalation',
  );
  if (start < 0) return [];
  const length = tree.children.slice(start + 1).findIndex(isHeading);
  return tree.children.slice(start, length < 0 ? undefined : start + 1 + length);
}
