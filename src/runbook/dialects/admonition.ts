import type { Nodes, Root } from 'mdast';
import type {} from 'mdast-util-mdx';
import type { Range } from '../finding.ts';

const WARNING = new Set(['warning', 'warn', 'caution', 'attention', 'important', 'alert']);
const DANGER = new Set(['danger', 'error', 'critical', 'bug', 'failure', 'fail', 'missing']);

/** Words of other systems for a box that does not warn: it becomes a `Note`. */
const NOTE = new Set(
  'note info tip hint seealso abstract summary tldr todo success check done question help faq example quote cite secondary notice'.split(
    ' ',
  ),
);

/** Whether a word names a callout in one of the dialects. */
export function isAdmonition(word: string): boolean {
  const name = word.toLowerCase();
  return NOTE.has(name) || WARNING.has(name) || DANGER.has(name);
}

interface Admonition {
  readonly word: string;
  readonly title: string | undefined;
  readonly children: Root['children'];
  readonly place: Range;
}

// `**Mind**`, `` `rm` ``
const MARKED = /(\*{1,3}|`)([^*`\n]{1,200})\1/g;

/** A title, or the label of a tab, is plain text. */
function plain(words: string): string {
  return words.replace(MARKED, '$2');
}

/** The callout of ours that means the same; its title is the author's, else the word they chose. */
export function admonition({ word, title, children, place }: Admonition): Nodes {
  const name = word.toLowerCase();
  const component = DANGER.has(name) ? 'Danger' : WARNING.has(name) ? 'Warning' : 'Note';
  const own = plain(title ?? '').trim() || name.charAt(0).toUpperCase() + name.slice(1);
  return componentNode(component, { title: own }, { children, place });
}

/** A component as if its author had written it. */
export function componentNode(
  name: string,
  attributes: Readonly<Record<string, string>>,
  { children, place }: { readonly children: Root['children']; readonly place: Range },
): Nodes {
  return {
    type: 'mdxJsxFlowElement',
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      type: 'mdxJsxAttribute',
      name: key,
      value: plain(value),
    })),
    // A component holds blocks, as a document does.
    children: children as Extract<Nodes, { type: 'mdxJsxFlowElement' }>['children'],
    position: place,
  };
}
