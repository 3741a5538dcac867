import GithubSlugger from 'github-slugger';
import type { Heading as HeadingNode, Html, Nodes, Root } from 'mdast';
import type {} from 'mdast-util-mdx'; // adds the MDX nodes to mdast's types
import { toString } from 'mdast-util-to-string';
import type { Fault, Range } from './finding.ts';
import { joinOutputs, rangeOf, readSnippet } from './snippet.ts';
import type { Snippet } from './snippet.ts';

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

/** A component as an author used it; only plain string attributes have a value. */
export interface ComponentUse {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly range: Range | undefined;
}

/** Something in braces that is not a comment, or an `import`/`export`: refused, never evaluated. */
export interface Program {
  readonly kind: 'expression' | 'esm';
  readonly source: string;
  readonly range: Range | undefined;
}

/** A comment that silences a rule on the line below it. */
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
  readonly links: readonly Link[];
  readonly components: readonly ComponentUse[];
  readonly programs: readonly Program[];
  readonly suppressions: readonly Suppression[];
  readonly faults: readonly Fault[];
}

type Collected = { -readonly [K in Exclude<keyof PageContent, 'sections'>]: PageContent[K][number][] };

/** Collects from a page's tree everything that rules, search, runner and site ask for. */
export function readContent(tree: Root, text: string): PageContent {
  const slugger = new GithubSlugger();
  const found: Collected = {
    headings: [],
    snippets: [],
    links: [],
    components: [],
    programs: [],
    suppressions: [],
    faults: [],
  };
  let section = '';
  walk(tree, (node) => {
    if (node.type === 'heading') {
      const heading = readHeading(node, slugger);
      found.headings.push(heading);
      if (heading.depth <= 2) section = heading.anchor;
    } else if (node.type === 'code') {
      const { snippet, faults } = readSnippet(node, { text, section });
      found.snippets.push(snippet);
      found.faults.push(...faults, ...unclosedFence(snippet, text));
    } else {
      collect(node, found);
    }
  });
  const snippets = joinOutputs(found.snippets);
  return { ...found, snippets, sections: readSections(found.headings, snippets) };
}

/** Visits every node, parents first, without recursion: nesting cannot exhaust the stack. */
export function walk(tree: Root, visit: (node: Nodes) => void): void {
  const stack: Nodes[] = [tree];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    if ('children' in node) {
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        const child = node.children[index];
        if (child) stack.push(child);
      }
    }
  }
}

function readHeading(node: HeadingNode, slugger: GithubSlugger): Heading {
  const text = toString(node).trim();
  return { depth: node.depth, text, anchor: slugger.slug(text), range: rangeOf(node) };
}

function collect(node: Nodes, found: Collected): void {
  const range = rangeOf(node);
  switch (node.type) {
    case 'link':
    case 'image':
    case 'definition':
      found.links.push({ url: node.url, kind: node.type, range });
      break;
    case 'html':
      found.links.push(...htmlLinks(node, range));
      found.suppressions.push(...readSuppression(/^<!--([\s\S]*?)-->\s*$/.exec(node.value)?.[1], range));
      break;
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      collectComponent(node, found);
      break;
    case 'mdxFlowExpression':
    case 'mdxTextExpression': {
      const comment = /^\s*\/\*([\s\S]*?)\*\/\s*$/.exec(node.value)?.[1];
      if (comment === undefined && node.value.trim() !== '')
        found.programs.push({ kind: 'expression', source: node.value, range });
      found.suppressions.push(...readSuppression(comment, range));
      break;
    }
    case 'mdxjsEsm':
      found.programs.push({ kind: 'esm', source: node.value, range });
      break;
    default:
  }
}

function collectComponent(
  node: Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>,
  found: Collected,
): void {
  const range = rangeOf(node);
  const attributes: Record<string, string> = {};
  for (const attribute of node.attributes) {
    const place = rangeOf(attribute) ?? range;
    if (attribute.type === 'mdxJsxExpressionAttribute') {
      found.programs.push({ kind: 'expression', source: attribute.value, range: place });
    } else if (typeof attribute.value === 'object' && attribute.value !== null) {
      found.programs.push({ kind: 'expression', source: attribute.value.value, range: place });
    } else {
      attributes[attribute.name] = attribute.value ?? '';
      if (attribute.name === 'href' || attribute.name === 'src') {
        found.links.push({ url: attribute.value ?? '', kind: 'attribute', range: place });
      }
    }
  }
  found.components.push({ name: node.name ?? '', attributes, range });
}

function htmlLinks(node: Html, range: Range | undefined): Link[] {
  // Matches `<a href="x">` and `<img src='y'>`; not `data-href="x"`.
  const addresses = node.value.matchAll(/<[^>]*?\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/gi);
  return [...addresses].map(([, double, single]) => ({ url: double ?? single ?? '', kind: 'html', range }));
}

// Matches ` opsbook-ignore no-placeholder: shown as the vendor writes it `.
const SUPPRESSION = /^\s*opsbook-ignore\s+([\w-]+)\s*(?::\s*([\s\S]*?))?\s*$/;

/** A suppression, if the comment is one. */
export function readSuppression(comment: string | undefined, range: Range | undefined): Suppression[] {
  const match = SUPPRESSION.exec(comment ?? '');
  return match ? [{ ruleId: match[1] ?? '', reason: match[2] ?? '', range }] : [];
}

function unclosedFence(snippet: Snippet, text: string): Fault[] {
  const { range } = snippet;
  if (!range) return [];
  const lines = text.slice(range.start.offset, range.end.offset).split(/\r?\n/);
  const open = /^(`{3,}|~{3,})/.exec(lines[0] ?? '')?.[1];
  if (!open) return []; // indented code has no fence
  const last = lines.length > 1 ? (lines.at(-1) ?? '').replace(/^[>\s]*/, '').trimEnd() : '';
  const isClosed = last.length >= open.length && [...last].every((mark) => mark === open[0]);
  if (isClosed) return [];
  const message = `Close this fence with \`${open}\` on a line of its own: all that follows is taken for code.`;
  return [
    {
      ruleId: 'fence-closed',
      message,
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

function readSections(headings: readonly Heading[], snippets: readonly Snippet[]): Section[] {
  const sections: Section[] = [];
  let current: { heading: Heading; inside: Heading[] } | undefined;
  const close = (): void => {
    if (!current) return;
    const { text: title, anchor, range } = current.heading;
    sections.push({
      title,
      anchor,
      range,
      headings: current.inside,
      snippets: snippets.filter((s) => s.section === anchor),
    });
  };
  for (const heading of headings) {
    if (heading.depth <= 2) {
      close();
      current = heading.depth === 2 ? { heading, inside: [] } : undefined;
    } else current?.inside.push(heading);
  }
  close();
  return sections;
}
