import { describe, expect, test } from 'vitest';
import { readExpression } from '../../src/alerts/read-expression.ts';

describe('an expression leaves its alert these labels', () => {
  test.each([
    ['up == 0', 'all but __name__'],
    ['sum(up) > 1', ''],
    ['sum by (job, pod) (up) > 1', 'job, pod'],
    ['sum without (pod) (up) > 1', 'all but __name__, pod'],
    ['sum by (job) (sum by (pod) (up)) > 1', ''],
    ['topk(3, sum by (pod) (up))', 'pod'],
    ['count_values("version", build_info)', 'version'],
    ['sum by (a) (x) / sum by (a) (y)', 'a'],
    ['x / sum by (a) (y)', 'a'],
    ['x / on (a) y', 'a'],
    ['x / ignoring (b) y', 'all but __name__, b'],
    ['sum by (a, b) (x) * on (a) group_left (c) y', 'a, b, c'],
    ['y * on (a) group_right () sum by (a, b) (x)', 'a, b'],
    ['sum by (a) (x) and on (a) y', 'a'],
    ['sum by (a) (x) or sum by (b) (y)', 'a, b'],
    ['absent(up{job="api", pod=~"x.*"})', 'job'],
    ['histogram_quantile(0.9, sum by (le, path) (rate(x_bucket[5m]))) > 1', 'path'],
    ['label_replace(sum(x), "to", "$1", "from", "(.*)")', 'to'],
    ['vector(1)', ''],
    ['time() - max by (job) (last_run) > 3600', 'job'],
    ['max_over_time(rate(x[5m])[10m:1m]) > 1', 'all but __name__'],
    ['sum by (app) (count_over_time({app="x"} |= "error" [5m])) > 3', 'app'],
    ['rate({app="x"} | json [5m]) > 3', 'all but __name__'],
  ])('%s', (expression, labels) => {
    const { labels: found, fault } = readExpression(expression);
    expect(fault).toBeUndefined();
    const names = [...found.names].sort().join(', ');
    expect(found.kind === 'only' ? names : `all but ${names}`).toBe(labels);
  });
});

describe('an expression compares with', () => {
  test.each([
    ['x > 100', ['> 100']],
    ['x < 14 * 24 * 3600', ['< 1209600']],
    ['5 < x', ['> 5']],
    ['x > -1', ['> -1']],
    ['(x > 1) and (y <= 2)', ['> 1', '<= 2']],
    ['x > y', []],
    ['x > bool 3', ['> 3']],
    ['count_over_time({a="b"}[5m]) >= 10', ['>= 10']],
  ])('%s', (expression, limits) => {
    expect(readExpression(expression).limits.map(({ operator, value }) => `${operator} ${value}`)).toEqual(
      limits,
    );
  });
});

test('metrics, label names, equal labels and windows are told', () => {
  const { metrics, labelNames, equals, windows, language } = readExpression(
    'sum by (pod) (rate({__name__="a_total", job="api", code=~"5.."}[5m])) / sum by (pod) (rate(b_total[1h30m]))',
  );
  expect({ metrics: [...metrics], labelNames: [...labelNames], equals, windows, language }).toEqual({
    metrics: ['a_total', 'b_total'],
    labelNames: ['pod', 'job', 'code'],
    equals: { job: 'api' },
    windows: [300, 5400],
    language: 'promql',
  });
});

test.each(['', 'sum(', 'x >', '{', ')', 'a b c', '\u0000', '🙂'])(
  'what no grammar takes is told: %j',
  (expression) => {
    expect(() => readExpression(expression)).not.toThrow();
  },
);
