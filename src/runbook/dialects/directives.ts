import type { Nodes } from 'mdast';
import { admonition, componentNode, isAdmonition } from './admonition.ts';
import { directiveBlocks, hasDirective } from './myst-directives.ts';
import type { Dialect, Mark, Source } from './dialect.ts';
import { indentOf } from './lines.ts';
import { leading } from './mkdocs.ts';

// `:::note`, `:::warning[Title]`, `:::tip Title`, `::::{note} Title`, `:::caution{icon="x"}`; not `::: ` alone.
const OPEN = /^[ \t]*(:{3,})[ \t]*(?:\{([\w:-]+)\}|([A-Za-z][\w-]*))([^]*)$/;
// What stands behind its name: a title in brackets, attributes, text.
const BEHIND = /^[ \t]*(?:\[([^\]]*)\])?[ \t]*(?:\{[^}]*\})?([^]*)$/;
const CLOSE = /^[ \t]*(:{3,})[ \t]*$/;

/** Blocks between colons: Docusaurus' and Starlight's asides, MyST's directives. */
export const directives: Dialect = {
  id: 'docusaurus',
  alsoOf: 'myst',
  sign: /^[ \t]*:{3,}[ \t]*[{\w]/m,
  scan,
};

interface Opened {
  readonly at: number;
  readonly colons: string;
}

/** Every block from its opening line to the one that closes it, the outermost only: what is inside is read again. */
function scan(source: Source): Mark[] {
  const { lines } = source;
  const marks: Mark[] = [];
  const open: Opened[] = [];
  lines.forEach(({ text, isCode }, at) => {
    if (isCode) return;
    const closing = CLOSE.exec(text)?.[1];
    if (closing !== undefined) {
      const last = open.findLastIndex(({ colons }) => colons.length === closing.length);
      const begun = open[last];
      if (!begun) return;
      open.length = last;
      if (last === 0) marks.push(blockOf(source, begun.at, at));
      return;
    }
    const colons = OPEN.exec(text)?.[1];
    if (colons !== undefined) open.push({ at, colons });
  });
  return marks;
}

function blockOf(source: Source, from: number, to: number): Mark {
  const [first, last] = [source.lines[from], source.lines[to]];
  const text = first?.text ?? '';
  const [, , braced, bare, behind = ''] = OPEN.exec(text) ?? [];
  const [, bracketed, rest = ''] = BEHIND.exec(behind) ?? [];
  const start = (first?.start ?? 0) + leading(text);
  const end = last?.end ?? start;
  const place = source.placeOf(start, end);
  const word = braced ?? bare ?? '';
  const title = bracketed ?? (rest.trim() || undefined);
  const body = { from: from + 1, to, indent: indentOf(text) };
  const blocks = (): Nodes[] => {
    if (braced !== undefined && hasDirective(word)) {
      const inner = source.lines.slice(body.from, body.to).map((line) => line.text);
      return directiveBlocks({ name: word, argument: rest.trim(), lines: inner, place }, (skip) =>
        source.parse({ ...body, from: body.from + skip }),
      );
    }
    const children = source.parse(body);
    if (isAdmonition(word)) return [admonition({ word, title, children, place })];
    if (word === 'steps') return [componentNode('Steps', {}, { children, place })];
    if (word === 'details') return [admonition({ word: 'note', title, children, place })];
    // A kind that nobody knows here: its content stays, and a finding says so.
    source.miss('docusaurus', `:::${word}`, { start, end });
    return children;
  };
  return { start, end, blocks };
}
