import { refuse } from './query-fault.ts';
import type { Tree } from './promql-tree.ts';

interface Move {
  readonly what: 'hasOffset' | 'hasAt';
  readonly place: { readonly start: number; readonly end: number };
  readonly isLoose: boolean;
}

/** A selector, range or subquery at another time. */
export function moved(tree: Tree, move: Move): Tree {
  const { what, place, isLoose } = move;
  const name = what === 'hasOffset' ? '`offset`' : '`@`';
  if (isLoose) return tree;
  if (tree.kind === 'range') return { ...tree, inner: moved(tree.inner, move), end: place.end };
  if (tree.kind !== 'selector' && tree.kind !== 'subquery')
    refuse(place, `${name} stands behind a selector, a range or a subquery only`);
  if (tree[what]) refuse(place, `${name} is given twice`);
  return { ...tree, [what]: true, end: place.end };
}
