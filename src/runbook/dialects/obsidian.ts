import type { Dialect, Mark, Source } from './dialect.ts';
import { leading } from './mkdocs.ts';

/** Longer is no comment, but two signs that have nothing to do with each other. */
const MOST_LINES = 200;

/** Comments of Obsidian, which begin and end a line: `%% for us %%`. */
export const obsidian: Dialect = { id: 'obsidian', sign: /^[ \t]*%%/m, scan };

function scan({ lines }: Source): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const first = lines[at];
    if (!first || first.isCode || !first.text.trimStart().startsWith('%%')) continue;
    const to = endOf(lines, at);
    if (to === undefined) continue;
    const start = first.start + leading(first.text);
    marks.push({ start, end: lines[to]?.end ?? first.end, blocks: () => [] });
    at = to;
  }
  return marks;
}

/** The line that ends what begins on a line. */
function endOf(lines: Source['lines'], at: number): number | undefined {
  const isEnd = (text: string): boolean => text.trimEnd().endsWith('%%');
  const first = lines[at]?.text.trim() ?? '';
  if (first.length >= 4 && isEnd(first)) return at;
  const below = lines.slice(at + 1, at + MOST_LINES).findIndex(({ text }) => isEnd(text));
  return below < 0 ? undefined : at + 1 + below;
}
