import type { Nodes, Root, RootContent } from 'mdast';
import type { Node } from 'unist';
import type { Page } from '../../runbook/read/parse.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';

/** Adjacent variants of one step, drawn as one card with what they should print. */
export interface SnippetCard extends Node {
  type: 'snippetCard';
  snippets: Snippet[];
}

declare module 'mdast' {
  interface RootContentMap {
    snippetCard: SnippetCard;
  }
}

/** The page's tree with every fence turned into a card; fences that show an expected output join their command's. */
export function groupSnippets({ tree, snippets, snippetOf }: Page): Root {
  const outputs = new Set(snippets.map(({ output }) => output));

  function regroup<T extends Nodes>(node: T): T {
    if (!('children' in node)) return node;
    const children: Nodes[] = [];
    for (const child of node.children) {
      const snippet = child.type === 'code' ? snippetOf.get(child) : undefined;
      if (!snippet) children.push(regroup(child));
      else if (!outputs.has(snippet)) addToCard(children, snippet);
    }
    // A heading stays the one that the page knows.
    const isSame =
      children.length === node.children.length && children.every((child, at) => child === node.children[at]);
    // Cards stand where fences stood, so the children still fit their parent.
    return isSame ? node : { ...node, children: children as RootContent[] };
  }
  return regroup(tree);
}

function addToCard(children: Nodes[], snippet: Snippet): void {
  const last = children.at(-1);
  const first = last?.type === 'snippetCard' ? last.snippets[0] : undefined;
  const isVariant =
    first && first.name !== undefined && first.name === snippet.name && snippet.env !== first.env;
  if (last?.type === 'snippetCard' && isVariant) last.snippets.push(snippet);
  else children.push({ type: 'snippetCard', snippets: [snippet] });
}
