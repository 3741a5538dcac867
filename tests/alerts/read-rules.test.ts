import { describe, expect, test } from 'vitest';
import { readAlertRules } from '../../src/alerts/read-rules.ts';
import { bookInMemory } from '../book-in-memory.ts';

const PROMETHEUS = `groups:
  - name: shop
    rules:
      - record: orders:rate5m
        expr: rate(orders_total[5m])
      - alert: OrdersLate
        expr: orders_late > 5
        for: 5m
        labels: { severity: sev2 }
        annotations:
          summary: Orders are late
`;
const inSpec = (kind: string): string =>
  `kind: ${kind}\nspec:\n${PROMETHEUS.trimEnd().replace(/^/gm, '  ')}\n`;
const GRAFANA = `apiVersion: 1
groups:
  - orgId: 1
    name: shop
    folder: shop
    rules:
      - uid: a
        title: OrdersLate
        condition: C
        data:
          - refId: A
            datasourceUid: prometheus
            model: { expr: orders_late, refId: A }
          - refId: C
            datasourceUid: __expr__
            model: { type: threshold, expression: A, conditions: [{ evaluator: { type: gt, params: [5] } }] }
        for: 5m
        labels: { severity: sev2 }
        annotations: { summary: Orders are late }
`;
const OF_OPERATOR = GRAFANA.replace(
  'apiVersion: 1\ngroups:\n  - orgId: 1\n    name: shop\n    folder: shop\n',
  'kind: GrafanaAlertRuleGroup\nmetadata:\n    name: shop\nspec:\n    folderRef: x\n',
);
const OF_API = JSON.stringify({
  title: 'OrdersLate',
  ruleGroup: 'shop',
  folderUID: 'f',
  record: null,
  data: [{ refId: 'A', model: { expr: 'orders_late' } }],
  for: '5m',
  labels: { severity: 'sev2' },
  annotations: { summary: 'Orders are late' },
});
const OF_GRAFANA_12 = `apiVersion: rules.alerting.grafana.app/v0alpha1
kind: AlertRule
metadata:
  name: orders-late
  labels: { grafana.com/group: shop }
spec:
  title: OrdersLate
  trigger: { interval: 1m }
  expressions:
    A: { datasourceUID: prometheus, model: { expr: orders_late } }
    C: { datasourceUID: __expr__, source: true, model: { type: threshold, expression: A } }
  for: 5m
  labels: { severity: sev2 }
  annotations: { summary: Orders are late }
`;
const OF_RULER = JSON.stringify({
  folder: [
    {
      name: 'shop',
      interval: '1m',
      rules: [
        {
          expr: '',
          for: '5m',
          labels: { severity: 'sev2' },
          annotations: { summary: 'Orders are late' },
          grafana_alert: { title: 'OrdersLate', data: [{ refId: 'A', model: { expr: 'orders_late' } }] },
        },
        { expr: '', grafana_alert: { title: 'Recorded', record: { metric: 'a' }, data: [] } },
      ],
    },
  ],
});
const ANSWER = JSON.stringify({
  status: 'success',
  data: {
    groups: [
      {
        name: 'shop',
        file: '/etc/prometheus/shop.yaml',
        rules: [
          { type: 'recording', name: 'orders:rate5m', query: 'rate(orders_total[5m])' },
          {
            type: 'alerting',
            name: 'OrdersLate',
            query: 'orders_late > 5',
            duration: 300,
            labels: { severity: 'sev2' },
            annotations: { summary: 'Orders are late' },
            alerts: [],
          },
        ],
      },
    ],
  },
});

const read = (text: string, path = 'content/alerts/shop.rules.yaml') =>
  readAlertRules({ path, text, faults: [] });

