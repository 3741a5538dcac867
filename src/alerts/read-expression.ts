import type { SyntaxNode, Tree } from '@lezer/common';
import { firstQueryError, maskVariables, parseQuery } from '../shell/query-grammar.ts';
import type { QueryLanguage } from '../shell/query-grammar.ts';
import { evenLogql } from '../shell/queries/even-logql.ts';
import { logqlFault } from '../shell/queries/logql-fault.ts';
import { metricsqlMark } from '../shell/queries/metricsql-mark.ts';
import type { QueryFault } from '../shell/queries/query-fault.ts';
import { PROMQL, promqlFault } from '../shell/queries/promql-fault.ts';
import type { PromqlDialect } from '../shell/queries/promql-fault.ts';
import { isFilledLater } from './template-engines.ts';
import type { Limit } from './limit.ts';
import { readLimits } from './expression-limits.ts';
import { ANY_LABELS } from './label-set.ts';
import type { LabelSet } from './label-set.ts';
import { logqlLabels } from './logql-labels.ts';
import { promqlLabels } from './promql-labels.ts';
import { durationSeconds } from '../shell/queries/query-durations.ts';
import { childrenOf, nameIn, unquoted } from './query-nodes.ts';

/** What an alert's expression says without being asked of any server. */
export interface ExpressionReading {
  readonly language: QueryLanguage | undefined;
  /** Why neither Prometheus nor Loki would take it. */
  readonly fault: ExpressionFault | undefined;
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

const UNREAD: Omit<ExpressionReading, 'fault'> = {
  language: undefined,
  metrics: new Set(),
  labelNames: new Set(),
  labels: ANY_LABELS,
  equals: {},
  limits: [],
  windows: [],
};

/** Why an expression is refused; and where it is MetricsQL, what tells that. */
export interface ExpressionFault extends QueryFault {
  readonly metricsql: string | undefined;
}

export interface ExpressionWishes {
  readonly dialect: PromqlDialect;
  /** Whether `$x` stands for something else, as in runbooks and in Grafana. */
  readonly hasVariables: boolean;
}

const OF_PAGES: ExpressionWishes = { dialect: PROMQL, hasVariables: true };

/** Reads an expression as PromQL, else as LogQL: their files look alike, and only the expression tells. */
export function readExpression(
  expression: string,
  { dialect, hasVariables }: ExpressionWishes = OF_PAGES,
): ExpressionReading {
  const query = hasVariables ? maskVariables(expression) : expression;
  const fault = promqlFault(query, dialect);
  const tree = parseQuery('promql', query);
  // What the grammar for editors cannot read may still be right, and what it reads may still be refused.
  const reading = firstQueryError(tree) === undefined ? readTree('promql', tree, query) : UNREAD;
  if (!fault) return { ...reading, language: 'promql', fault };
  if (isFilledLater(query)) return { ...UNREAD, fault: undefined };
  const logFault = logqlFault(query);
  if (!logFault && countsLines(query))
    return { ...readTree('logql', parseQuery('logql', evenLogql(query)), query), fault: undefined };
  const said = logFault && isLogql(query) ? logFault : fault;
  const metricsql = dialect.name === 'promql' ? metricsqlMark(query) : undefined;
  return { ...reading, fault: { ...said, metricsql } };
}

/** Only what counts lines can be a rule of Loki's: `{a=""}` and `1 > 2` are its queries, but no rules. */
function countsLines(query: string): boolean {
  const selector = query.indexOf('}', query.indexOf('{') + 1);
  return query.includes('{') && selector >= 0 && query.includes('[', selector);
}

/** A pipe behind a selector, or one of Loki's own aggregations. */
function isLogql(query: string): boolean {
  return /\}\s{0,99}(?:\||!=|!~)|\b(?:bytes_rate|bytes_over_time|rate_counter)\s{0,99}\(/.test(query);
}

function readTree(language: QueryLanguage, tree: Tree, query: string): Omit<ExpressionReading, 'fault'> {
  const metrics = new Set<string>();
  const labelNames = new Set<string>();
  // A label may be called `__proto__`.
  const equals = Object.create(null) as Record<string, string>;
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
  return { language, metrics, labelNames, labels, equals, limits, windows };
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
