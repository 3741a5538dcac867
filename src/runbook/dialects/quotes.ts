import type { Blockquote, Nodes, Parents, Root } from 'mdast';
import { rangeOf } from '../read/snippet.ts';
import { walk } from '../read/walk.ts';
import { admonition, isAdmonition } from './admonition.ts';

// `[!WARNING]`, `[!note]- Title`
const ALERT = /^\[!([\w-]+)\][-+]?[ \t]*([^\n]*)(?:\n|$)/;

/** Quotes that are callouts, as GitHub (and Obsidian) writes them: `> [!WARNING]`. */
export function readQuotes(tree: Root): void {
  walk(tree, (node) => {
    if (!('children' in node) || !node.children.some((child) => child.type === 'blockquote')) return;
    const parent: Parents = node;
    parent.children = parent.children.map((child: Nodes) =>
      child.type === 'blockquote' ? (asAlert(child) ?? child) : child,
    ) as typeof parent.children;
  });
}

function asAlert(quote: Blockquote): Nodes | undefined {
  const [first, ...rest] = quote.children;
  const text = first?.type === 'paragraph' ? first.children[0] : undefined;
  if (first?.type !== 'paragraph' || text?.type !== 'text') return undefined;
  const [all = '', word = '', title = ''] = ALERT.exec(text.value) ?? [];
  const place = rangeOf(quote);
  if (!isCallout(word) || !place) return undefined;
  const others = first.children.slice(1);
  const isWholeTitle = all.endsWith('\n') || (all === text.value && others.length === 0);
  if (isWholeTitle && (rest.length > 0 || others.length > 0 || all.length < text.value.length)) {
    const left = text.value.slice(all.length);
    const inline = [...(left === '' ? [] : [{ ...text, value: left }]), ...others];
    const children = inline.length === 0 ? rest : [{ ...first, children: inline }, ...rest];
    return admonition({ word, title: title || undefined, children, place });
  }
  // Words on its line that are more than a title are what it says: a title of ours is plain text.
  const said = [{ ...text, value: text.value.slice(all.length - title.length).trimStart() }, ...others];
  const body = said.filter((child) => child.type !== 'text' || child.value !== '');
  const children = body.length === 0 ? rest : [{ ...first, children: body }, ...rest];
  return admonition({ word, title: undefined, children, place });
}

/** Themes of Obsidian add kinds of their own: `> [!compatibility] Desktop only`. Not one: `> [!x]`. */
function isCallout(word: string): boolean {
  return isAdmonition(word) || /^[a-z]{4,20}$/.test(word);
}
