import type { Nodes } from 'mdast';
import { admonition, componentNode } from './admonition.ts';
import type { Dialect, Mark, Source } from './dialect.ts';
import { indentedBody, indentOf } from './lines.ts';

// `!!! warning "Careful"`, `??? note`, `???+ tip inline end`; not `!!!` in a sentence.
const ADMONITION = /^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)((?:[ \t]+[\w-]+)*)(?:[ \t]+"(.*)")?[ \t]*$/;
// `=== "Linux"`, `===! "macOS"`
const TAB = /^[ \t]*===[!+]?[ \t]+"(.*)"[ \t]*$/;
// `--8<-- "shared/login.md"`
const SNIPPET = /^[ \t]*-{1,}8<-{1,}[ \t]+["']([^"']+)["'][ \t]*$/;

// `*[HPC]: High-Performance Computing`: what a word means, shown where it stands.
const ABBREVIATION = /^ {0,3}\*\[[^\]\n]{1,200}\]:[ \t]/;

// `<figure markdown>`, `<div class="grid cards" markdown="1">`: Markdown stands right below it.
const HOLDER = /^ {0,3}<(div|figure|section|center)[ \t]([^<>]*)>[ \t]*$/;

/** Python-Markdown as MkDocs and its Material theme use it: what is indented by four belongs to the line above. */
export const mkdocs: Dialect = {
  id: 'mkdocs',
  sign: /^[ \t]*(?:!!!|\?\?\?|===[!+]? "|-+8<-|\*\[|<(?:div|figure|section|center)[ \t])/m,
  scan,
};

function scan(source: Source): Mark[] {
  const { lines } = source;
  const marks: Mark[] = [];
  const anchors = new Set<string>();
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line || line.isCode) continue;
    marks.push(...holderAt(source, at));
    const mark =
      admonitionAt(source, at) ??
      tabsAt(source, at, anchors) ??
      snippetAt(source, at) ??
      abbreviationsAt(source, at);
    if (!mark) continue;
    marks.push(mark.mark);
    at = mark.to - 1;
  }
  return marks;
}

interface Found {
  readonly mark: Mark;
  /** The line after it. */
  readonly to: number;
}

/** The lines that begin and end an element whose content is Markdown: without a blank line below, the grammar takes all for HTML. */
function holderAt({ lines, placeOf }: Source, at: number): Mark[] {
  const open = lines[at];
  const [, name, attributes = ''] = HOLDER.exec(open?.text ?? '') ?? [];
  if (!open || name === undefined || !/\bmarkdown\b/.test(attributes) || lines[at + 1]?.text.trim() === '')
    return [];
  const below = lines.slice(at + 1, at + MOST_HELD).findIndex(({ text }) => text.trim() === `</${name}>`);
  const close = below < 0 ? undefined : lines[at + 1 + below];
  if (!close) return [];
  return [open, close].map(({ start, end, text }) => ({
    start: start + leading(text),
    end,
    blocks: () => [{ type: 'html', value: text.trim(), position: placeOf(start, end) }],
  }));
}

/** Lines of such an element at most. */
const MOST_HELD = 200;

function admonitionAt(source: Source, at: number): Found | undefined {
  const line = source.lines[at];
  const [, word = '', , title] = ADMONITION.exec(line?.text ?? '') ?? [];
  if (!line || word === '') return undefined;
  const indent = indentOf(line.text);
  const body = indentedBody(source.lines, at, indent);
  const start = line.start + leading(line.text);
  const end = source.lines[body.to - 1]?.end ?? line.end;
  const place = source.placeOf(start, end);
  const blocks = (): Nodes[] => {
    if (!title?.includes('](')) return [admonition({ word, title, children: source.parse(body), place })];
    // A title of ours is plain text: what its author linked stands below it.
    const from = line.start + line.text.lastIndexOf(title);
    const linked = source.parseBetween(from, from + title.length);
    return [admonition({ word, title: undefined, children: [...linked, ...source.parse(body)], place })];
  };
  return { mark: { start, end, blocks }, to: body.to };
}

