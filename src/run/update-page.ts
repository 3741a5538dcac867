import type { Page } from '../runbook/read/parse.ts';
import { lineCount } from '../runbook/read/snippet.ts';
import type { Snippet } from '../runbook/read/snippet.ts';

/** Expected lines that are to stand in a fence from now on. */
export interface FenceUpdate {
  /** The `output` fence. */
  readonly fence: Snippet;
  readonly lines: readonly string[];
}

/** The text of a page with the lines of some of its fences replaced; all else stays, line endings too. */
export function updatePage({ text }: Pick<Page, 'text'>, updates: readonly FenceUpdate[]): string {
  const lines = text.split('\n');
  const fromBelow = updates.toSorted((a, b) => (b.fence.codeLine ?? 0) - (a.fence.codeLine ?? 0));
  for (const { fence, lines: wanted } of fromBelow) {
    const first = (fence.codeLine ?? 0) - 1;
    const count = lineCount(fence);
    const opening = lines[first - 1] ?? '';
    const ending = opening.endsWith('\r') ? '\r' : '';
    const indent = /^[>\s]*/.exec(opening)?.[0] ?? ''; // of a list or a quote
    lines.splice(first, count, ...wanted.map((line) => `${indent}${line}${ending}`));
  }
  return lines.join('\n');
}
