import { isScalar, visit } from 'yaml';
import type { Document } from 'yaml';

/**
 * A text whose quoted values, lists and maps no longer go on at the column of their key, and the offsets of the line
 * breaks that became blanks.
 */
export interface EvenText {
  readonly text: string;
  readonly breaks: readonly number[];
}

// Matches `    summary: "Late`, `  - "a": 'b`, `- {a: b`, `a: !!str "b` and what stands alone under its key.
const OPENING = /^([ \t]*(?:- +)*)((?:[\w.$/-]+|"[^"]*"|'[^']*') *: +)?((?:[&!]\S* +)*)(["'{[])/;
/**
 * Go's YAML lets a quoted text go on at the indentation of its key, and a list or a map in brackets too; the `yaml`
 * package does not. The line breaks before such lines become blanks, so that every offset stays what it was.
 */
export function evenQuotes(text: string): EvenText {
  const breaks: number[] = [];
  let at = 0;
  let open: { state: Open; readonly column: number; readonly breaks: number[] } | undefined;
  let isUnderKey = false;
  let block: number | undefined;
  for (const whole of text.split('\n')) {
    const line = whole.replace(/\r$/, '');
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const isBlank = line.trim() === '';
    if (block !== undefined && !isBlank && indent <= block) block = undefined;
    if (open && /^(?:---|\.\.\.)(?:\s|$)/.test(line)) open = undefined;
    if (open) {
      if (!isBlank && indent <= open.column) open.breaks.push(at - 1);
      open.state = goOn(open.state, line);
      if (open.state.marks === '') breaks.push(...open.breaks);
      if (open.state.marks === '' || open.state.hasComment) open = undefined;
    } else if (block === undefined) {
      const [head, before = '', key, , mark = ''] = OPENING.exec(line) ?? [];
      const canOpen = head !== undefined && (key !== undefined || before.includes('-') || isUnderKey);
      const state = canOpen
        ? goOn({ marks: '', hasComment: false }, mark + line.slice(head.length))
        : undefined;
      if (state && state.marks !== '' && !state.hasComment)
        open = { state, column: before.length, breaks: [] };
      else if (/^[|>][-+\d]{0,2}$/.test(lastWord(line))) block = LEAD.exec(line)?.[0].length;
    }
    if (!isBlank) isUnderKey = lastWord(line).endsWith(':');
    at += whole.length + 1;
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

const LEAD = /^[ \t]*(?:- +)*/;

/** What stands last on a line, without a comment, an anchor and a tag. */
function lastWord(line: string): string {
  const all = line.trim().split(/[ \t]+/);
  const comment = all.findIndex((word) => word.startsWith('#'));
  return all.slice(0, comment < 0 ? all.length : comment).findLast((word) => !/^[&!]/.test(word)) ?? '';
}

/** The brackets and the quote that are open, outermost first. A comment would take in the line that is joined to it. */
interface Open {
  readonly marks: string;
  readonly hasComment: boolean;
}

function goOn({ marks, hasComment }: Open, line: string): Open {
  let open = marks;
  for (let index = 0; index < line.length; index += 1) {
    const char = line.charAt(index);
    const last = open.at(-1);
    if (last === '"' || last === "'") {
      if (last === '"' && char === '\\') index += 1;
      else if (last === "'" && char === last && line[index + 1] === last) index += 1;
      else if (char === last) open = open.slice(0, -1);
    } else if (char === '#' && /\s/.test(line[index - 1] ?? ' ')) {
      return { marks: open, hasComment: true };
    } else if ('{['.includes(char)) open += char;
    else if ('}]'.includes(char)) open = open.slice(0, -1);
    else if (`"'`.includes(char) && /[\s,:{[]/.test(line[index - 1] ?? ' ')) open += char;
    if (open === '') break;
  }
  return { marks: open, hasComment };
}

/** Where line breaks were taken out of a value, gives it the one blank that YAML makes of them. */
export function foldAgain(document: Document, breaks: readonly number[]): void {
  visit(document, (_, node) => {
    const [start = 0, end = 0] = isScalar(node) && node.range ? node.range : [];
    if (isScalar(node) && typeof node.value === 'string' && breaks.some((at) => at > start && at < end))
      node.value = node.value.replace(/ {2,}/g, ' ');
  });
}
