import { expect, test } from 'vitest';
import { logql, promqlParser } from '../../src/lint/parsers/queries.ts';
import { PROMQL } from '../../src/shell/queries/promql-fault.ts';

const promql = promqlParser(PROMQL);

test.each([
  '{app="shop"}\n| json\n| level="error"',
  '{app="shop"} |= "timeout"',
  'rate({app="shop"} |~ "5.." [5m])',
])('a query of Loki in a fence of Prometheus is called by its name: %s', (text) => {
  expect(logql(text)).toBeUndefined();
  expect(promql(text)?.message).toBe('Call this fence `logql`: it holds a Loki query.');
});

test.each(['sum(rate(a_total[5m]) | by (job)', 'up{job="shop"} | and up', 'rate(up{job="shop"})'])(
  'what neither of them reads stays a fault of PromQL: %s',
  (text) => {
    expect(promql(text)).toBeDefined();
    expect(promql(text)?.message).toBeUndefined();
  },
);