describe('the one alert of a file is read from', () => {
  test.each([
    ['a rule file of Prometheus', PROMETHEUS, 'orders_late > 5'],
    [
      'the same in JSON',
      JSON.stringify({
        groups: [
          {
            name: 'shop',
            rules: [
              {
                alert: 'OrdersLate',
                expr: 'orders_late > 5',
                for: '5m',
                labels: { severity: 'sev2' },
                annotations: { summary: 'Orders are late' },
              },
            ],
          },
        ],
      }),
      'orders_late > 5',
    ],
    ['a PrometheusRule', inSpec('PrometheusRule'), 'orders_late > 5'],
    ["an object of Loki's ruler", inSpec('AlertingRule'), 'orders_late > 5'],
    [
      'one document of several',
      `# Source: chart/a.yaml\nkind: Service\n---\n${inSpec('PrometheusRule')}---\n`,
      'orders_late > 5',
    ],
    [
      'a list of objects',
      `kind: List\nitems:\n  - ${inSpec('PrometheusRule').trimEnd().replaceAll('\n', '\n    ')}\n`,
      'orders_late > 5',
    ],
    [
      'a ConfigMap',
      `kind: ConfigMap\ndata:\n  shop.yaml: |\n${PROMETHEUS.replace(/^(?=.)/gm, '    ')}`,
      'orders_late > 5',
    ],
    [
      'labels by anchor and merge',
      PROMETHEUS.replace(
        '{ severity: sev2 }\n        annotations',
        '{ <<: { severity: sev2 } }\n        annotations',
      ),
      'orders_late > 5',
    ],
    ["Grafana's provisioning", GRAFANA, 'orders_late'],
    ["an object of Grafana's operator", OF_OPERATOR, 'orders_late'],
    ["what Grafana's API lists", `[${OF_API}]`, 'orders_late'],
    ["one rule of Grafana's API", OF_API, 'orders_late'],
    ['an object of Grafana 12', OF_GRAFANA_12, 'orders_late'],
    ["what Grafana's ruler answers", OF_RULER, 'orders_late'],
    [
      "a group of Grafana's API",
      `{ "title": "shop", "folderUid": "f", "interval": 60, "rules": [${OF_API}] }`,
      'orders_late',
    ],
    [
      "a tenant's rules as Mimir's ruler answers",
      PROMETHEUS.replace('groups:', 'shop.yaml:'),
      'orders_late > 5',
    ],
    ['an answer of Prometheus', ANSWER, 'orders_late > 5'],
  ])('%s', (_, text, expression) => {
    const { rules, faults } = read(text);
    expect(faults).toEqual([]);
    expect(
      rules.map(({ name, expression, duration, labels, annotations, group }) => ({
        name,
        expression,
        duration,
        labels,
        annotations,
        group,
      })),
    ).toEqual([
      {
        name: 'OrdersLate',
        expression,
        duration: '5m',
        labels: { severity: 'sev2' },
        annotations: { summary: 'Orders are late' },
        group: 'shop',
      },
    ]);
    const [rule] = rules;
    expect(text.slice(rule?.locate(['alert']).start.offset, rule?.locate(['alert']).end.offset)).toContain(
      'OrdersLate',
    );
  });
});

test('every query of a Grafana rule has its own place, and what Grafana records raises nothing', () => {
  const text = `apiVersion: 1
groups:
  - name: shop
    rules:
      - title: Ratio
        data:
          - model: { expr: 'lost > 1' }
          - model: { expr: "all > 2" }
      - title: Recorded
        record: { metric: a:b, from: A }
        data:
          - model: { expr: sum(lost) }
`;
  const { rules, recordings } = read(text);
  const places = [...rules, ...recordings].map((one) => {
    const { start, end } = one.locate(['expr'], { start: 0, end: 3 });
    return [one.name, one.expression, text.slice(start.offset, end.offset)];
  });
  expect(places).toEqual([
    ['Ratio', 'lost > 1', 'los'],
    ['Ratio', 'all > 2', 'all'],
  ]);
});

test("Grafana's thresholds are limits of the rule", () => {
  expect(read(GRAFANA).rules[0]?.limits).toEqual([{ operator: '>', value: 5 }]);
});

test('every field has its own place, in a ConfigMap too', () => {
  const text = `kind: ConfigMap\ndata:\n  shop.yaml: |\n${PROMETHEUS.replace(/^(?=.)/gm, '    ')}`;
  const { start } = read(text).rules[0]?.locate(['annotations', 'summary']) ?? {};
  expect(text.split('\n')[(start?.line ?? 0) - 1]?.slice((start?.column ?? 1) - 1)).toBe('Orders are late');
});

