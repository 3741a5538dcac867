import { count } from '../runbook/words/count.ts';

/** What came of the snippets of a run. */
export interface SnippetCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** How many snippets passed, and what else came of them: `3 snippets passed, 1 skipped`. */
export function sayCounts({ passed, failed, skipped }: SnippetCounts): string {
  return [
    `${count(passed, 'snippet')} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ].join(', ');
}
