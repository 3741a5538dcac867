import { AGGREGATIONS, PROMQL_FUNCTIONS } from './promql-functions.ts';
import { expect, isNext, next, peek, unexpected } from './promql-cursor.ts';
import type { PromqlWishes, Reading } from './promql-cursor.ts';
import { nearestName } from '../nearest.ts';
import { isLengthStart, readLength } from './promql-lengths.ts';
import { refuse } from './query-fault.ts';
import { readTokens } from './promql-tokens.ts';
import type { Aggregation, Tree } from './promql-tree.ts';
import { lookUp } from '../look-up.ts';
import { readMatching } from './promql-matching.ts';
import { readLabels } from './promql-labels.ts';
import { moved } from './promql-moved.ts';
import { isNumber, numberOf, textOf } from './promql-values.ts';
import { readSelector } from './promql-selector.ts';

/** Nobody writes deeper or longer queries, and each level takes some of the stack. */
const DEEPEST = 200;
const MOST_TOKENS = 4_000;

/** Reads a query whole. Types are judged after it. @throws QueryRefusal */
export function readPromql(query: string, wishes: PromqlWishes): Tree {
  const reading: Reading = { ...wishes, tokens: readTokens(query, wishes), at: 0, depth: 0 };
  if (reading.tokens.length > MOST_TOKENS)
    refuse({ start: 0, end: query.length }, 'it is too long to be read');
  if (peek(reading).kind === 'end') refuse(peek(reading), 'there is no expression');
  const tree = readBinary(reading, 0);
  if (peek(reading).kind !== 'end') unexpected(reading);
  return tree;
}

/** How tightly operators bind, the loosest first. */
const STRENGTH: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  ...Object.fromEntries(['==', '!=', '<=', '<', '>=', '>'].map((operator) => [operator, 3])),
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};
/** MetricsQL's own. */
const LOOSE_STRENGTH: Readonly<Record<string, number>> = { default: 1, if: 1, ifnot: 1 };
const UNARY = 5;

function strengthOf(reading: Reading): number | undefined {
  const { kind, text } = peek(reading);
  if (kind !== 'mark' && kind !== 'word') return undefined;
  const key = text.toLowerCase();
  return lookUp(STRENGTH, key) ?? (reading.isLoose ? lookUp(LOOSE_STRENGTH, key) : undefined);
}

function readBinary(reading: Reading, least: number): Tree {
  reading.depth += 1;
  if (reading.depth > DEEPEST) refuse(peek(reading), 'it is nested too deeply to be read');
  const tree = readOperators(reading, least);
  reading.depth -= 1;
  return tree;
}

function readOperators(reading: Reading, least: number): Tree {
  let left = readUnary(reading);
  for (;;) {
    const strength = strengthOf(reading);
    if (strength === undefined || strength < least) return left;
    const operator = next(reading);
    const isBool = isNext(reading, 'bool') && Boolean(next(reading));
    const matching = readMatching(reading);
    const right = readBinary(reading, operator.text === '^' ? strength : strength + 1);
    left = { kind: 'binary', operator, left, right, isBool, matching, start: left.start, end: right.end };
    if (reading.isLoose && isNext(reading, 'keep_metric_names')) next(reading);
  }
}

function readUnary(reading: Reading): Tree {
  if (!isNext(reading, '-', '+')) return readPostfix(reading);
  const { start } = next(reading);
  const inner = readBinary(reading, UNARY + 1);
  return { kind: 'unary', inner, start, end: inner.end };
}

/** What stands behind a value: ranges, `offset`, `@`. */
function readPostfix(reading: Reading): Tree {
  let tree = readPrimary(reading);
  for (;;) {
    if (isNext(reading, '[')) tree = readRange(reading, tree);
    else if (isNext(reading, 'offset')) tree = readOffset(reading, tree);
    else if (isNext(reading, '@')) tree = readAt(reading, tree);
    else if (isNext(reading, 'anchored', 'smoothed') && isSelecting(tree)) next(reading);
    else if (reading.isLoose && isNext(reading, 'keep_metric_names')) next(reading);
    else return tree;
  }
}