describe('what is no rule file yet is said once, and nothing crashes', () => {
  test.each([
    [
      'a chart',
      'content/alerts/a.yaml',
      'groups:\n  - name: {{ .Release.Name }}\n    rules: []\n',
      ['2:11 Render this Helm template first'],
    ],
    [
      'a chart in lines',
      'content/alerts/a.yaml',
      '{{- if .Values.rules }}\ngroups: []\n{{- end }}\n',
      ['1:1 Render this Helm template first'],
    ],
    [
      'lines of templates without values',
      'content/alerts/a.yaml',
      'groups:\n{{- range $x }}\n  - a\n{{- end }}\n',
      ['2:1 Render this Helm template first'],
    ],
    [
      'Jsonnet',
      'content/alerts/a.libsonnet',
      'local a = import "b"; { groups: [] }',
      ['1:1 Build this Jsonnet first'],
    ],
    ['broken YAML', 'content/alerts/a.yaml', 'groups: [\n', ['2:1 Fix the YAML']],
    [
      'an alert without a name and an expression',
      'content/alerts/a.yaml',
      'groups: [{ name: a, rules: [{ alert: }] }]',
      ['1:31 Give this alert a name', '1:31 Add `expr`'],
    ],
    [
      'a key twice',
      'content/alerts/a.yaml',
      'groups: [{ name: a, rules: [{ alert: A, expr: up, expr: down }] }]',
      ['1:51 Remove the second `expr`'],
    ],
    [
      'a file of something else',
      'content/alerts/a.yaml',
      'a: 1\n',
      ['1:1 Take this file out of `alerts.rules`'],
    ],
    ['an empty file', 'content/alerts/a.yaml', '', []],
    [
      'an alias bomb',
      'content/alerts/a.yaml',
      `a: &a [x]\n${Array.from({ length: 40 }, (_, n) => `b${n}: *a\n`).join('')}`,
      ['22:6 Write the values out'],
    ],
  ])('%s', (_, path, text, said) => {
    const { rules, faults } = read(text, path);
    expect(
      faults.map(({ message, range }) => `${range?.start.line}:${range?.start.column} ${message}`),
    ).toEqual(said.map((start) => expect.stringContaining(start)));
    expect(rules.filter(({ name }) => name !== '' && name !== 'A')).toEqual([]);
  });
});

test('of a file outside the book, what is wrong is said without what is in it', () => {
  const { faults } = read('secret: &x *y\n  password: ]hunter2\n', '../rules/a.yaml');
  expect(faults.length).toBeGreaterThan(0);
  expect(faults.map(({ message }) => message).join()).not.toMatch(/hunter2|password|secret/);
});

test('rules of one name with several severities stay apart', async () => {
  const text = PROMETHEUS + PROMETHEUS.split('\n').slice(5).join('\n').replace('sev2', 'sev1');
  const book = await bookInMemory({ 'opsbook.yaml': '', 'content/alerts/a.yaml': text });
  expect(
    book.alertRules
      .flatMap((source) => readAlertRules(source).rules)
      .map(({ name, labels }) => [name, labels['severity']]),
  ).toEqual([
    ['OrdersLate', 'sev2'],
    ['OrdersLate', 'sev1'],
  ]);
});

test.each([
  [
    'Alertmanager with groups',
    '[{"labels":{"team":"shop"},"alerts":[{"labels":{"alertname":"OrdersLate","severity":"sev2"},"annotations":{"summary":"Late"}}]}]',
  ],
  [
    'a webhook of Alertmanager',
    '{"version":"4","status":"firing","alerts":[{"labels":{"alertname":"OrdersLate","severity":"sev2"},"annotations":{"summary":"Late"}}]}',
  ],
  [
    'Alertmanager',
    '[{"labels":{"alertname":"OrdersLate","pod":"a","severity":"sev2"},"annotations":{"summary":"Late"}}]',
  ],
  [
    'Prometheus',
    '{"status":"success","data":{"alerts":[{"labels":{"alertname":"OrdersLate","pod":"a","severity":"sev2"},"annotations":{"summary":"Late"},"state":"firing"},{"labels":{"alertname":"OrdersLate","pod":"b","severity":"sev2"},"annotations":{"summary":"Late"}}]}}',
  ],
])('alerts that fire are read from a saved answer of %s, each name once', (_, text) => {
  const { rules, faults } = read(text);
  expect(faults).toEqual([]);
  expect(rules.map(({ name, labels, annotations }) => ({ name, labels, annotations }))).toEqual([
    { name: 'OrdersLate', labels: { severity: 'sev2' }, annotations: { summary: 'Late' } },
  ]);
});
