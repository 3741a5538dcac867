import type { Nodes } from 'mdast';
import type { Dialect, Line, Mark, Source } from './dialect.ts';
import { leading } from './mkdocs.ts';

// `$$`, or a formula between two of them on one line; not `$$` in a command.
const FORMULA = /^[ \t]*\$\$(?:([^$]+)\$\$)?[ \t]*$/;
// `<div class="mermaid">`: the drawing stands below it, up to the line that closes it.
const DRAWING = /^[ \t]*<(div|pre)[ \t]+class=["']mermaid["'][^<>]*>[ \t]*$/;
// `<hr>`, `<br />`, `<Zoom src="a.png" />` alone on a line: the grammar takes all lines below it for HTML.
const TAG = /^<(?:(hr|br)[ \t]*\/?|[A-Z]\w{0,60}[ \t][^<>]*\/)>$/;

// `<details>`, whose summary may stand on lines of its own below it.
const DETAILS = /^[ \t]*<details[ \t>]/;
// Kramdown's attributes of it, on a line below.
const LISTED = /^[ \t]{0,99}\{:[^{}\n]{0,400}\}[ \t]{0,99}$/;
// More lines are no summary of anything.
const MOST_SUMMARY_LINES = 6;

/** Blocks that pages of any system have beside Markdown: formulas, drawings of Mermaid, a line of HTML above text. */
export const plainBlocks: Dialect = {
  id: 'github',
  sign: /\$\$|["']mermaid["']|^[ \t]*<(?:hr|br|details|[A-Z]\w*[ \t])/m,
  scan,
};

function scan(source: Source): Mark[] {
  const { lines } = source;
  const marks: Mark[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line || line.isCode) continue;
    const found = formulaAt(source, at) ?? drawingAt(source, at) ?? detailsAt(source, at);
    if (found) {
      marks.push(found.mark);
      at = found.to;
    } else marks.push(...ruleAt(source, line, lines[at + 1]));
  }
  return marks;
}

interface Found {
  readonly mark: Mark;
  /** Its last line. */
  readonly to: number;
}

function formulaAt(source: Source, at: number): Found | undefined {
  const first = source.lines[at];
  const match = FORMULA.exec(first?.text ?? '');
  if (!first || !match) return undefined;
  if (match[1] !== undefined) return codeBetween(source, 'math', { at, to: at, value: match[1] });
  const to = lineBelow(source, at, (text) => text.trim() === '$$');
  return to === undefined ? undefined : codeBetween(source, 'math', { at, to });
}

function drawingAt(source: Source, at: number): Found | undefined {
  const name = DRAWING.exec(source.lines[at]?.text ?? '')?.[1];
  if (name === undefined) return undefined;
  const to = lineBelow(source, at, (text) => text.trim() === `</${name}>`);
  return to === undefined ? undefined : codeBetween(source, 'mermaid', { at, to });
}

/** The next line that closes something, not too far below. */
function lineBelow({ lines }: Source, at: number, isClosing: (text: string) => boolean): number | undefined {
  const last = Math.min(lines.length, at + 200);
  for (let to = at + 1; to < last; to += 1) {
    if (lines[to]?.isCode) return undefined;
    if (isClosing(lines[to]?.text ?? '')) return to;
  }
  return undefined;
}

interface Stretch {
  readonly at: number;
  readonly to: number;
  readonly value?: string;
}

function codeBetween(source: Source, lang: string, { at, to, value }: Stretch): Found {
  const [first, last] = [source.lines[at], source.lines[to]];
  const start = (first?.start ?? 0) + leading(first?.text ?? '');
  const end = last?.end ?? start;
  const inner = source.lines.slice(at + 1, to).map(({ text }) => text);
  const position = source.placeOf(start, end);
  const blocks = (): Nodes[] => [{ type: 'code', lang, value: (value ?? inner.join('\n')).trim(), position }];
  return { mark: { start, end, blocks }, to };
}

/**
 * The head of a box that opens. Without a blank line below it, the grammar takes Markdown for HTML, up to the middle of
 * a fence; and many systems read Markdown in the summary.
 */
function detailsAt(source: Source, at: number): Found | undefined {
  const { lines } = source;
  const first = lines[at];
  if (!first || source.isMdx || !DETAILS.test(first.text)) return undefined;
  const ending = lines
    .slice(at, at + MOST_SUMMARY_LINES)
    .findIndex(({ text }) => text.includes('</summary>'));
  const last = lines[at + ending];
  if (ending < 0 || !last) return undefined;
  const start = first.start + leading(first.text);
  const html = source.text.slice(start, last.end);
  const [from, until] = [html.indexOf('>', html.indexOf('<summary')) + 1, html.indexOf('</summary>')];
  if (!html.includes('<summary') || until < from || html.slice(until + '</summary>'.length).trim() !== '')
    return undefined;
  const isListed = LISTED.test(lines[at + ending + 1]?.text ?? '');
  const to = at + ending + (isListed ? 1 : 0);
  const next = lines[to + 1]?.text.trim() ?? '';
  const summary = html.slice(from, until);
  const drawn = summary
    .replace(/\*\*([^*<>]{1,200})\*\*/g, '<b>$1</b>')
    .replace(/`([^`<>]{1,200})`/g, '<code>$1</code>');
  if (drawn === summary && !isListed && (next === '' || next.startsWith('<'))) return undefined;
  const end = lines[to]?.end ?? last.end;
  const position = source.placeOf(start, end);
  const value = `${html.slice(0, from)}${drawn}${html.slice(until)}`;
  return { mark: { start, end, blocks: () => [{ type: 'html', value, position }] }, to };
}

function ruleAt(source: Source, line: Line, next: Line | undefined): Mark[] {
  const match = TAG.exec(line.text.trim());
  // With nothing below it the grammar reads it rightly, and below a fence's end too.
  if (!match || next === undefined || next.isCode || next.text.trim() === '') return [];
  const start = line.start + leading(line.text);
  const [, name] = match;
  if (name === undefined) return source.isMdx ? [] : [{ start, end: line.end, words: line.text.trim() }];
  if (/^[ \t]*</.test(next.text)) return [];
  const position = source.placeOf(start, line.end);
  return [
    { start, end: line.end, blocks: () => (name === 'hr' ? [{ type: 'thematicBreak', position }] : []) },
  ];
}
