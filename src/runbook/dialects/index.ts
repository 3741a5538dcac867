import type { Code, Nodes, Root } from 'mdast';
import { saysKind } from '../read/says-kind.ts';
import { boundHtml } from '../read/html-levels.ts';
import { parseTree } from '../read/grammar.ts';
import type { Parsed } from '../read/grammar.ts';
import { walk } from '../read/walk.ts';
import { pointAt } from '../read/source-text.ts';
import { once } from '../words/once.ts';
import { readAutolinks } from './autolinks.ts';
import { readComponents } from './components.ts';
import { namesSystem } from './dialect.ts';
import type { Body, Dialect, DialectId, Line, Mark, Source, Unread } from './dialect.ts';
import { readDefinitions } from './definitions.ts';
import { directives } from './directives.ts';
import { readFences } from './fences.ts';
import { gitbook } from './gitbook.ts';
import { readHeadingIds, readUnspacedHeadings } from './headings.ts';
import { hugo } from './hugo.ts';
import { readInline, readPictures, readReferences } from './inline.ts';
import { readLines } from './lines.ts';
import { canCover, cover, MOST_MARKS, uncover } from './mask.ts';
import { mkdocs } from './mkdocs.ts';
import { readOpening } from './opening-ruler.ts';
import { obsidian } from './obsidian.ts';
import { plainBlocks } from './plain-blocks.ts';
import { readQuotes } from './quotes.ts';
import { readRefs } from './refs.ts';
import { documentBetween, movePlaces, subDocument, withLinesAbove } from './sub-document.ts';
import type { SubDocument } from './sub-document.ts';
import { restoreTemplateLines, withoutTemplateLines } from './template-lines.ts';
import { readWikilinks } from './wikilinks.ts';
import { techDocs } from './tech-docs.ts';
import { vitepress } from './vitepress.ts';

/** What covers text before the grammar reads it. Add yours here. */
const COVERING: readonly Dialect[] = [
  mkdocs,
  directives,
  vitepress,
  hugo,
  gitbook,
  techDocs,
  obsidian,
  plainBlocks,
];

/** Blocks in blocks: no page of a person goes deeper, and each level is a parse. */
const MOST_LEVELS = 12;

/** A page's tree, and what of other systems in it is not understood. */
export interface Read extends Parsed {
  readonly unread: readonly Unread[];
}

/**
 * The one parse of a page, in the dialect it was written in. What its author wrote for MkDocs, Docusaurus, Starlight,
 * VitePress, MyST, Hugo, GitBook or the Tech Docs Template becomes what means the same here; places are those of the author's text.
 * @param dialects whose marks may stand in it; undefined: those of every system, in a page without `kind`
 */
export function readTree(written: string, isMdx: boolean, dialects?: readonly DialectId[]): Read {
  const { text: opened, faults: opening } = readOpening(written);
  const unread: Unread[] = [];
  const mayHave = (...ids: DialectId[]): boolean => !dialects || ids.some((id) => dialects.includes(id));
  // A page of the format is read in no other, but where the book names the one that it is written in.
  const isAdopted = saysKind(opened) && !namesSystem(dialects);
  const isTemplated = mayHave('mkdocs') && !isAdopted;
  const templated = isTemplated ? withoutTemplateLines(opened) : { text: opened, lines: new Map() };
  const { text } = templated;
  const definitions = once(() => definitionsOf(text));
  const page = { definitions, isMdx, isAdopted, title: titleOf(text), unread, mayHave };
  const { tree, faults } = readDocument(text, page, 0);
  restoreTemplateLines(tree, templated);
  return { tree, faults: [...opening, ...faults, ...boundHtml(tree)], unread };
}

interface Page {
  /** The page's lines that name addresses: a link inside a box may use them. */
  readonly definitions: () => readonly string[];
  readonly isMdx: boolean;
  readonly isAdopted: boolean;
  readonly title: string | undefined;
  readonly unread: Unread[];
  /** Whether marks of one of these systems may stand in it, by the settings of its book. */
  readonly mayHave: (...ids: DialectId[]) => boolean;
}

