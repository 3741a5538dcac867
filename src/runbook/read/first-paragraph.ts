import type { Root } from 'mdast';
import { toString } from 'mdast-util-to-string';

/** The first paragraph between two offsets of a page, as one line of plain text; undefined where there is none. */
export function firstParagraph(
  tree: Root,
  { start, end }: { readonly start: number; readonly end: number },
): string | undefined {
  return tree.children
    .filter((node) => {
      const offset = node.position?.start.offset;
      return node.type === 'paragraph' && offset !== undefined && offset >= start && offset < end;
    })
    .map((node) => toString(node).replace(/\s+/g, ' ').trim())
    .find((line) => line !== '');
}
