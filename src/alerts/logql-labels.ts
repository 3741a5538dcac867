import type { SyntaxNode } from '@lezer/common';
import { add, ANY_LABELS, both, drop, either, keep, NO_LABELS } from './label-set.ts';
import type { LabelSet } from './label-set.ts';
import { childrenOf, groupingOf, nameIn } from './query-nodes.ts';
import { sides } from './expression-limits.ts';

/** The labels that the result of a LogQL metric query may carry. */
export function logqlLabels(top: SyntaxNode, query: string): LabelSet {
  return labelsOf(top, query) ?? NO_LABELS;
}

function labelsOf(node: SyntaxNode, query: string): LabelSet | undefined {
  switch (node.name) {
    case 'LiteralExpr':
      return undefined;
    case 'LogRangeExpr':
    case 'LogExpr':
      return ANY_LABELS;
    case 'VectorAggregationExpr':
    case 'RangeAggregationExpr':
      return aggregated(node, query);
    case 'BinOpExpr':
      return joined(node, query);
    case 'LabelReplaceExpr':
      return add(innerOf(node, query) ?? ANY_LABELS, [nameIn(node, query).split(/["`]/)[1] ?? '']);
    default:
      return innerOf(node, query);
  }
}

function innerOf(node: SyntaxNode, query: string): LabelSet | undefined {
  return childrenOf(node)
    .map((child) => labelsOf(child, query))
    .find((labels) => labels !== undefined);
}

function aggregated(node: SyntaxNode, query: string): LabelSet {
  const inner = innerOf(node, query) ?? NO_LABELS;
  const grouping = node.getChild('Grouping');
  const isChoosing = /^(topk|bottomk|sort)/.test(nameIn(node, query));
  // A range aggregation keeps the labels of its streams.
  if (!grouping) return node.name === 'RangeAggregationExpr' || isChoosing ? inner : NO_LABELS;
  const names = groupingOf(grouping, query);
  return grouping.getChild('Without') ? drop(inner, names) : keep(inner, names);
}

function joined(node: SyntaxNode, query: string): LabelSet | undefined {
  const { left, operator, right } = sides(node);
  const a = left && labelsOf(left, query);
  const b = right && labelsOf(right, query);
  if (!a || !b) return a ?? b;
  if (operator?.name === 'And' || operator?.name === 'Unless') return a;
  if (operator?.name === 'Or') return either(a, b);
  const modifier = node.getChild('BinOpModifier');
  return modifier && modifier.firstChild ? a : both(a, b);
}
