import type { Body, Line } from './dialect.ts';

const FENCE = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]*)?(`{3,}|~{3,})/;

/** The lines of a text, each with whether it is code: frontmatter, and what stands in a fence. */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  const front = /^---[ \t]*(\r?\n)/.exec(text) ? closingLine(text, '---') : closingLine(text, '+++');
  let fence: string | undefined;
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const stop = found < 0 ? text.length : found;
    const end = text[stop - 1] === '\r' && stop > start ? stop - 1 : stop;
    const line = text.slice(start, end);
    const [head = '', marks = ''] = FENCE.exec(line) ?? [];
    const info = line.slice(head.length);
    const isMark = marks !== '' && !(marks.startsWith('`') && info.includes('`'));
    const isCode = fence !== undefined || isMark || start < front;
    if (fence === undefined) fence = isMark && start >= front ? marks : undefined;
    else if (isMark && info.trim() === '' && marks.startsWith(fence)) fence = undefined;
    lines.push({ start, end, text: line, isCode });
    start = stop + 1;
  }
  return lines;
}

/** Where the text after the frontmatter starts; 0 without one. */
function closingLine(text: string, mark: string): number {
  if (!text.startsWith(mark)) return 0;
  const close = text.indexOf(`\n${mark}`, mark.length);
  return close < 0 ? 0 : close + mark.length + 1;
}

/** The line that an offset stands on, by bisection. */
export function lineOf(lines: readonly Line[], offset: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How far a line is indented, in columns: a tab reaches to the next multiple of four. */
export function indentOf(text: string): number {
  let column = 0;
  for (const char of text) {
    if (char === ' ') column += 1;
    else if (char === '\t') column += 4 - (column % 4);
    else break;
  }
  return column;
}

/** The lines below one that are blank or indented further than it by four: its body. Trailing blank lines are not. */
export function indentedBody(lines: readonly Line[], at: number, indent: number): Body {
  let to = at + 1;
  for (let next = to; next < lines.length; next += 1) {
    const text = lines[next]?.text ?? '';
    if (text.trim() === '') continue;
    if (indentOf(text) < indent + 4) break;
    to = next + 1;
  }
  return { from: at + 1, to, indent: indent + 4 };
}
