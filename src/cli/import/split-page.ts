import type { Page } from '../../runbook/read/parse.ts';
import type { Heading } from '../../runbook/read/page.ts';
import { isAlertName, slugOf } from './guess.ts';
import { frontmatterPlace } from '../../runbook/yaml/frontmatter-place.ts';

/** One scenario of a page that holds many. */
export interface Part {
  /** A file name without its ending. */
  readonly name: string;
  readonly text: string;
}

/**
 * Splits a page at its `##` headings: each becomes the title of a page of its own, and the headings below it move
 * up by one. What stands before the first stays behind as `index`.
 */
export function splitPage({ text, headings }: Page): Part[] {
  const tops = headings.filter(({ depth, range }) => depth === 2 && range);
  if (tops.length < 2) return [];
  const names = uniqueNames(tops.map(({ text: title }) => (isAlertName(title) ? title : slugOf(title))));
  const offset = (heading: Heading | undefined): number => heading?.range?.start.offset ?? text.length;
  const homes = new Map<string, string>();
  const inside = tops.map((): Heading[] => []);
  let at = -1; // headings stand in the order of the page
  for (const heading of headings) {
    while (at + 1 < tops.length && offset(tops[at + 1]) <= offset(heading)) at += 1;
    if (at < 0) continue;
    const isTop = tops[at] === heading;
    homes.set(heading.anchor, `${names[at]}.md${isTop ? '' : `#${heading.anchor}`}`);
    inside[at]?.push(heading);
  }
  const parts = tops.map((top, index) => {
    const [start, end] = [offset(top), offset(tops[index + 1])];
    const raised = raise(text, { start, end, inside: inside[index] ?? [] });
    return { name: names[index] ?? '', text: relink(raised, homes) };
  });
  const before = text.slice(0, offset(tops[0])).trim();
  const intro = before
    .slice(frontmatterPlace(before)?.end ?? 0)
    .replace(/^#\s.*$/m, '')
    .trim();
  return intro === '' ? parts : [{ name: 'index', text: relink(`${before}\n`, homes) }, ...parts];
}

/** Headings one step up: `## Scenario` becomes the page's title, `### Diagnosis` a section. */
function raise(
  text: string,
  { start, end, inside }: { start: number; end: number; inside: readonly Heading[] },
): string {
  const marks = inside.map(({ range }) => range?.start.offset ?? -1).filter((at) => text[at] === '#');
  const ends = [...marks, end];
  const raised = [start, ...marks.map((at) => at + 1)]
    .map((from, index) => text.slice(from, ends[index]))
    .join('');
  return `${raised.trimEnd()}\n`;
}

/** `#disk-full` led to a heading of the same page, which now is another page. */
function relink(text: string, homes: ReadonlyMap<string, string>): string {
  return text.replace(/\]\(#([^()#\s]{1,500})\)/g, (link, anchor: string) => {
    const home = homes.get(anchor);
    return home === undefined ? link : `](${home})`;
  });
}

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const own = name || 'part';
    const count = (seen.get(own) ?? 0) + 1;
    seen.set(own, count);
    return count === 1 ? own : `${own}-${count}`;
  });
}
