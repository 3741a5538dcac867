import { renderParts } from '../render-runbook.ts';
import type { Part } from '../render-runbook.ts';
import type { RunContext } from './context.ts';

/** What a run shows in turn: the page's text and its steps, or only the steps that were chosen. */
export function partsOf(
  context: Pick<RunContext, 'runbook' | 'book' | 'steps' | 'colours'> & {
    readonly width?: number | undefined;
  },
  isChosen: boolean,
): readonly Part[] {
  const { runbook, steps } = context;
  const chosen = new Set(steps.map(({ snippet }) => snippet));
  if (isChosen) return [...chosen].map((snippet) => ({ snippet }));
  // An expected output is shown with its step.
  const outputs = new Set(runbook.snippets.map(({ output }) => output));
  return renderParts(
    context,
    { colours: context.colours, width: context.width },
    (snippet) => snippet.isRunnable || chosen.has(snippet) || outputs.has(snippet),
  );
}
