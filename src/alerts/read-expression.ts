import type { SyntaxNode, Tree } from '@lezer/common';
import { firstQueryError, maskVariables, parseQuery } from '../shell/query-grammar.ts';
import type { QueryLanguage } from '../shell/query-grammar.ts';
import type { Limit } from './alert-rule.ts';
import { readLimits } from './expression-limits.ts';
import { ANY_LABELS } from './label-set.ts';
import type { LabelSet } from './label-set.ts';
import { logqlLabels } from './logql-labels.ts';
import { promqlLabels } from './promql-labels.ts';
import { durationSeconds } from './durations.ts';
import { childrenOf, nameIn, unquoted } from './query-nodes.ts';

/** What an alert's expression says without being asked of any server. */
export interface ExpressionReading {
  readonly language: QueryLanguage | undefined;
  /** The offset in the expression at which neither grammar could go on. */
  readonly errorAt: number | undefined;
  readonly metrics: ReadonlySet<string>;
  /** Labels that it matches on or groups by. */
  readonly labelNames: ReadonlySet<string>;
  /** Labels that what it finds may carry: what aggregations leave of them. */
  readonly labels: LabelSet;
  /** Labels that it asks to have one value. */
  readonly equals: Readonly<Record<string, string>>;
  /** Every comparison with a number in it. */
  readonly limits: readonly Limit[];
  /** The lengths of its ranges in seconds: 300 for `[5m]`. */
  readonly windows: readonly number[];
}

const UNREAD: Omit<ExpressionReading, 'errorAt'> = {
  language: undefined,
  metrics: new Set(),
  labelNames: new Set(),
  labels: ANY_LABELS,
  equals: {},
  limits: [],
  windows: [],
};

/** Reads an expression as PromQL, else as LogQL: their files look alike, and only the expression tells. */
export function readExpression(expression: string): ExpressionReading {
  const query = maskVariables(expression);
  const promql = parseQuery('promql', query);
  const error = firstQueryError(promql);
  if (error === undefined) return readTree('promql', promql, query);
  const logql = parseQuery('logql', query);
  if (firstQueryError(logql) === undefined) return readTree('logql', logql, query);
  return { ...UNREAD, errorAt: error };
}

function readTree(language: QueryLanguage, tree: Tree, query: string): ExpressionReading {
  const metrics = new Set<string>();
  const labelNames = new Set<string>();
  const equals: Record<string, string> = {};
  const windows: number[] = [];
  tree.iterate({
    enter: ({ node, name }) => {
      const text = query.slice(node.from, node.to);
      if (name === 'VectorSelector' && node.firstChild?.name === 'Identifier')
        metrics.add(nameIn(node.firstChild, query));
      if (/Matcher$/.test(name)) readMatcher(node, query, { metrics, labelNames, equals });
      if (name === 'GroupingLabels' || name === 'Labels')
        for (const label of childrenOf(node)) labelNames.add(unquoted(nameIn(label, query)));
      if (name === 'NumberDurationLiteralInDurationContext' || name === 'Duration')
        windows.push(durationSeconds(text) ?? 0);
    },
  });
  const labels = language === 'promql' ? promqlLabels(tree.topNode, query) : logqlLabels(tree.topNode, query);
  const limits = readLimits(tree.topNode, query);
  return { language, errorAt: undefined, metrics, labelNames, labels, equals, limits, windows };
}

interface Found {
  readonly metrics: Set<string>;
  readonly labelNames: Set<string>;
  readonly equals: Record<string, string>;
}

/** `job="api"`: a label, and perhaps its one value; `__name__="x"` is a metric. */
function readMatcher(node: SyntaxNode, query: string, { metrics, labelNames, equals }: Found): void {
  const match = /^\s*("[^"]*"|[\w.:]+)\s*(=~|!~|!=|=)\s*([\s\S]*)$/.exec(query.slice(node.from, node.to));
  if (!match) return;
  const [, name = '', operator, value = ''] = match;
  const label = unquoted(name);
  if (label === '__name__') {
    if (operator === '=') metrics.add(unquoted(value.trim()));
    return;
  }
  labelNames.add(label);
  if (operator === '=' && unquoted(value.trim()) !== '') equals[label] = unquoted(value.trim());
}