function isSelecting({ kind }: Tree): boolean {
  return kind === 'selector' || kind === 'range';
}

function readRange(reading: Reading, inner: Tree): Tree {
  const { start } = next(reading);
  if (reading.isLoose && isNext(reading, ']'))
    return { kind: 'group', inner, start: inner.start, end: next(reading).end };
  const length = readLength(reading);
  const isStepped = isNext(reading, ':') && Boolean(next(reading));
  if (isStepped) {
    if (!isNext(reading, ']')) judgePositive(readLength(reading));
    const { end } = expect(reading, ']');
    judgePositive(length);
    return { kind: 'subquery', inner, hasOffset: false, hasAt: false, start: inner.start, end };
  }
  const { end } = expect(reading, ']');
  if (reading.isLoose) return { kind: 'range', inner, length, start: inner.start, end };
  const place = { start, end };
  if (inner.kind !== 'selector')
    refuse(
      place,
      'a range like `[5m]` stands behind a selector only; behind anything else write a step too, `[5m:1m]`',
    );
  if (inner.hasOffset) refuse(place, '`offset` stands behind the range');
  if (inner.hasAt) refuse(place, '`@` stands behind the range');
  judgePositive(length);
  return { kind: 'range', inner, length, start: inner.start, end };
}

function judgePositive({
  seconds,
  start,
  end,
}: {
  seconds: number | undefined;
  start: number;
  end: number;
}): void {
  if (seconds !== undefined && seconds <= 0) refuse({ start, end }, 'a range is longer than nothing');
}

function readOffset(reading: Reading, tree: Tree): Tree {
  const keyword = next(reading);
  if (!isLengthStart(reading)) unexpected(reading, 'a duration like `5m`');
  const { end } = readLength(reading, true);
  return moved(tree, { what: 'hasOffset', place: { start: keyword.start, end }, isLoose: reading.isLoose });
}

function readAt(reading: Reading, tree: Tree): Tree {
  const mark = next(reading);
  const place = { start: mark.start, end: peek(reading).end };
  if (isNext(reading, 'start', 'end')) {
    next(reading);
    expect(reading, '(');
    place.end = expect(reading, ')').end;
  } else if (reading.isLoose) {
    readPrimary(reading);
  } else {
    if (isNext(reading, '-', '+')) next(reading);
    const token = next(reading);
    if (!isNumber(token) && !/^_{2,}$/.test(token.text))
      refuse(token, '`@` takes a number of seconds, `start()` or `end()`');
    if (/^(?:inf|nan)$/i.test(token.text)) refuse(token, '`@` takes a time that there is');
    if (reading.isOld && token.kind === 'duration')
      refuse(token, 'Prometheus 2 takes no duration for a number');
  }
  return moved(tree, { what: 'hasAt', place, isLoose: reading.isLoose });
}

function readPrimary(reading: Reading): Tree {
  if (reading.isLoose) readWith(reading);
  const token = peek(reading);
  const { start, end, text } = token;
  if (isNumber(token)) {
    next(reading);
    return {
      kind: 'number',
      value: numberOf(token, reading),
      isDuration: token.kind === 'duration',
      start,
      end,
    };
  }
  if (token.kind === 'string') {
    next(reading);
    return { kind: 'string', value: textOf(token), token, start, end };
  }
  if (text === '(') return readGroup(reading);
  if (text === '{') return readSelector(reading, undefined);
  if (token.kind !== 'word') unexpected(reading, 'a value');
  return readNamed(reading);
}

function readGroup(reading: Reading): Tree {
  const { start } = next(reading);
  const inner = readBinary(reading, 0);
  while (reading.isLoose && isNext(reading, ',')) {
    next(reading);
    if (!isNext(reading, ')')) readBinary(reading, 0);
  }
  const { end } = expect(reading, ')');
  return { kind: 'group', inner, start, end };
}

