import type { Heading, Nodes, Root, RootContent } from 'mdast';
import type {} from 'mdast-util-mdx';
import { labelOf } from './label.ts';
import { walk } from '../read/walk.ts';
import { trimMarksEnd } from '../words/trim-marks.ts';

declare module 'mdast' {
  interface HeadingData {
    /** The anchor that its author gave it, as in `## Title {#here}`. */
    anchor?: string;
  }
}

// `Title {#id}`, `Title { #id .class }`, `Title {: #id }`
const ATTRIBUTES = /\{:?[ \t]{0,99}#([\w:.-]+)(?:[^\w:.{}-][^{}]*)?\}$/;
// `Title { #a.io/v1.Kind }`, as references of Kubernetes' APIs have it
const WITH_SLASH = /\{[ \t]?#([\w:.-]{1,99}\/[\w:./-]{1,99})[ \t]?\}$/;
// MDX reads the braces as an expression: `#id`, or as Docusaurus writes it, `/* #id */`
const EXPRESSION = /^[ \t]{0,99}(?:\/\*[ \t]{0,99})?#([\w:.-]{1,200})[ \t]{0,99}(?:\*\/)?[ \t]{0,99}$/;

// Matches `###Title`, which Python's Markdown takes for a heading; not `#123`, `#!/bin/sh`, `# Title`.
const UNSPACED = /^(#{1,6})(?=[A-Za-z])/;

/**
 * Python's Markdown and Ruby's redcarpet need no blank after the marks of a heading. A line of its own with several of
 * them, or with an id, is meant as one.
 */
export function readUnspacedHeadings(tree: Root): void {
  walk(tree, (node) => {
    if (!('children' in node)) return;
    const parent = node as { children: RootContent[] };
    if (!parent.children.some(({ type }) => type === 'paragraph')) return;
    parent.children = parent.children.map((child) => {
      if (child.type !== 'paragraph') return child;
      const [first, last] = [child.children[0], child.children.at(-1)];
      const marks = first?.type === 'text' ? UNSPACED.exec(first.value)?.[1] : undefined;
      if (first?.type !== 'text' || last?.type !== 'text' || marks === undefined) return child;
      const words = trimMarksEnd(last.value, ' \t');
      const hasId = WITH_SLASH.test(words) || ATTRIBUTES.test(words);
      const isTitle = marks.length > 1 && /^#+[A-Z][a-z]/.test(first.value);
      if (child.children.some(isBroken) || !(hasId || isTitle)) return child;
      first.value = first.value.slice(marks.length);
      const depth = Math.min(6, marks.length) as Heading['depth']; // one to six marks
      return { type: 'heading', depth, children: child.children, position: child.position } as Heading;
    });
  });
}

function isBroken(node: Nodes): boolean {
  return node.type === 'break' || (node.type === 'text' && node.value.includes('\n'));
}

/** Takes the ids that authors gave to headings out of their text. */
export function readHeadingIds(tree: Root): void {
  walk(tree, (node) => {
    if ('children' in node) readLabels(node as { children: RootContent[] });
    if (node.type !== 'heading') return;
    const last = node.children.at(-1);
    if (last?.type === 'mdxTextExpression') {
      const id = EXPRESSION.exec(last.value)?.[1];
      if (id === undefined) return;
      node.children.pop();
      setAnchor(node, id);
      const before = node.children.at(-1);
      if (before?.type === 'text') before.value = before.value.trimEnd();
    } else if (last?.type === 'text') {
      const words = trimMarksEnd(last.value, ' \t');
      const match = WITH_SLASH.exec(words) ?? ATTRIBUTES.exec(words);
      if (!match) return;
      setAnchor(node, match[1] ?? '');
      last.value = trimMarksEnd(last.value.slice(0, match.index), ' \t');
      if (last.value === '') node.children.pop();
    }
  });
}

/** A label is the anchor of the heading below it. */
function readLabels(parent: { children: RootContent[] }): void {
  const kept: RootContent[] = [];
  let label: string | undefined;
  for (const node of parent.children) {
    const only = node.type === 'paragraph' && node.children.length === 1 ? node.children[0] : undefined;
    const found = only?.type === 'text' ? labelOf(only.value) : undefined;
    if (found !== undefined) {
      label = found;
      continue;
    }
    if (label !== undefined && node.type === 'heading') setAnchor(node, label);
    else if (label !== undefined) kept.push({ type: 'html', value: `<a id="${label}"></a>` });
    label = undefined;
    kept.push(node);
  }
  if (kept.length !== parent.children.length) parent.children = kept;
}

function setAnchor(node: Heading, anchor: string): void {
  node.data = { ...node.data, anchor };
}
