import type { Range } from '../finding.ts';
import type { Page } from './parse.ts';
import type { Snippet } from './snippet.ts';
import { offsetOfLine, pointAt, rangeBetween } from './source-text.ts';

/**
 * Where a stretch of a snippet's code stands in its page's text: fences in lists and quotes have their code
 * moved to the left, so each line is looked up at the end of its line in the file.
 * @param start offset into `snippet.code`
 * @param end offset after the last character (default: the whole line from `start`)
 */
export function placeInSnippet(
  page: Page,
  snippet: Snippet,
  [start, end]: readonly [number, number?],
): Range | undefined {
  if (snippet.codeLine === undefined || !snippet.range) return snippet.range;
  const from = toFile(page, snippet, start);
  const lineEnd = snippet.code.indexOf('\n', start);
  const to = toFile(page, snippet, Math.max(start, end ?? (lineEnd < 0 ? snippet.code.length : lineEnd)));
  if (from === undefined || to === undefined) return snippet.range;
  return rangeBetween(page.text, from, to);
}

/**
 * Where a stretch of a snippet's code may be written over: undefined where the file does not hold it letter for
 * letter, as in a list that is indented with tabs.
 */
export function editInSnippet(
  page: Page,
  snippet: Snippet,
  [start, end]: readonly [number, number],
): { readonly start: number; readonly end: number } | undefined {
  const range = placeInSnippet(page, snippet, [start, end]);
  if (!range) return undefined;
  const place = { start: range.start.offset, end: range.end.offset };
  return page.text.slice(place.start, place.end) === snippet.code.slice(start, end) ? place : undefined;
}

/** The offset in the page of an offset in a snippet's code; undefined for trees without places. */
export function toFile({ text }: Page, { code, codeLine }: Snippet, offset: number): number | undefined {
  if (codeLine === undefined) return undefined;
  const at = pointAt(code, offset);
  const start = offsetOfLine(text, codeLine + at.line - 1);
  if (start === undefined) return undefined;
  const lineEnd = text.indexOf('\n', start);
  const line = text.slice(start, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, '');
  // Not by splitting it: a long snippet may have a finding on each of its lines.
  const ownStart = at.offset - at.column + 1;
  const ownEnd = code.indexOf('\n', ownStart);
  const own = code.slice(ownStart, ownEnd < 0 ? undefined : ownEnd);
  const indent = line.endsWith(own) ? line.length - own.length : 0;
  return start + Math.min(indent + at.column - 1, line.length);
}