function readDocument(text: string, page: Page, level: number): Parsed {
  const source = sourceOf(text, page, level);
  const marks = page.isAdopted || level >= MOST_LEVELS ? [] : listMarks(source, page);
  const covered = marks.length > 0 ? cover(text, marks) : text;
  const parsed =
    (looksLikeMdx(page, text) && parseAsMdx(withoutComments(covered, source))) ||
    parseTree(covered, page.isMdx);
  if (marks.length > 0) {
    uncover(parsed.tree, text, marks);
    forgetInCode(parsed.tree, page.unread);
  }
  readQuotes(parsed.tree);
  if (!page.isAdopted && page.mayHave('mkdocs', 'tech-docs') && /^#{1,6}[A-Za-z]/m.test(text))
    readUnspacedHeadings(parsed.tree);
  readHeadingIds(parsed.tree);
  if (!page.isAdopted) {
    if (level < MOST_LEVELS && page.mayHave('myst')) readFences(parsed.tree, source);
    if (page.mayHave('docusaurus', 'vitepress')) readComponents(parsed.tree);
    if (page.mayHave('mkdocs', 'myst', 'hugo', 'gitbook')) readDefinitions(parsed.tree);
    readInline(parsed.tree, page.mayHave);
    if (page.mayHave('mkdocs', 'gitbook', 'tech-docs') && text.includes('![')) readPictures(parsed.tree);
    if (page.mayHave('mkdocs') && NAMES_ANCHORS.test(text)) readReferences(parsed.tree);
    if (page.mayHave('obsidian') && text.includes('[[')) readWikilinks(parsed.tree, text);
    readAutolinks(parsed.tree, text);
    if (level === 0) readRefs(parsed.tree, text);
  }
  return parsed;
}

// `[](){#here}`, and `[words][ref-here]`, as pages that refer to each other's anchors have them.
const NAMES_ANCHORS = /\[\]\(\)\{:?[ \t]{0,9}#|\]\[ref-/;

// `import Tabs from '@theme/Tabs';`, `<TabItem value="x">`: not `import the dump from`, nor `<host>`.
const MDX_SIGN =
  /^(?:import\s[\w{}*,\s]{1,400}\sfrom\s+['"][^'"\n]+['"];?[ \t]*$|<(?:Tabs|TabItem|Steps|Aside|Callout|Card|CardGrid|LinkCard|Admonition|FileTree|Details)[ \t>])/m;

/** Docusaurus reads every `.md` as MDX. */
function looksLikeMdx({ isMdx, isAdopted, mayHave }: Page, text: string): boolean {
  return !isMdx && !isAdopted && mayHave('docusaurus') && MDX_SIGN.test(text);
}

/** Docusaurus takes comments of HTML too; MDX knows none. Those that silence a rule are for Markdown to find. */
function withoutComments(text: string, { lines }: Source): string {
  if (!text.includes('<!--') || text.includes('opsbook-ignore')) return text;
  const code = lines.filter(({ isCode }) => isCode);
  const parts: string[] = [];
  let [end, line] = [0, 0];
  for (;;) {
    const start = text.indexOf('<!--', end);
    const close = start < 0 ? -1 : text.indexOf('-->', start + 4);
    // One without an end is none; a regular expression would look for the end of each of many.
    if (close < 0) return parts.join('') + text.slice(end);
    while ((code[line]?.end ?? Infinity) <= start) line += 1;
    const isCode = (code[line]?.start ?? Infinity) <= start;
    const comment = text.slice(start, close + 3);
    parts.push(text.slice(end, start), isCode ? comment : comment.replace(/[^\r\n]/g, ' '));
    end = close + 3;
  }
}

/** The page as MDX; undefined where it is none. */
function parseAsMdx(text: string): Parsed | undefined {
  const parsed = parseTree(text, true);
  return parsed.faults.length === 0 ? parsed : undefined;
}

/** What is only quoted, in code inside a line, is not missed by anybody. */
function forgetInCode(tree: Root, unread: Unread[]): void {
  if (unread.length === 0) return;
  const code: [number, number][] = [];
  walk(tree, (node) => {
    if (node.type !== 'inlineCode' && node.type !== 'code') return;
    code.push([node.position?.start.offset ?? 0, node.position?.end.offset ?? 0]);
  });
  const isQuoted = ({ range }: Unread): boolean =>
    range !== undefined && code.some(([from, to]) => range.start.offset >= from && range.end.offset <= to);
  const kept = unread.filter((one) => !isQuoted(one));
  unread.splice(0, unread.length, ...kept);
}

/** The marks of every dialect whose sign stands in the text; where two overlap, the outer one. */
function listMarks(source: Source, { mayHave }: Page): Mark[] {
  const asked = COVERING.filter(
    ({ id, alsoOf = [], sign }) => (id === 'github' || mayHave(id, ...alsoOf)) && sign.test(source.text),
  );
  if (asked.length === 0 || !canCover(source.text)) return [];
  const found = asked.flatMap(({ scan }) => scan?.(source) ?? []);
  const kept: Mark[] = [];
  let end = -1;
  for (const mark of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mark.start < end) continue;
    kept.push(mark);
    end = mark.end;
  }
  return kept.slice(0, MOST_MARKS);
}

function sourceOf(text: string, page: Page, level: number): Source {
  let lines: Line[] | undefined;
  const linesOf = (): Line[] => (lines ??= readLines(text));
  const placeOf: Source['placeOf'] = (start, end) => ({
    start: pointAt(text, start),
    end: pointAt(text, end),
  });
  const parseInside = (inner: SubDocument): Root['children'] => {
    // What is missed in a document inside has its place there: it is moved with the rest.
    const missed: Unread[] = [];
    const above = inner.text.includes('[') ? page.definitions() : [];
    const whole = above.length === 0 ? inner : withLinesAbove(inner, above);
    const { tree } = readDocument(whole.text, { ...page, unread: missed }, level + 1);
    const isAbove = ({ position }: Nodes): boolean => (position?.start.line ?? Infinity) <= above.length;
    const own = { ...tree, children: tree.children.filter((node) => !isAbove(node)) };
    movePlaces(own, whole);
    page.unread.push(...missed.map((one) => ({ ...one, range: movedRange(one, whole) })));
    return own.children;
  };
  return {
    text,
    get lines() {
      return linesOf();
    },
    isMdx: page.isMdx || looksLikeMdx(page, text),
    title: page.title,
    parse: ({ from, to, indent }: Body) => parseInside(subDocument(linesOf().slice(from, to), from, indent)),
    parseBetween: (start, end) => parseInside(documentBetween(linesOf(), start, end)),
    parseCode: (code, skip) => parseInside(codeDocument(code, linesOf(), skip)),
    miss: (dialect, what, { start, end }) =>
      void page.unread.push({ dialect, what, range: placeOf(start, end) }),
    placeOf,
  };
}

// `[name]: address`, not a footnote's `[^1]: words`.
const DEFINITION = /^ {0,3}\[[^\]^][^\]]{0,400}\]:[ \t]{0,9}\S/;