/** Tabs that follow each other are one group. Each may be linked to by its label; of several with one label, the first. */
function tabsAt(source: Source, at: number, anchors: Set<string>): Found | undefined {
  const first = source.lines[at];
  if (!first || !TAB.test(first.text)) return undefined;
  const indent = indentOf(first.text);
  const tabs: { label: string; from: number; to: number }[] = [];
  let to = at;
  for (let next = at; next < source.lines.length; next += 1) {
    const text = source.lines[next]?.text ?? '';
    if (text.trim() === '') continue;
    const label = TAB.exec(text)?.[1];
    if (label === undefined || indentOf(text) !== indent) break;
    const body = indentedBody(source.lines, next, indent);
    tabs.push({ label, from: body.from, to: body.to });
    to = body.to;
    next = body.to - 1;
  }
  const start = first.start + leading(first.text);
  const end = source.lines[to - 1]?.end ?? first.end;
  const place = source.placeOf(start, end);
  const own = tabs
    .map(({ label }) => anchorOfTab(label))
    .filter((anchor) => anchor !== '' && !anchors.has(anchor) && !isHeading(source, anchor));
  for (const anchor of own) anchors.add(anchor);
  const targets = [...new Set(own)].map((anchor): Nodes => ({
    type: 'html',
    value: `<a id="${anchor}"></a>`,
    position: place,
  }));
  const blocks = (): Nodes[] => {
    const children = tabs.map(({ label, from, to: until }) =>
      componentNode(
        'Tab',
        { label },
        { children: source.parse({ from, to: until, indent: indent + 4 }), place },
      ),
    );
    return [...targets, componentNode('Tabs', {}, { children: children as never, place })];
  };
  return { mark: { start, end, blocks }, to };
}

/** `mac-os` of "Mac OS", as Material for MkDocs has it. */
function anchorOfTab(label: string): string {
  const words = label.toLowerCase().replace(/[^\p{L}\p{N}\s_-]+/gu, '');
  return words.trim().replace(/\s+/g, '-');
}

function isHeading({ lines }: Source, anchor: string): boolean {
  return lines.some(({ text }) => text.startsWith('#') && anchorOfTab(text.replace(/^#+/, '')) === anchor);
}

/** A piece of another file: it is named, and never read. */
function snippetAt(source: Source, at: number): Found | undefined {
  const line = source.lines[at];
  const name = SNIPPET.exec(line?.text ?? '')?.[1];
  if (!line || name === undefined) return undefined;
  const start = line.start + leading(line.text);
  source.miss('mkdocs', '--8<--', { start, end: line.end });
  const place = source.placeOf(start, line.end);
  const blocks = (): Nodes[] => [
    named(`The text of ${name} belongs here, but opsbook does not read it.`, place),
  ];
  return { mark: { start, end: line.end, blocks }, to: at + 1 };
}

/** Lines that explain words are no part of the text. */
function abbreviationsAt({ lines }: Source, at: number): Found | undefined {
  const first = lines[at];
  if (!first || !ABBREVIATION.test(first.text)) return undefined;
  let to = at + 1;
  // One may go on below, indented.
  while (ABBREVIATION.test(lines[to]?.text ?? '') || /^[ \t]+\S/.test(lines[to]?.text ?? '')) to += 1;
  const end = lines[to - 1]?.end ?? first.end;
  return { mark: { start: first.start, end, blocks: () => [] }, to };
}

/** A sentence of ours in place of what cannot be shown. */
export function named(sentence: string, place: Nodes['position']): Nodes {
  return {
    type: 'paragraph',
    position: place,
    children: [{ type: 'emphasis', children: [{ type: 'text', value: sentence }] }],
  };
}

/** How many characters of white space a line starts with. */
export function leading(text: string): number {
  return text.length - text.trimStart().length;
}
