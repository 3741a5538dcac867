import type { Code, Nodes, Root, RootContent } from 'mdast';
import type { Node } from 'unist';
import { walk } from '../../runbook/read/walk.ts';
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
export function groupSnippets(page: Page): Root {
  const snippets = new Map<Code, Snippet>();
  let index = 0;
  walk(page.tree, (node) => {
    const snippet = node.type === 'code' ? page.snippets[index++] : undefined;
    if (node.type === 'code' && snippet) snippets.set(node, snippet);
  });
  const owned = ownedOutputs(page.snippets);

  function regroup<T extends Nodes>(node: T): T {
    if (!('children' in node)) return node;
    const children: Nodes[] = [];
    for (const child of node.children) {
      const snippet = child.type === 'code' ? snippets.get(child) : undefined;
      if (!snippet) children.push(regroup(child));
      else if (!owned.has(snippet)) addToCard(children, snippet);
    }
    // Cards stand where fences stood, so the children still fit their parent.
    return { ...node, children: children as RootContent[] };
  }
  return regroup(page.tree);
}

function addToCard(children: Nodes[], snippet: Snippet): void {
  const last = children.at(-1);
  const first = last?.type === 'snippetCard' ? last.snippets[0] : undefined;
  const isVariant =
    first && first.name !== undefined && first.name === snippet.name && snippet.env !== first.env;
  if (last?.type === 'snippetCard' && isVariant) last.snippets.push(snippet);
  else children.push({ type: 'snippetCard', snippets: [snippet] });
}

/** Output fences that some command shows as its expected output. */
function ownedOutputs(snippets: readonly Snippet[]): Set<Snippet> {
  const expected = new Set(
    snippets.flatMap((snippet) => (snippet.expected === undefined ? [] : [snippet.expected])),
  );
  return new Set(snippets.filter((snippet) => snippet.isOutput && expected.has(snippet.code)));
}