/** Lines of a text that give an address a name. */
function definitionsOf(text: string): string[] {
  if (!text.includes(']:')) return [];
  return readLines(text)
    .filter((line) => !line.isCode && DEFINITION.test(line.text))
    .map((line) => line.text);
}

/** What a fence holds, as a document: each of its lines is the end of a line of the text. */
function codeDocument({ value, position }: Code, lines: readonly Line[], skip: number): SubDocument {
  const first = position?.start.line ?? 1; // the line below the opening one, counted from 0
  const inner = value.split('\n').slice(skip);
  return {
    text: inner.join('\n'),
    lines: inner.map((text, index) => {
      const line = lines[first + skip + index];
      const cut = line?.text.endsWith(text) ? line.text.length - text.length : 0;
      return { line: first + skip + index + 1, column: cut + 1, offset: (line?.start ?? 0) + cut };
    }),
  };
}

function movedRange({ range }: Unread, { lines }: SubDocument): Unread['range'] {
  if (!range) return undefined;
  const move = ({ line, column }: { line: number; column: number }) => {
    const at = lines[line - 1] ?? { line, column: 1, offset: 0 };
    return { line: at.line, column: at.column + column - 1, offset: at.offset + column - 1 };
  };
  return { start: move(range.start), end: move(range.end) };
}

function titleOf(text: string): string | undefined {
  const match = /^---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?title[ \t]*:[ \t]*(["']?)([^\r\n]*)/.exec(text);
  const [, quote = '', rest = ''] = match ?? [];
  const title = rest.trim();
  return (quote !== '' && title.endsWith(quote) ? title.slice(0, -1).trim() : title) || undefined;
}
