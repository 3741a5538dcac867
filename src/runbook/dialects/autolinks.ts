import type { Parents, Root } from 'mdast';
import { walk } from '../read/walk.ts';

// Matches `<host:port>`, `<namespace:name>`: CommonMark takes the word before the colon for a scheme.
const PLACEHOLDER = /^<[A-Za-z][\w.+-]*:[A-Za-z_][\w.-]*>$/;
const SCHEMES = /^<(?:https?|mailto|tel|slack|sip|ssh|javascript|vbscript|data|file):/i;

/** What is to be filled in is text, also where it looks like an address in angle brackets. */
export function readAutolinks(tree: Root, text: string): void {
  walk(tree, (node) => {
    if (!('children' in node) || !node.children.some(({ type }) => type === 'link')) return;
    const parent: Parents = node;
    parent.children = parent.children.map((child) => {
      if (child.type !== 'link' || !child.position) return child;
      const { start, end } = child.position;
      const source = text.slice(start.offset, end.offset);
      if (!PLACEHOLDER.test(source) || SCHEMES.test(source)) return child;
      return { type: 'text', value: source, position: child.position };
    }) as typeof parent.children; // as many children of the same kinds, and text stands wherever a link does
  });
}
