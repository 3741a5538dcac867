import GithubSlugger from 'github-slugger';
import type { Code, Heading as HeadingNode, Html, Nodes, Root } from 'mdast';
import type {} from 'mdast-util-mdx'; // adds the MDX nodes to mdast's types
import { toString } from 'mdast-util-to-string';
import type { Fault, Range } from '../finding.ts';
import { plainAttributes, readAttributes } from './attributes.ts';
import type { Element } from './attributes.ts';
import { commentIn } from './comment.ts';
import type { ComponentUse } from './component-use.ts';
import { readTags } from './html.ts';
import { readSimilarity } from './similarity.ts';
import type { Similarity } from './similarity.ts';
import { joinOutputs, rangeOf, readSnippet } from './snippet.ts';
import type { Snippet } from './snippet.ts';
import { walk } from './walk.ts';

/** A heading with the anchor that GitHub and the site give it. */
export interface Heading {
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
  readonly range: Range | undefined;
}

/** What stands under one `##` heading. */
export interface Section {
  readonly title: string;
  readonly anchor: string;
  readonly range: Range | undefined;
  readonly headings: readonly Heading[];
  readonly snippets: readonly Snippet[];
}

/** An address in a page: where it leads, and how it was written. */
export interface Link {
  readonly url: string;
  readonly kind: 'link' | 'image' | 'definition' | 'attribute' | 'html';
  readonly range: Range | undefined;
}

/** Something in braces that is not a comment, or an `import`/`export`: refused, never evaluated. */
export interface Program {
  readonly kind: 'expression' | 'esm';
  /** The attribute it is the value of; `''` for one that stands for attributes, as in `{...all}`. */
  readonly attribute?: string;
  readonly source: string;
  readonly range: Range | undefined;
}

/** A comment that silences a rule on the line below it; what its author left out is empty. */
export interface Suppression {
  readonly ruleId: string;
  readonly reason: string;
  readonly range: Range | undefined;
}

/** What a page's tree holds, in the order it stands in the text. */
export interface PageContent {
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
  readonly snippets: readonly Snippet[];
  /** What each heading of the tree was read as: nobody need count them again. */
  readonly headingOf: ReadonlyMap<HeadingNode, Heading>;
  /** What each fence of the tree was read as. */
  readonly snippetOf: ReadonlyMap<Code, Snippet>;
  readonly links: readonly Link[];
  /** In MDX: components and elements. */
  readonly components: readonly ComponentUse[];
  /** In Markdown: HTML tags. */
  readonly html: readonly ComponentUse[];
  readonly programs: readonly Program[];
  readonly suppressions: readonly Suppression[];
  readonly faults: readonly Fault[];
}

type Lists = Omit<PageContent, 'sections' | 'headingOf' | 'snippetOf'>;
type Collected = { -readonly [K in keyof Lists]: Lists[K][number][] };

/** Collects from a page's tree everything that rules, search, runner and site ask for. */
export function readContent(tree: Root, text: string): PageContent {
  const slugger = new GithubSlugger();
  const found: Collected = {
    headings: [],
    snippets: [],
    links: [],
    components: [],
    html: [],
    programs: [],
    suppressions: [],
    faults: [],
  };
  const headingOf = new Map<HeadingNode, Heading>();
  const fences: Code[] = [];
  let section = '';
  let similarity: Similarity | undefined;
  walk(tree, (node) => {
    if (node.type === 'heading') {
      const heading = readHeading(node, slugger);
      found.headings.push(heading);
      headingOf.set(node, heading);
      if (heading.depth <= 2) section = heading.anchor;
    } else if (node.type === 'code') {
      const { snippet, faults } = readSnippet(node, { text, section });
      found.snippets.push(similarity && !snippet.isRunnable ? sampleOf(snippet, similarity) : snippet);
      similarity = undefined;
      fences.push(node);
      found.faults.push(...faults, ...unclosedFence(snippet, text));
    } else {
      const asked = readSimilarity(commentOf(node));
      if (typeof asked === 'string')
        found.faults.push({ ruleId: 'snippet-valid', message: asked, range: rangeOf(node) });
      else if (asked) similarity = asked;
      collect(node, text, found);
    }
  });
  const joined = joinOutputs(found.snippets);
  const snippets = found.snippets.map((snippet) => joined.get(snippet) ?? snippet);
  const snippetOf = new Map(
    fences.flatMap((node, index) => (snippets[index] ? [[node, snippets[index]]] : [])),
  );
  return { ...found, snippets, snippetOf, headingOf, sections: readSections(found.headings, snippets) };
}

/** A fence below Innovation Engine's comment is what the snippet before it should print. */
function sampleOf(snippet: Snippet, similarity: Similarity): Snippet {
  return { ...snippet, language: snippet.language || 'output', isOutput: true, similarity };
}

function commentOf(node: Nodes): string | undefined {
  if (node.type === 'html') return /^<!--([\s\S]*)-->\s*$/.exec(node.value)?.[1];
  return node.type === 'mdxFlowExpression' ? commentIn(node.value) : undefined;
}

