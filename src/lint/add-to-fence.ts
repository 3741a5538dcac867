import type { Fix } from '../runbook/finding.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';

/** Puts an attribute after those that the fence has in braces; a fence with a language alone gets braces. */
export function addToFence(page: Page, { range, language }: Snippet, attribute: string): Fix[] {
  if (!range) return [];
  const start = range.start.offset;
  const end = page.text.indexOf('\n', start);
  const line = page.text.slice(start, end < 0 ? undefined : end).trimEnd();
  const at = start + line.length;
  if (/\{[^"{}][^{}]*\}$/.test(line)) return [{ start: at - 1, end: at - 1, text: ` ${attribute}` }];
  return line.endsWith(language) && !line.includes('{')
    ? [{ start: at, end: at, text: ` {${attribute}}` }]
    : [];
}
