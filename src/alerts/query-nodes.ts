import type { SyntaxNode } from '@lezer/common';

/** The children of a node of a query's tree, in order. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** The text of a node. */
export function nameIn(node: SyntaxNode, query: string): string {
  return query.slice(node.from, node.to).trim();
}

/** A label's name or value without the quotes it may stand in. */
export function unquoted(text: string): string {
  const isQuoted = text.length > 1 && /^["'`]/.test(text) && text.endsWith(text.charAt(0));
  return isQuoted ? text.slice(1, -1).replace(/\\(["'`\\])/g, '$1') : text;
}

/** The labels that stand in the parentheses of `by (…)`, `on (…)`. */
export function groupingOf(node: SyntaxNode | undefined, query: string): string[] {
  const list = node && childrenOf(node).find(({ name }) => name === 'GroupingLabels' || name === 'Labels');
  return list ? childrenOf(list).map((label) => unquoted(nameIn(label, query))) : [];
}
