import type { Root } from 'mdast';
import { walk } from '../read/walk.ts';
import { trimMarksEnd } from '../words/trim-marks.ts';

// Matches `{%- if tenant() == "a" %}` at the left edge, alone on its line.
const TEMPLATE_LINE = /^\{%[^\n]{0,300}%\}[ \t]*$/;
// Matches the first line of a fence that stands inside something, and its marks; and the last one.
const OPENS = /^[ \t]{1,40}(`{3,}|~{3,})/;
const CLOSES = /^[ \t]{1,40}(`{3,}|~{3,})[ \t]*$/;

/** A text without lines that end what stands around them, and these by their number, from 1 on. */
export interface Templated {
  readonly text: string;
  readonly lines: ReadonlyMap<number, string>;
}

/**
 * MkDocs fills in its templates before it reads Markdown: `{% if %}` at the left edge does not end an indented fence. Each
 * such line becomes blank, of the same length.
 */
export function withoutTemplateLines(text: string): Templated {
  const lines = new Map<number, string>();
  if (!text.includes('\n{%')) return { text, lines };
  let fence: string | undefined;
  const plain = text.split('\n').map((whole, index) => {
    const line = trimMarksEnd(whole, '\r');
    if (fence === undefined) fence = OPENS.exec(line)?.[1];
    else if (CLOSES.exec(line)?.[1]?.startsWith(fence)) fence = undefined;
    else if (TEMPLATE_LINE.test(line)) {
      lines.set(index + 1, line);
      return ' '.repeat(line.length) + whole.slice(line.length);
    }
    return whole;
  });
  return { text: lines.size > 0 ? plain.join('\n') : text, lines };
}

/** Puts the lines back into the fences that hold them: what an author wrote is shown. */
export function restoreTemplateLines(tree: Root, { lines }: Templated): void {
  if (lines.size === 0) return;
  walk(tree, (node) => {
    if (node.type !== 'code' || !node.position) return;
    const first = node.position.start.line + 1;
    const shown = node.value.split('\n').map((line, index) => lines.get(first + index) ?? line);
    node.value = shown.join('\n');
  });
}
