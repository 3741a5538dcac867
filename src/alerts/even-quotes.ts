import { isScalar, visit } from 'yaml';
import type { Document } from 'yaml';

/**
 * A text whose quoted values no longer go on at the column of their key, and the offsets of the line breaks that
 * became blanks.
 */
export interface EvenText {
  readonly text: string;
  readonly breaks: readonly number[];
}

// Matches `    summary: "Late` and `  - "a": 'b`; not `summary: "Late"` with its end.
const OPENING = /^([ \t]*(?:- +)*)(?:[\w.$/-]+|"[^"]*"|'[^']*') *: +(["'])/;

/**
 * Go's YAML lets a quoted text go on at the indentation of its key, and the `yaml` package does not. The line breaks
 * before such lines become blanks, so that every offset stays what it was.
 */
export function evenQuotes(text: string): EvenText {
  const breaks: number[] = [];
  const lines = text.split('\n');
  let at = 0;
  let open: { readonly mark: string; readonly column: number } | undefined;
  for (const line of lines) {
    if (open) {
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      if (line.trim() !== '' && indent <= open.column) breaks.push(at - 1);
      if (closes(line, open.mark)) open = undefined;
    } else {
      const [head, before = '', mark = ''] = OPENING.exec(line) ?? [];
      if (head !== undefined && !closes(line.slice(head.length), mark))
        open = { mark, column: before.length };
    }
    at += line.length + 1;
  }
  let even = '';
  let from = 0;
  for (const at of breaks) {
    const isWindows = text.charAt(at - 1) === '\r';
    even += `${text.slice(from, isWindows ? at - 1 : at)}${isWindows ? '  ' : ' '}`;
    from = at + 1;
  }
  return { text: even + text.slice(from), breaks };
}

/** Whether the rest of a line ends the text in these quotes. */
function closes(rest: string, mark: string): boolean {
  const inner = mark === '"' ? rest.replace(/\\[^]/g, '') : rest.replaceAll("''", '');
  return inner.includes(mark);
}

/** Where line breaks were taken out of a value, gives it the one blank that YAML makes of them. */
export function foldAgain(document: Document, breaks: readonly number[]): void {
  visit(document, (_, node) => {
    const [start = 0, end = 0] = isScalar(node) && node.range ? node.range : [];
    if (isScalar(node) && typeof node.value === 'string' && breaks.some((at) => at > start && at < end))
      node.value = node.value.replace(/ {2,}/g, ' ');
  });
}