function readHeading(node: HeadingNode, slugger: GithubSlugger): Heading {
  // Tags and comments are no words: GitHub's anchors leave them out too.
  const children = node.children.filter((child) =>
    child.type === 'mdxTextExpression'
      ? commentIn(child.value) === undefined
      : child.type !== 'text' || child.data?.isBadge !== true,
  );
  const text = toString({ ...node, children }, { includeHtml: false }).trim();
  return { depth: node.depth, text, anchor: node.data?.anchor ?? slugger.slug(text), range: rangeOf(node) };
}

function collect(node: Nodes, text: string, found: Collected): void {
  const range = rangeOf(node);
  switch (node.type) {
    case 'link':
    case 'image':
    case 'definition':
      found.links.push({ url: node.url, kind: node.type, range });
      break;
    case 'html':
      collectHtml(node, text, found);
      break;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      collectComponent(node, found);
      break;
    case 'mdxFlowExpression':
    case 'mdxTextExpression': {
      const comment = commentIn(node.value);
      if (comment === undefined) found.programs.push({ kind: 'expression', source: node.value, range });
      found.suppressions.push(...readSuppression(comment, range));
      break;
    }
    case 'mdxjsEsm':
      found.programs.push({ kind: 'esm', source: node.value, range });
      break;
    default:
  }
}

function collectComponent(node: Element, found: Collected): void {
  const range = rangeOf(node);
  for (const attribute of readAttributes(node)) {
    const place = rangeOf(attribute.node) ?? range;
    const { name } = attribute;
    if ('program' in attribute)
      found.programs.push({ kind: 'expression', attribute: name, source: attribute.program, range: place });
    else if (isAddress(name)) found.links.push({ url: attribute.value, kind: 'attribute', range: place });
  }
  found.components.push({ name: node.name ?? '', attributes: plainAttributes(node), range });
}

function collectHtml(node: Html, text: string, found: Collected): void {
  const comment = commentOf(node);
  found.suppressions.push(...readSuppression(comment, rangeOf(node)));
  for (const tag of readTags(node, text)) {
    found.html.push(tag);
    const { range } = tag;
    for (const [name, url] of Object.entries(tag.attributes))
      if (isAddress(name)) found.links.push({ url, kind: 'html', range });
  }
}

function isAddress(attribute: string): boolean {
  return attribute === 'href' || attribute === 'src';
}

// Matches `opsbook-ignore no-esm: the vendor writes it so` and, unfinished, `opsbook-ignore`; not `opsbook-ignored`.
const SUPPRESSION = /^opsbook-ignore(?![\w-])\s*([^\s:]*)\s*(?::([\s\S]*))?/;

/** A suppression, if the comment is one. */
export function readSuppression(comment: string | undefined, range: Range | undefined): Suppression[] {
  const match = SUPPRESSION.exec(comment?.trim() ?? '');
  return match ? [{ ruleId: match[1] ?? '', reason: match[2]?.trim() ?? '', range }] : [];
}

function unclosedFence(snippet: Snippet, text: string): Fault[] {
  const { range } = snippet;
  if (!range) return [];
  const lines = text.slice(range.start.offset, range.end.offset).split(/\r\n|\r|\n/);
  const open = /^(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1];
  if (!open) return []; // indented code has no fence
  const before = range.start.column === 1 ? /^ {0,3}/ : /^[>\s]*/; // what a list or a quote puts in front
  const last = lines.length > 1 ? (lines.at(-1) ?? '').replace(before, '').trimEnd() : '';
  const isClosed = last.length >= open.length && [...last].every((mark) => mark === open[0]);
  if (isClosed) return [];
  const message = `Close this fence: write ${open} alone on the line below its code, which now goes on to the end.`;
  const isLast = text.slice(range.end.offset).trim() === '' && !swallows(lines.slice(1));
  return [
    {
      ruleId: 'fence-closed',
      message,
      ...(isLast ? { level: 'warning' as const } : {}),
      range: {
        start: range.start,
        end: {
          ...range.start,
          column: range.start.column + open.length,
          offset: range.start.offset + open.length,
        },
      },
    },
  ];
}

// Match what is no code: a heading with a word, another fence, and a sentence.
const PROSE = /^(?:#{2,6} \S|[ \t>]{0,9}(?:`{3,}|~{3,})|[A-Z][a-z]+,?(?: [\w'`()-]+,?){2,40}[.:!?]$)/;

/** Whether a fence that ends with its page holds more than its code; one that holds nothing was meant to close. */
function swallows(lines: readonly string[]): boolean {
  const held = lines.map((line) => line.trimEnd()).filter((line) => line !== '');
  return held.length === 0 || held.some((line) => PROSE.test(line));
}

function readSections(headings: readonly Heading[], snippets: readonly Snippet[]): Section[] {
  const inside = Map.groupBy(snippets, ({ section }) => section);
  const sections: { heading: Heading; below: Heading[] }[] = [];
  for (const heading of headings) {
    if (heading.depth <= 2) sections.push({ heading, below: [] });
    else sections.at(-1)?.below.push(heading);
  }
  return sections
    .filter(({ heading }) => heading.depth === 2)
    .map(({ heading: { text: title, anchor, range }, below }) => {
      return { title, anchor, range, headings: below, snippets: inside.get(anchor) ?? [] };
    });
}
