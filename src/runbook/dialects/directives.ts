import type { Nodes } from 'mdast';
import { admonition, componentNode, isAdmonition } from './admonition.ts';
import { countOptions, directiveBlocks, hasDirective, strangerBlocks } from './myst-directives.ts';
import type { Dialect, Line, Mark, Source } from './dialect.ts';
import { indentOf } from './lines.ts';
import { leading } from './mkdocs.ts';
import { colonTabs } from './vitepress.ts';

// `:::note`, `:::warning[Title]`, `:::tip Title`, `::::{note} Title`, `:::caution{icon="x"}`; not `::: ` alone.
const OPEN = /^[ \t]*(:{3,})[ \t]*(?:\{([\w:-]+)\}|([A-Za-z][\w-]*))([^]*)$/;
// What stands behind its name: a title in brackets, attributes, text.
const BEHIND = /^[ \t]*(?:\[([^\]]*)\])?[ \t]*(?:\{[^}]*\})?([^]*)$/;
const CLOSE = /^[ \t]*(:{3,})[ \t]*$/;

/** Blocks between colons: asides of Docusaurus, Starlight and VitePress, MyST's directives. */
export const directives: Dialect = {
  id: 'docusaurus',
  alsoOf: ['vitepress', 'myst'],
  sign: /^[ \t]*:{3,}[ \t]*[{\w]/m,
  scan,
};

interface Opened {
  readonly at: number;
  /** The number of its colons. */
  readonly length: number;
  readonly indent: number;
}

/** Every block from its opening line to the one that closes it, the outermost only: what is inside is read again. */
function scan(source: Source): Mark[] {
  const { lines } = source;
  const marks: Mark[] = [];
  const open: Opened[] = [];
  const add = (from: number, to: number): void => {
    const mark = blockOf(source, { from, to });
    while ((marks.at(-1)?.start ?? -1) >= mark.start) marks.pop(); // they are inside it
    marks.push(mark);
  };
  const stray: Mark[] = [];
  lines.forEach(({ start, end, text, isCode }, at) => {
    if (isCode) return;
    const closing = CLOSE.exec(text)?.[1];
    if (closing === undefined) {
      const colons = OPEN.exec(text)?.[1];
      if (colons !== undefined) open.push({ at, length: colons.length, indent: indentOf(text) });
      return;
    }
    const begun = open[closedBy(open, { length: closing.length, indent: indentOf(text) })];
    if (begun) {
      open.length = open.indexOf(begun);
      add(begun.at, at);
    } else if (marks.length > 0 || open.length > 0)
      stray.push({ start: start + leading(text), end, blocks: () => [] });
  });
  const left = open.flatMap(({ at }) => unclosed(source, at));
  const [first = Infinity] = [...marks, ...left].map((mark) => mark.start).sort((a, b) => a - b);
  return [...marks, ...left, ...stray.filter((mark) => mark.start > first)];
}

/** A box that nothing closes is the words on its line, and those right below them. */
function unclosed(source: Source, at: number): Mark[] {
  const { text = '' } = source.lines[at] ?? {};
  const [, , braced, word = braced ?? ''] = OPEN.exec(text) ?? [];
  if (!isAdmonition(word)) return [];
  const isOfIt = (line: Line | undefined): boolean =>
    line !== undefined && !line.isCode && line.text.trim() !== '' && indentOf(line.text) >= indentOf(text);
  let to = at;
  while (
    isOfIt(source.lines[to + 1]) &&
    !/^[ \t]*(?::{3}|[-*+#>|]|\d+[.)])/.test(source.lines[to + 1]?.text ?? '')
  )
    to += 1;
  return [blockOf(source, { from: at, to, until: to + 1 })];
}

/**
 * Which of the open blocks a line of colons closes: one with as many, else one with fewer; of those, one at its own
 * indent, since the item of a list is closed with all that it holds.
 */
function closedBy(
  open: readonly Opened[],
  { length, indent }: { readonly length: number; readonly indent: number },
): number {
  const among = (isMeant: (one: Opened) => boolean): number => {
    const same = open.findLastIndex((one) => one.length === length && isMeant(one));
    return same >= 0 ? same : open.findLastIndex((one) => one.length < length && isMeant(one));
  };
  const beside = among((one) => one.indent === indent);
  return beside >= 0 ? beside : among(() => true);
}

interface Block {
  readonly from: number;
  /** Its last line. */
  readonly to: number;
  /** The line behind what it holds: its last, which closes it, unless nothing does. */
  readonly until?: number;
}

function blockOf(source: Source, { from, to, until = to }: Block): Mark {
  const [first, last] = [source.lines[from], source.lines[to]];
  const text = first?.text ?? '';
  const [, , braced, bare, behind = ''] = OPEN.exec(text) ?? [];
  const [, bracketed, rest = ''] = BEHIND.exec(behind) ?? [];
  const start = (first?.start ?? 0) + leading(text);
  const end = last?.end ?? start;
  const place = source.placeOf(start, end);
  const word = braced ?? bare ?? '';
  const title = bracketed ?? (rest.trim() || undefined);
  const body = { from: from + 1, to: until, indent: indentOf(text) };
  const blocks = (): Nodes[] => {
    if (braced !== undefined && hasDirective(word)) {
      const inner = source.lines.slice(body.from, body.to).map((line) => line.text);
      return directiveBlocks({ name: word, argument: rest.trim(), lines: inner, place }, (skip) =>
        source.parse({ ...body, from: body.from + skip }),
      );
    }
    const tabs = colonTabs(word, source, body);
    if (tabs) return [tabs];
    const children = source.parse(body);
    if (word === 'tab') return [componentNode('Tab', { label: title ?? '' }, { children, place })];
    if (word === 'v-pre' || word === 'raw') return children;
    if (isAdmonition(word)) return [admonition({ word, title, children, place })];
    if (word === 'steps') return [componentNode('Steps', {}, { children, place })];
    if (word === 'details') return [admonition({ word: 'note', title, children, place })];
    // A kind that nobody knows here: its content stays, and a finding says so.
    source.miss('docusaurus', `:::${word}`, { start, end });
    if (braced === undefined) return children;
    const inner = source.lines.slice(body.from, body.to).map((line) => line.text);
    const said = strangerBlocks({ name: word, argument: rest.trim(), lines: inner, place });
    return [...said, ...source.parse({ ...body, from: body.from + countOptions(inner) })];
  };
  return { start, end, blocks };
}
