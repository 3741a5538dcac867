import type { ElementContent, RootContent } from 'hast';

/** A page's content, and apart from it what its reader has seen already. */
export interface Folded {
  readonly background: RootContent[];
  /** The ids of its sections. */
  readonly ids: readonly string[];
  readonly rest: RootContent[];
}

/**
 * Takes out what stands before the first thing to do and only tells what the reader has seen already. A section that
 * warns stays where it is, and so does everything on a page with nothing to do.
 * @param isBackground tells by the id of its heading whether a section only tells
 */
export function foldBackground(
  content: readonly RootContent[],
  isBackground: (id: string) => boolean,
): Folded {
  const [preamble = [], ...sections] = split(content);
  const first = sections.findIndex((section) => section.some((node) => has(node, ACTIONS)));
  const folded = sections.filter(
    (section, index) =>
      index < first && isBackground(idOf(section)) && !section.some((node) => has(node, WARNINGS)),
  );
  return {
    background: folded.flat(),
    ids: folded.map(idOf),
    rest: [...preamble, ...sections.filter((section) => !folded.includes(section)).flat()],
  };
}

function idOf([heading]: readonly RootContent[]): string {
  return heading?.type === 'element' ? String(heading.properties['id'] ?? '') : '';
}

const ACTIONS = new Set(['step', 'decision', 'step-item']);
const WARNINGS = new Set(['warning', 'danger']);

/** What stands before the first section, and each section with its heading. */
function split(content: readonly RootContent[]): RootContent[][] {
  const parts: RootContent[][] = [[]];
  for (const node of content) {
    if (node.type === 'element' && node.tagName === 'h2') parts.push([node]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

function has(node: RootContent | ElementContent, classes: ReadonlySet<string>): boolean {
  if (node.type !== 'element') return false;
  const names = node.properties['className'];
  if (Array.isArray(names) && names.some((name) => classes.has(String(name)))) return true;
  return node.children.some((child) => has(child, classes));
}
