import type { Runbook } from '../../runbook/read/parse.ts';
import { renderParts } from '../render-runbook.ts';
import type { Part } from '../render-runbook.ts';
import type { RunContext } from './context.ts';

/** What a run shows in turn: the page's text and its steps, or only the steps that were chosen. */
export function partsOf(context: RunContext, isChosen: boolean): readonly Part[] {
  const { runbook, steps } = context;
  const fences = new Set(steps.map(({ snippet }) => runbook.snippets.indexOf(snippet)));
  if (isChosen) return [...fences].map((fence) => ({ fence }));
  const isOther = (fence: number): boolean => {
    const snippet = runbook.snippets[fence];
    return snippet?.isRunnable === true && !fences.has(fence);
  };
  return renderParts(
    context,
    context.colours,
    (fence) => fences.has(fence) || isOther(fence) || isJoined(runbook, fence),
  );
}

/** An expected output is shown with its step. */
function isJoined({ snippets }: Runbook, fence: number): boolean {
  const snippet = snippets[fence];
  return snippet?.isOutput === true && snippets.some(({ expected }) => expected === snippet.code);
}
