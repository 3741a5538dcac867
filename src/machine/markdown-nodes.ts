import type {
  BlockContent,
  Blockquote,
  List,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, toMarkdown } from 'mdast-util-to-markdown';
import type { Handle } from 'mdast-util-to-markdown';

/** Prints blocks as GitHub Markdown, always in the same way. */
export function printMarkdown(children: RootContent[]): string {
  const root: Root = { type: 'root', children };
  return toMarkdown(root, {
    // A line of three hyphens means something else to a program that splits files at it.
    extensions: [gfmToMarkdown({ tablePipeAlign: false }), { handlers: { text: printText } }],
    bullet: '-',
    emphasis: '_',
    rule: '*',
    listItemIndent: 'one',
  });
}

/**
 * Prints a text as the library does, but without trying all of its fifty patterns: one whose character stands neither
 * in the text nor beside it can match nothing. To try them took nearly half of the time of a twin.
 */
const printText: Handle = (node, ...where) => {
  const [, state, info] = where;
  const all = state.unsafe;
  const around = `${info.before}${String(node.value)}${info.after}`;
  state.unsafe = all.filter(({ character }) => around.includes(character));
  const printed = defaultHandlers.text(node, ...where);
  state.unsafe = all;
  return printed;
};

/** An author's text on one line: a second line would begin a block of its own. */
export function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}

export function text(value: string): PhrasingContent {
  return { type: 'text', value: oneLine(value) };
}

export function code(value: string): PhrasingContent {
  return { type: 'inlineCode', value: oneLine(value) };
}

export function link(url: string, words: string): PhrasingContent {
  return { type: 'link', url, children: [{ type: 'text', value: oneLine(words) }] };
}

export function heading(depth: 1 | 2 | 3, value: string): RootContent {
  return { type: 'heading', depth, children: [text(value)] };
}

/** A paragraph of a text, or of parts of one. */
export function paragraph(...parts: readonly (string | PhrasingContent)[]): Paragraph {
  return {
    type: 'paragraph',
    children: parts.map((part) => (typeof part === 'string' ? { type: 'text', value: spaced(part) } : part)),
  };
}

/** Like `oneLine`, but the blank at either end stays: it stands between two parts. */
function spaced(value: string): string {
  return value.replace(/\s+/g, ' ');
}

export function strong(value: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'strong', children: [text(value)] }] };
}

export function bullets(entries: readonly (string | readonly PhrasingContent[])[]): List {
  return {
    type: 'list',
    spread: false,
    children: entries.map((entry) => ({
      type: 'listItem',
      spread: false,
      children: [
        typeof entry === 'string' ? paragraph(oneLine(entry)) : { type: 'paragraph', children: [...entry] },
      ],
    })),
  };
}

/** A table; its first row is the head. */
export function table(rows: readonly (readonly (string | PhrasingContent)[])[]): Table {
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((value) => ({
        type: 'tableCell',
        children: [typeof value === 'string' ? text(value) : value],
      })),
    })),
  };
}

/** A callout as GitHub draws it; its first line may be nothing else. */
export function callout(kind: string, title: string | undefined, children: BlockContent[]): Blockquote {
  const mark: Paragraph = { type: 'paragraph', children: [{ type: 'html', value: `[!${kind}]` }] };
  return { type: 'blockquote', children: [mark, ...(title ? [strong(title)] : []), ...children] };
}
