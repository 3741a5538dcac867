import { describe, expect, test } from 'vitest';
import { logqlFault } from '../../../src/shell/queries/logql-fault.ts';
import { metricsqlMark } from '../../../src/shell/queries/metricsql-mark.ts';
import { promqlFault } from '../../../src/shell/queries/promql-fault.ts';
import { queryTextFault } from '../../../src/shell/queries/query-text-fault.ts';

describe('PromQL of one version is refused by the other:', () => {
  test.each([
    ['holt_winters(x[5m], 0.5, 0.5)', 2],
    ['double_exponential_smoothing(x[5m], 0.5, 0.5)', 3],
    ['{"http.requests", a="b"}', 3],
    ['x > 5m', 3],
    ['sort_by_label(x, "a")', 3],
    ['limitk(2, x)', 3],
  ] as const)('%s is of Prometheus %i', (query, version) => {
    expect(promqlFault(query, { name: 'promql', version })).toBeUndefined();
    expect(promqlFault(query, { name: 'promql', version: version === 2 ? 3 : 2 })).toBeDefined();
  });
});

describe('MetricsQL takes', () => {
  test.each([
    'lag(x[24h]) > 900',
    'sum(up default 0) keep_metric_names > WITH (x=1) x',
    'WITH (a = {x="y"}, f(b) = sum(b) by (z)) f(m{a}) limit 3',
    'rate(x)',
    'rate(x[5i])',
    'x{a="b" or c="d"}',
    'rate(x[1.5h])',
    'x if y > 1 ifnot z',
    'label_set(x, "a", "b",)',
    'foo\\-bar{a\\.b="c"}',
    '10Ki < x',
    'histogram_quantiles("q", 0.5, 0.9, x) by (le)',
  ])('%s', (query) => {
    expect(promqlFault(query, { name: 'metricsql', version: 3 })).toBeUndefined();
    expect(promqlFault(query)).toBeDefined();
  });

  test.each(['sum(x', 'x >', 'x{a="b}', 'lag(x[5m', 'x{a=~"(b"', 'WITH (a) b'])('but not %s', (query) => {
    expect(promqlFault(query, { name: 'metricsql', version: 3 })).toBeDefined();
  });

  test('and what only it takes tells it', () => {
    expect(
      ['lag(x[5m]) > 1', 'x default 0', 'sum(x) + y', 'ratee(x[5m])', 'lag(x[5m'].map(metricsqlMark),
    ).toEqual(['lag', 'default', undefined, undefined, undefined]);
  });
});

describe('a word of the language is the name of a metric where a value is missing:', () => {
  // promtool 2.42 and the grammar of 3 agree on every row.
  test.each([
    'sum(or)',
    'and and and',
    'sum by (and) (unless) or or',
    'by > 0',
    'without > 1',
    '{a="b"} and AND',
  ])('%s', (query) => {
    expect(promqlFault(query)).toBeUndefined();
  });
  test.each([
    'bool',
    'on{a="b"}',
    'atan2 > 1',
    'group_left',
    'and (x)',
    'sum by (inf) (x)',
    'x / on (NaN) y',
  ])('but not %s', (query) => expect(promqlFault(query)).toBeDefined());
});

describe('a variable stands for anything in', () => {
  test.each([
    ['promql', 'topk($N, x) > ${LIMIT}'],
    ['promql', 'rate($METRIC[$RANGE] offset $BACK)'],
    ['promql', 'rate(x[$__rate_interval])'],
    ['promql', 'x{a="$A"} @ $THEN'],
    ['promql', '$FUNCTION(x[5m]) and $OTHER'],
    ['promql', 'max_over_time(x[$LONG:$SHORT])'],
    ['logql', 'sum by ($LABEL) (rate({app="$APP"} |= "$WORD" [$RANGE]))'],
  ] as const)('%s: %s', (language, query) => {
    expect(queryTextFault(language, query)).toBeUndefined();
  });
});

describe('LogQL takes', () => {
  test.each([
    '{app="a"} |= "b" or "c" | json | level="error" status>=500, size<1KB or path=~"x.*"',
    'sum by (a) (count_over_time({app="a"} | logfmt [5m] offset 1h)) > 3',
    'max_over_time(({app="a"} | json | unwrap bytes(size))[5m]) by (app)',
    'quantile_over_time(0.9, {app="a"} | unwrap duration(took) [5m]) without (pod)',
    '{app="a"} | line_format "{{.a}} b=\\"c\\" d" # e="f" g="h"',
    'rate({app="a"}[5m]) > bool 1 + 2',
  ])('%s', (query) => {
    expect(logqlFault(query)).toBeUndefined();
  });

  test.each([
    '{}',
    '{app="a"} | x',
    'sum(rate({app="a"})[5m])',
    'sum_over_time({app="a"}[5m])',
    'count_over_time({app="a"} | unwrap b [5m])',
    'topk(rate({app="a"}[5m]))',
    'sum(1, rate({app="a"}[5m]))',
    '{app="a"} > 1',
    'rate({app="a"}[5m]) and 1',
    '{app=~"(a"}',
    '{app="a"} |~ "(?!b)"',
    '{app="a\\d"}',
    'rate({app="a"}[30m1h])',
    '{app="a"} | regexp "b"',
  ])('but not %s', (query) => {
    expect(logqlFault(query)).toBeDefined();
  });
});

test('a fault has its place and says what would do', () => {
  expect(
    ['rate(x) > 1', 'sum(ratee(x[5m]))', 'x{a="\\d"}', 'rate(x[5m', 'a + bool 1'].map((query) =>
      promqlFault(query),
    ),
  ).toEqual([
    {
      start: 5,
      end: 6,
      reason: '`rate` takes a range vector like `x[5m]` here, and this is an instant vector like `x`',
    },
    { start: 4, end: 9, reason: 'there is no function `ratee`; `rate` is one' },
    { start: 5, end: 7, reason: '`\\d` is not an escape of a string, and a backslash itself is `\\\\`' },
    { start: 9, end: 9, reason: 'the query ends where `]` is expected' },
    { start: 2, end: 3, reason: '`bool` stands behind comparisons only' },
  ]);
});

test.each([
  ['deep', `${'('.repeat(50_000)}x`],
  ['long', `x${' + x'.repeat(50_000)}`],
  ['a chain of signs', `${'-'.repeat(50_000)}x`],
  ['a chain of ranges', `x${'[1m:]'.repeat(50_000)}`],
  ['deep lengths', `x[${'('.repeat(50_000)}`],
  ['one string', `x{a="${'\\'.repeat(100_000)}`],
])('a query that is %s ends nothing', (_, query) => {
  expect(promqlFault(query)).toBeDefined();
  expect(promqlFault(query, { name: 'metricsql', version: 3 })).toBeDefined();
});
