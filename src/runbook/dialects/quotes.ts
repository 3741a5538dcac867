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
  if (!isAdmonition(word) || !place) return undefined;
  const left = text.value.slice(all.length);
  const inline = [...(left === '' ? [] : [{ ...text, value: left }]), ...first.children.slice(1)];
  const children = inline.length === 0 ? rest : [{ ...first, children: inline }, ...rest];
  return admonition({ word, title: title || undefined, children, place });
}
