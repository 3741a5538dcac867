import type { SyntaxNode } from '@lezer/common';
import { firstQueryError, parseQuery } from '../query-grammar.ts';
import { goRegexFault } from './go-regex.ts';
import { readGoString } from './go-string.ts';
import { evenLogql } from './even-logql.ts';
import { faultOf, refuse } from './query-fault.ts';
import type { QueryFault } from './query-fault.ts';

/** Characters: nobody writes longer queries, and each level of one takes some of the stack. */
const LONGEST = 20_000;

/** Why Loki would refuse a query: its grammar, and the types, strings and expressions in it. */
export function logqlFault(query: string): QueryFault | undefined {
  return faultOf(() => {
    if (query.length > LONGEST) refuse({ start: 0, end: query.length }, 'it is too long to be read');
    const even = evenLogql(query);
    const tree = parseQuery('logql', even);
    const at = firstQueryError(tree);
    if (at !== undefined) {
      const word = /^[\w.$:-]+|^\S/.exec(query.slice(at))?.[0];
      const place = { start: at, end: at + (word?.length ?? 0) };
      refuse(place, word === undefined ? 'the query ends too early' : `\`${word}\` is not expected here`);
    }
    judge(tree.topNode, even);
  });
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const placeOf = ({ from, to }: SyntaxNode): Place => ({ start: from, end: to });
const textOf = ({ from, to }: SyntaxNode, query: string): string => query.slice(from, to);

function judge(node: SyntaxNode, query: string): void {
  switch (node.name) {
    case 'String':
      stringOf(node, query);
      break;
    case 'Matcher':
    case 'LineFilter':
      judgeRegex(node, query);
      break;
    case 'RangeAggregationExpr':
      judgeRange(node, query);
      break;
    case 'VectorAggregationExpr':
      judgeVector(node, query);
      break;
    case 'BinOpExpr':
      judgeBinary(node, query);
      break;
    case 'LabelReplaceExpr': {
      const pattern = node.getChildren('String').at(-1);
      if (pattern) judgePattern(pattern, query);
      break;
    }
    case 'LiteralExpr':
      if (/0x/i.test(textOf(node, query)))
        refuse(placeOf(node), `\`${textOf(node, query)}\` is not a decimal number`);
      break;
    case 'Selector':
      judgeSelector(node, query);
      break;
    case 'LabelParser':
      if (node.getChild('Regexp')) judgeRegexpParser(node, query);
  }
  for (let child = node.firstChild; child; child = child.nextSibling) judge(child, query);
}

function stringOf(node: SyntaxNode, query: string): string {
  const read = readGoString(textOf(node, query));
  if (read.kind === 'value') return read.value;
  return refuse({ start: node.from + read.at, end: node.from + read.at + 2 }, read.reason);
}

function judgePattern(node: SyntaxNode, query: string): void {
  const reason = goRegexFault(stringOf(node, query));
  if (reason !== undefined) refuse(placeOf(node), reason);
}

function judgeRegex(node: SyntaxNode, query: string): void {
  const isRegex =
    node.getChild('Re') ??
    node.getChild('Nre') ??
    node.getChild('Filter')?.getChild('PipeMatch') ??
    node.getChild('Filter')?.getChild('Nre');
  if (!isRegex) return;
  for (const text of node.getChildren('String')) {
    // Loki takes a raw line filter that ends with a backslash.
    const isCut = node.name === 'LineFilter' && /(?<!\\)\\$/.test(stringOf(text, query));
    if (!isCut) judgePattern(text, query);
  }
}

function judgeRegexpParser(node: SyntaxNode, query: string): void {
  const text = node.getChild('String');
  if (!text) return;
  judgePattern(text, query);
  if (!/\(\?P?<\w+>/.test(stringOf(text, query)))
    refuse(placeOf(text), '`regexp` needs a named group like `(?P<name>…)`');
}

/** Loki reads no streams that nothing is asked of. */
function judgeSelector(node: SyntaxNode, query: string): void {
  const inner = textOf(node, query).replace(/\s/g, '');
  if (inner === '{}') refuse(placeOf(node), 'a stream selector needs a label, as in `{app="api"}`');
}

/** Range aggregations over a number that `unwrap` takes out of the line. */
const UNWRAPPED = new Set(
  'sum_over_time avg_over_time max_over_time min_over_time stddev_over_time stdvar_over_time quantile_over_time first_over_time last_over_time rate_counter'.split(
    ' ',
  ),
);
const GROUPED = new Set(
  'avg_over_time max_over_time min_over_time stddev_over_time stdvar_over_time quantile_over_time first_over_time last_over_time'.split(
    ' ',
  ),
);
const MAY_UNWRAP = new Set(['rate', 'absent_over_time', ...UNWRAPPED]);

function judgeRange(node: SyntaxNode, query: string): void {
  const operator = node.getChild('RangeOp');
  if (!operator) return;
  const name = textOf(operator, query).trim().toLowerCase();
  const isUnwrapping = /\bunwrap\b/.test(textOf(node, query).replace(/"(?:\\[^]|[^"\\])*"?|`[^`]*`/g, ''));
  if (UNWRAPPED.has(name) && !isUnwrapping)
    refuse(placeOf(operator), `\`${name}\` takes numbers: \`| unwrap label\` says which`);
  if (!MAY_UNWRAP.has(name) && isUnwrapping)
    refuse(placeOf(operator), `\`${name}\` takes lines, and \`unwrap\` makes numbers of them`);
  const grouping = node.getChild('Grouping');
  if (grouping && !GROUPED.has(name))
    refuse(
      placeOf(grouping),
      `\`${name}\` takes no \`by\` or \`without\`; an aggregation like \`sum\` around it does`,
    );
  const number = node.getChild('Number');
  if (number && name !== 'quantile_over_time')
    refuse(placeOf(number), `\`${name}\` takes no number before its lines`);
  if (!number && name === 'quantile_over_time')
    refuse(placeOf(operator), '`quantile_over_time` takes a number first, like `0.99`');
}

const COUNTED = new Set(['topk', 'bottomk', 'approx_topk']);

function judgeVector(node: SyntaxNode, query: string): void {
  const operator = node.getChild('VectorOp');
  if (!operator) return;
  const name = textOf(operator, query).trim().toLowerCase();
  const number = node.getChild('Number');
  if (number && !COUNTED.has(name)) refuse(placeOf(number), `\`${name}\` takes no number`);
  if (!number && COUNTED.has(name))
    refuse(placeOf(operator), `\`${name}\` takes a number first, like \`${name}(5, …)\``);
  if (number && !/^\d+$/.test(textOf(number, query)))
    refuse(placeOf(number), `\`${name}\` takes a whole number`);
  if (number && Number(textOf(number, query)) < 1) refuse(placeOf(number), `\`${name}\` takes at least one`);
  const grouping = node.getChild('Grouping');
  if (grouping && (name === 'approx_topk' || /^sort/.test(name)))
    refuse(placeOf(grouping), `\`${name}\` takes no \`by\` or \`without\``);
}

function judgeBinary(node: SyntaxNode, query: string): void {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  const [left, operator] = children;
  const right = children.at(-1);
  if (!left || !operator || !right) return;
  const sign = textOf(operator, query).trim();
  const isSet = /^(?:and|or|unless)$/i.test(sign);
  for (const side of [left, right]) {
    const core = coreOf(side);
    if (core.name === 'LogExpr')
      refuse(placeOf(core), `\`${sign}\` takes numbers, and this gives lines; \`rate(… [5m])\` counts them`);
    if (isSet && core.name === 'LiteralExpr')
      refuse(placeOf(core), `\`${sign}\` takes series, and this is a number`);
  }
}

/** What an expression is inside the nodes that only wrap it. */
function coreOf(node: SyntaxNode): SyntaxNode {
  let core = node;
  while (
    ['Expr', 'MetricExpr', 'ParenExpr'].includes(core.name) &&
    core.firstChild &&
    core.firstChild.from >= node.from
  ) {
    if (core.firstChild.nextSibling && core.name !== 'ParenExpr') break;
    core = core.firstChild;
  }
  return core;
}
