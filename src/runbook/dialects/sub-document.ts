import type { Nodes, Root } from 'mdast';
import type {} from 'mdast-util-mdx'; // adds the MDX nodes to mdast's types
import { walk } from '../read/walk.ts';
import type { Line } from './dialect.ts';
import { indentOf, lineOf } from './lines.ts';

/** A document inside another: its text, and where each of its lines stands in the other. */
export interface SubDocument {
  readonly text: string;
  readonly lines: readonly { readonly line: number; readonly column: number; readonly offset: number }[];
}

/** Removes this many columns from each line. */
export function subDocument(lines: readonly Line[], from: number, indent: number): SubDocument {
  const places: SubDocument['lines'][number][] = [];
  const texts = lines.map(({ start, text }, index) => {
    const cut = cutOf(text, indent);
    places.push({ line: from + index + 1, column: cut + 1, offset: start + cut });
    return text.slice(cut);
  });
  return { text: texts.join('\n'), lines: places };
}

/** What stands between two places of a text, its lines moved left as far as the one that it begins on. */
export function documentBetween(lines: readonly Line[], start: number, end: number): SubDocument {
  const first = lineOf(lines, start);
  const last = lineOf(lines, end);
  const indent = indentOf(lines[first]?.text ?? '');
  const places: SubDocument['lines'][number][] = [];
  const texts = lines.slice(first, last + 1).map((line, index) => {
    // On the first line only what follows the tag belongs to it, on the last what precedes the other.
    const from = index === 0 ? start - line.start : 0;
    const text = line.text.slice(0, first + index === last ? end - line.start : undefined);
    const rest = text.slice(from);
    const cut = from + (index === 0 ? rest.length - rest.trimStart().length : cutOf(text, indent));
    places.push({ line: first + index + 1, column: cut + 1, offset: line.start + cut });
    return text.slice(cut);
  });
  return { text: texts.join('\n'), lines: places };
}

/** How many characters make up so many columns of white space at the start of a line. */
function cutOf(text: string, indent: number): number {
  let cut = 0;
  while (cut < text.length && /[ \t]/.test(text.charAt(cut)) && indentOf(text.slice(0, cut + 1)) <= indent)
    cut += 1;
  return cut;
}

/** The same document below other lines, which are nowhere in the text around it. */
export function withLinesAbove({ text, lines }: SubDocument, above: readonly string[]): SubDocument {
  const nowhere = [...above, ''].map(() => ({ line: 1, column: 1, offset: 0 }));
  return { text: [...above, '', text].join('\n'), lines: [...nowhere, ...lines] };
}

interface Positioned {
  position?: Nodes['position'];
}

/** Gives the nodes of a document inside another their places there. */
export function movePlaces(tree: Root, { lines }: SubDocument): void {
  walk(tree, (node) => {
    move(node);
    if ('attributes' in node) node.attributes.forEach(move);
  });

  function move(node: Positioned): void {
    if (!node.position) return;
    const { start, end } = node.position;
    node.position = { start: moved(start), end: moved(end) };
  }

  function moved(point: NonNullable<Nodes['position']>['start']) {
    const at = lines[point.line - 1];
    if (!at) return point;
    const column = at.column + point.column - 1;
    return { line: at.line, column, offset: at.offset + point.column - 1 };
  }
}