/** Words that are no metric's name; of the operators, `and`, `or` and `unless` may be one: `sum(or)`. */
const RESERVED = new Set(['atan2', 'bool', 'on', 'ignoring', 'group_left', 'group_right']);
const NO_CALL = new Set([...RESERVED, 'and', 'or', 'unless']);

/** An aggregation, a call or a selector: what a word begins. */
function readNamed(reading: Reading): Tree {
  const token = peek(reading);
  const name = token.text.toLowerCase();
  const follows = peek(reading, 1);
  const isModified =
    follows.kind === 'word' && /^(?:by|without)$/i.test(follows.text) && peek(reading, 2).text === '(';
  if (AGGREGATIONS.has(name) && (follows.text === '(' || isModified)) return readAggregation(reading);
  if (follows.text === '(') {
    if (reading.isLoose || PROMQL_FUNCTIONS.has(token.text) || /^_{2,}$/.test(token.text))
      return readCall(reading);
    if (NO_CALL.has(name)) unexpected(reading, 'a value');
    const nearest = nearestName(token.text, [...PROMQL_FUNCTIONS.keys(), ...AGGREGATIONS.keys()]);
    refuse(
      token,
      `there is no function \`${token.text}\`${nearest === undefined ? '' : `; \`${nearest}\` is one`}`,
    );
  }
  if (reading.isLoose && isModified) return readAggregation(reading);
  if ((reading.isLoose ? NO_CALL : RESERVED).has(name)) unexpected(reading, 'a value');
  next(reading);
  return readSelector(reading, token);
}

function readCall(reading: Reading): Tree {
  const nameToken = next(reading);
  const { inputs, end } = readInputs(reading);
  let last = end;
  if (reading.isLoose) last = readLooseEnd(reading) ?? end;
  return { kind: 'call', name: nameToken.text, nameToken, inputs, start: nameToken.start, end: last };
}

/** MetricsQL's aggregations have names of their own, and `limit 5` behind them. */
function readLooseEnd(reading: Reading): number | undefined {
  let end: number | undefined;
  while (isNext(reading, 'by', 'without', 'limit', 'keep_metric_names')) {
    const word = next(reading).text.toLowerCase();
    if (word === 'limit') next(reading);
    else if (word !== 'keep_metric_names') readLabels(reading);
    end = peek(reading, -1).end;
  }
  return end;
}

function readInputs(reading: Reading): { inputs: Tree[]; end: number } {
  expect(reading, '(');
  const inputs: Tree[] = [];
  while (!isNext(reading, ')')) {
    inputs.push(readBinary(reading, 0));
    if (!isNext(reading, ',')) break;
    next(reading);
    if (isNext(reading, ')') && !reading.isLoose) refuse(peek(reading), 'nothing follows the last comma');
  }
  return { inputs, end: expect(reading, ')').end };
}

function readAggregation(reading: Reading): Aggregation | Tree {
  const name = next(reading);
  const before = isNext(reading, 'by', 'without') && Boolean(next(reading));
  if (before) readLabels(reading);
  const { inputs, end } = readInputs(reading);
  let last = end;
  if (!before && isNext(reading, 'by', 'without')) {
    next(reading);
    readLabels(reading);
    last = peek(reading, -1).end;
  }
  if (reading.isLoose) last = readLooseEnd(reading) ?? last;
  return { kind: 'aggregation', name: name.text.toLowerCase(), inputs, start: name.start, end: last };
}

/** `WITH (x = …, f(a) = …)` before a query of MetricsQL: its definitions are read as any query. */
function readWith(reading: Reading): void {
  while (isNext(reading, 'with') && peek(reading, 1).text === '(') {
    reading.at += 2;
    while (!isNext(reading, ')')) {
      next(reading);
      if (isNext(reading, '(')) readLabels(reading);
      expect(reading, '=');
      readBinary(reading, 0);
      if (!isNext(reading, ',')) break;
      next(reading);
    }
    expect(reading, ')');
  }
}
