import type { SyntaxNode } from '@lezer/common';
import { sides } from './expression-limits.ts';
import { add, ANY_LABELS, both, drop, either, keep, NO_LABELS, only } from './label-set.ts';
import type { LabelSet } from './label-set.ts';
import { childrenOf, groupingOf, nameIn, unquoted } from './query-nodes.ts';

/** Aggregations that choose among series and leave them as they are. */
const CHOOSING = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);
/** Functions whose answer has no series behind it. */
const BARE = new Set(['scalar', 'time', 'vector', 'pi']);

/** The labels that the result of a PromQL expression may carry, by the rules of Prometheus' engine. */
export function promqlLabels(top: SyntaxNode, query: string): LabelSet {
  return labelsOf(top, query) ?? NO_LABELS;
}

/** Undefined for a number, which has no labels and takes none away. */
function labelsOf(node: SyntaxNode, query: string): LabelSet | undefined {
  switch (node.name) {
    case 'NumberDurationLiteral':
    case 'StringLiteral':
      return undefined;
    case 'VectorSelector':
      return ANY_LABELS;
    case 'AggregateExpr':
      return aggregated(node, query);
    case 'BinaryExpr':
      return joined(node, query);
    case 'FunctionCall':
      return called(node, query);
    default:
      // Parentheses, offsets, ranges and the like carry the labels of what stands in them.
      return childrenOf(node)
        .map((child) => labelsOf(child, query))
        .find((labels) => labels !== undefined);
  }
}

function aggregated(node: SyntaxNode, query: string): LabelSet {
  const children = childrenOf(node);
  const operation = nameIn(node, query).split(/[\s(]/, 1)[0]?.toLowerCase() ?? '';
  const body = children.find(({ name }) => name === 'FunctionCallBody');
  const inner = (body && lastLabels(body, query)) ?? NO_LABELS;
  if (CHOOSING.has(operation)) return inner;
  const modifier = children.find(({ name }) => name === 'AggregateModifier');
  const names = groupingOf(modifier, query);
  const kept = !modifier ? NO_LABELS : modifier.getChild('Without') ? drop(inner, names) : keep(inner, names);
  const counted = operation === 'count_values' && body ? textsIn(body, query).slice(0, 1) : [];
  return add(kept, counted);
}

function joined(node: SyntaxNode, query: string): LabelSet | undefined {
  const { left, operator, right } = sides(node);
  const a = left && labelsOf(left, query);
  const b = right && labelsOf(right, query);
  if (!a || !b) return a ?? b;
  if (operator?.name === 'And' || operator?.name === 'Unless') return a;
  if (operator?.name === 'Or') return either(a, b);
  const clause = node.getChild('MatchingModifierClause');
  if (!clause) return both(a, b);
  const many = clause.getChild('GroupLeft') ? a : clause.getChild('GroupRight') ? b : undefined;
  const [matched = [], brought = []] = clause
    .getChildren('GroupingLabels')
    .map((list) => namesIn(list, query));
  if (many) return add(many, brought);
  return clause.getChild('On') ? keep(a, matched) : drop(a, matched);
}

function called(node: SyntaxNode, query: string): LabelSet | undefined {
  const name = nameIn(node, query).split(/[\s(]/, 1)[0] ?? '';
  const body = node.getChild('FunctionCallBody');
  if (!body || BARE.has(name)) return name === 'vector' ? NO_LABELS : undefined;
  const inner = lastLabels(body, query);
  if (name === 'absent' || name === 'absent_over_time') return only(equalsIn(body, query));
  if (name === 'label_replace' || name === 'label_join')
    return inner && add(inner, textsIn(body, query).slice(0, 1));
  if (name === 'histogram_quantile' || name === 'histogram_fraction') return inner && drop(inner, ['le']);
  return inner ?? NO_LABELS;
}

function lastLabels(body: SyntaxNode, query: string): LabelSet | undefined {
  return childrenOf(body)
    .map((child) => labelsOf(child, query))
    .findLast((labels) => labels !== undefined);
}

function textsIn(body: SyntaxNode, query: string): string[] {
  return childrenOf(body)
    .filter(({ name }) => name === 'StringLiteral')
    .map((text) => unquoted(nameIn(text, query)));
}

function namesIn(list: SyntaxNode, query: string): string[] {
  return childrenOf(list).map((label) => unquoted(nameIn(label, query)));
}

/** `absent(up{job="api"})` carries the labels that it asks to be equal: a series that is not there has no others. */
function equalsIn(body: SyntaxNode, query: string): string[] {
  const inside = query.slice(body.from, body.to);
  return [...inside.matchAll(/(\w{1,99})\s{0,99}=\s{0,99}"/g)].map(([, label = '']) => label);
}
