import { expect, isNext, next, peek, unexpected } from './promql-cursor.ts';
import type { Reading } from './promql-cursor.ts';
import type { Token } from './promql-tokens.ts';
import type { Matcher, Selector } from './promql-tree.ts';
import { textOf } from './promql-values.ts';

/** Reads what stands in braces behind a metric, or alone: `up{job="api"}`. */
export function readSelector(reading: Reading, metric: Token | undefined): Selector {
  const start = metric?.start ?? peek(reading).start;
  const isBraced = isNext(reading, '{');
  const matchers = isBraced ? readMatchers(reading) : [];
  const end = peek(reading, -1).end;
  return { kind: 'selector', metric: metric?.text, matchers, hasOffset: false, hasAt: false, start, end };
}

function readMatchers(reading: Reading): Matcher[] {
  expect(reading, '{');
  const matchers: Matcher[] = [];
  while (!isNext(reading, '}')) {
    matchers.push(readMatcher(reading));
    const isJoined = isNext(reading, ',') || (reading.isLoose && isNext(reading, 'or'));
    if (!isJoined) break;
    next(reading);
  }
  expect(reading, '}');
  return matchers;
}

const OPERATORS = ['=', '!=', '=~', '!~'] as const;

function readMatcher(reading: Reading): Matcher {
  const name = peek(reading);
  const isName =
    name.kind === 'string' || (name.kind === 'word' && (!name.text.includes(':') || reading.isLoose));
  if (!isName) unexpected(reading, "a label's name");
  next(reading);
  const isQuotedName = name.kind === 'string';
  const operator = OPERATORS.find((sign) => isNext(reading, sign));
  const text = isQuotedName ? textOf(name) : name.text;
  if (operator === undefined) {
    const isMetric = isQuotedName && isNext(reading, ',', '}');
    // A name alone stands for a template that `WITH` defines.
    if (!isMetric && !(reading.isLoose && isNext(reading, ',', '}', 'or')))
      unexpected(reading, 'one of `=`, `!=`, `=~` and `!~`');
    return {
      name: '__name__',
      operator: '=',
      value: text,
      isQuotedName,
      valueToken: undefined,
      start: name.start,
      end: name.end,
    };
  }
  next(reading);
  const value = peek(reading);
  if (value.kind !== 'string') unexpected(reading, 'a value in quotes');
  next(reading);
  return {
    name: text,
    operator,
    value: textOf(value),
    isQuotedName,
    valueToken: value,
    start: name.start,
    end: value.end,
  };
}
