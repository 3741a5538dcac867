import type { Nodes, Parents, PhrasingContent, Root, Text } from 'mdast';
import { walk } from '../read/walk.ts';
import type { Mark } from './dialect.ts';

/**
 * Marks of other systems are covered before the grammar of Markdown reads a text: each by one private character,
 * then filler up to its length, so that every place in the tree is a place in the author's text. In the tree they
 * are uncovered again.
 */

const FILLER = '\uE000';
const FIRST = 0xe001;
const LAST = 0xf8ff;
const COVER = /[\uE000-\uF8FF]/;
/** So many marks fit into the private characters; what comes after them is left as it is. */
export const MOST_MARKS = LAST - FIRST;

/** Whether a text can be covered: icon fonts use the same characters. */
export function canCover(text: string): boolean {
  return !COVER.test(text);
}

/** The text with its marks covered. Marks stand in their order and do not overlap. */
export function cover(text: string, marks: readonly Mark[]): string {
  let covered = '';
  let at = 0;
  marks.forEach(({ start, end, blocks }, index) => {
    const original = text.slice(start, end);
    const first = String.fromCharCode(FIRST + index);
    // A block's other lines become blank; inside a line nothing may become a space.
    const rest = original.slice(1).replace(/[^\r\n]/g, blocks ? ' ' : FILLER);
    covered += text.slice(at, start) + first + rest;
    at = end;
  });
  return covered + text.slice(at);
}

/** Puts what marks stand for into a tree that was read from the covered text. */
export function uncover(tree: Root, text: string, marks: readonly Mark[]): void {
  const markOf = (char: string): Mark | undefined => marks[char.charCodeAt(0) - FIRST];
  const words = (value: string): string =>
    COVER.test(value)
      ? value.replaceAll(FILLER, '').replace(/[\uE001-\uF8FF]/g, (char) => markOf(char)?.words ?? '')
      : value;
  const asWritten = (value: string): string =>
    value.replaceAll(FILLER, '').replace(/[\uE001-\uF8FF]/g, (char) => {
      const mark = markOf(char);
      return mark ? text.slice(mark.start, mark.end) : '';
    });
  walk(tree, (node) => {
    if ('children' in node) {
      splitParagraphs(node, markOf);
      splitTexts(node, markOf);
    }
    if (node.type === 'code' || node.type === 'inlineCode') node.value = asWritten(node.value);
    else if ('value' in node && typeof node.value === 'string') node.value = words(node.value);
    if ('url' in node) node.url = words(node.url);
    if ('alt' in node && typeof node.alt === 'string') node.alt = words(node.alt);
    if ('title' in node && typeof node.title === 'string') node.title = words(node.title);
  });
}

/** Takes blocks out of the paragraphs that the grammar saw them in, and puts them beside. */
function splitParagraphs(parent: Parents, markOf: (char: string) => Mark | undefined): void {
  const isBlock = (char: string): boolean => markOf(char)?.blocks !== undefined;
  const holds = (node: Nodes): boolean =>
    node.type === 'paragraph' &&
    node.children.some((child) => child.type === 'text' && [...child.value].some(isBlock));
  if (!parent.children.some(holds)) return;
  // What comes out of a paragraph may stand where the paragraph stood.
  parent.children = parent.children.flatMap((node: Nodes) =>
    node.type === 'paragraph' && holds(node) ? parts(node) : [node],
  ) as typeof parent.children;

  function parts(paragraph: Extract<Nodes, { type: 'paragraph' }>): Nodes[] {
    const out: Nodes[] = [];
    let open: typeof paragraph.children = [];
    let isBehind = false;
    const close = (): void => {
      const isEmpty = open.every((child) => child.type === 'text' && child.value.trim() === '');
      if (!isEmpty) out.push({ ...paragraph, children: open });
      open = [];
    };
    for (const child of paragraph.children) {
      if (child.type !== 'text') {
        // The blanks that cover the end of a block's line are no break.
        if (!(child.type === 'break' && isBehind && open.length === 0)) open.push(child);
        continue;
      }
      let value = '';
      const keep = (): void => {
        if (value !== '') open.push({ ...child, value });
        value = '';
      };
      for (const char of child.value) {
        const blocks = markOf(char)?.blocks;
        if (!blocks) {
          value += char;
          continue;
        }
        value = value.trimEnd();
        keep();
        close();
        out.push(...blocks());
        isBehind = true;
      }
      value = out.length > 0 && open.length === 0 ? value.trimStart() : value;
      keep();
    }
    close();
    return out;
  }
}

/** Puts what marks inside a line stand for between the words around them; inside of a link they are words. */
function splitTexts(parent: Parents, markOf: (char: string) => Mark | undefined): void {
  const holds = (child: Nodes): child is Text =>
    child.type === 'text' && COVER.test(child.value) && [...child.value].some((char) => markOf(char)?.inline);
  if (parent.type === 'link' || parent.type === 'linkReference' || !parent.children.some(holds)) return;
  const around = parent as { children: Nodes[] };
  around.children = around.children.flatMap((child): Nodes[] => (holds(child) ? pieces(child) : [child]));

  function pieces(text: Text): PhrasingContent[] {
    const out: PhrasingContent[] = [];
    let open = '';
    const keep = (): void => {
      if (open !== '') out.push({ ...text, value: open });
      open = '';
    };
    for (const char of text.value) {
      const inline = markOf(char)?.inline;
      if (!inline) {
        open += char;
        continue;
      }
      keep();
      out.push(...inline());
    }
    keep();
    return out;
  }
}
