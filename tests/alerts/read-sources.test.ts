import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { annotateBook } from '../../src/alerts/annotate-book.ts';
import { readAlertRules } from '../../src/alerts/read-rules.ts';
import { bookInMemory } from '../book-in-memory.ts';

const CHART = `{{- /* The rules of the shop's "queue" */}}
{{- if and .Values.rules.create (semverCompare ">=1.14" .Capabilities.KubeVersion.Version) }}
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: {{ include "shop.fullname" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  groups:
  - name: shop
    rules:
{{- if not (.Values.rules.disabled.OrdersLate | default false) }}
    - alert: OrdersLate
      annotations:
{{- if .Values.rules.annotations }}
{{ toYaml .Values.rules.annotations | indent 8 }}
{{- end }}
        description: Late in {{\`{{\`}} $labels.queue {{\`}}\`}}.
        runbook_url: {{ .Values.rules.runbookUrl }}/alerts/OrdersLate/
        summary: '{{ "{{" }} $value {{ "}}" }} late'
      expr: |-
        orders_late{job="{{ .Values.job }}"} > 5
      for: {{ dig "OrdersLate" "for" "10m" .Values.rules }}
      labels:
        severity: {{ .Values.severity | quote }}
        team: shop
{{- end }}
    - alert: 'OrdersLost'
      expr: orders_lost > 0
      for: 5m
      {{- with .Values.labels }}
      labels: {{ toYaml . | nindent 8 }}
      {{- else }}
      labels: { severity: sev1 }
      {{- end }}
    - alert: {{ .Values.prefix }}Made
      expr: up == 0
{{- end }}
`;

const read = (path: string, text: string) => {
  const { rules, faults, isUnread } = readAlertRules({ path, text, faults: [] });
  return {
    rules: rules.map(({ name, expression, duration, labels, annotations, readFrom, locate }) => ({
      ...{ name, expression, duration, labels, annotations, readFrom },
      line: locate(['annotations', 'runbook_url']).start.line,
    })),
    faults: faults.map(({ message, range }) => `${range?.start.line}: ${message.split(':')[0]}`),
    isUnread,
  };
};

test('of a Helm template, names, links and all that is not made by it are read', () => {
  expect(read('chart/templates/rules.yaml', CHART)).toEqual({
    rules: [
      {
        name: 'OrdersLate',
        expression: '',
        duration: undefined,
        labels: { team: 'shop' },
        annotations: {
          description: 'Late in {{ $labels.queue }}.',
          runbook_url: '{{ .Values.rules.runbookUrl }}/alerts/OrdersLate/',
          summary: '{{ $value }} late',
        },
        readFrom: 'template',
        line: 20,
      },
      {
        name: 'OrdersLost',
        expression: 'orders_lost > 0',
        duration: '5m',
        labels: { severity: 'sev1' },
        annotations: {},
        readFrom: 'template',
        line: 29,
      },
    ],
    faults: [
      '37: Render this Helm template, as in `helm template . > rules.yaml`, and name the result in `alerts.rules`',
    ],
    isUnread: true,
  });
});

test('an action that does not end, and thousands of them, are read once', () => {
  for (const text of [
    '{{ '.repeat(50_000),
    '{{ "a'.repeat(20_000),
    '{{/*'.repeat(20_000),
    '{{ `'.repeat(20_000),
  ])
    expect(read('chart/a.yaml', `- alert: A\n  x: {{ .Values.a }}\n${text}`).rules.length).toBeLessThan(2);
  for (const text of [
    '/*'.repeat(200_000),
    '<<A\n'.repeat(50_000),
    '{['.repeat(100_000),
    '"${'.repeat(50_000),
  ])
    expect(read('a.tf', text).rules).toEqual([]);
});

const GRAFANA = `resource "grafana_rule_group" "shop" {
  name = "shop" # not an alert
  folder_uid = grafana_folder.shop.uid
  rule {
    name      = "OrdersLate"
    condition = "C"
    for       = "5m"
    data {
      ref_id = "A"
      model = jsonencode({ expr = "orders_late", name = "x" })
    }
    labels = { severity = "sev2", team = var.team }
    annotations = {
      summary     = "Late: \\"{{ $labels.queue }}\\""
      runbook_url = "\${var.site}/alerts/OrdersLate/?queue={{ $labels.queue | urlquery }}"
    }
  }
  dynamic "rule" {
    for_each = local.rules
    content {
      name = rule.value.name
    }
  }
}
`;

describe('alerts of Terraform are read', () => {
  test("Grafana's rules", () => {
    expect(read('infra/alerts.tf', GRAFANA)).toEqual({
      rules: [
        {
          name: 'OrdersLate',
          expression: 'orders_late',
          duration: '5m',
          labels: { severity: 'sev2' },
          annotations: {
            summary: 'Late: "{{ $labels.queue }}"',
            runbook_url: '${var.site}/alerts/OrdersLate/?queue={{ $labels.queue | urlquery }}',
          },
          readFrom: 'terraform',
          line: 15,
        },
      ],
      faults: [
        '21: Write the name of this alert out, or name what Terraform makes of it under `alerts.elsewhere`',
      ],
      isUnread: true,
    });
  });

  test.each([
    [
      'synthetic monitoring',
      'a.tf',
      'resource "grafana_synthetic_monitoring_check_alerts" "m" {\n  alerts = [{\n    name = "ProbeFailed"\n    threshold = 1\n    runbook_url = "https://ops.example.com/x"\n  }, { name = "TLSExpires", runbook_url = "https://ops.example.com/y" }]\n}\n',
      [
        ['ProbeFailed', 'https://ops.example.com/x', 5],
        ['TLSExpires', 'https://ops.example.com/y', 6],
      ],
    ],
    [
      'a here-document',
      'a.tf',
      'resource "aws_prometheus_rule_group_namespace" "a" {\n  data = <<-EOT\n    groups:\n      - name: a\n        rules:\n          - alert: DiskFull\n            expr: disk > 1\n            annotations:\n              runbook_url: https://ops.example.com/d\n  EOT\n}\n',
      [['DiskFull', 'https://ops.example.com/d', 9]],
    ],
    [
      'what is encoded as YAML',
      'a.tf',
      'resource "kubernetes_manifest" "a" {\n  manifest = yamldecode(yamlencode({\n    spec = { groups = [{ name = "a", rules = [{\n      alert = "DiskFull"\n      expr = "disk > 1"\n      annotations = merge(local.all, { runbook_url = "https://ops.example.com/d" })\n    }] }] }\n  }))\n}\n',
      [['DiskFull', 'https://ops.example.com/d', 6]],
    ],
    [
      'JSON',
      'a.tf.json',
      '{ "resource": { "grafana_rule_group": { "shop": { "name": "shop", "rule": [\n  { "name": "OrdersLate",\n    "annotations": { "runbook_url": "https://ops.example.com/o" } }\n] } } } }',
      [['OrdersLate', 'https://ops.example.com/o', 3]],
    ],
    ['other resources', 'a.tf', 'resource "aws_s3_bucket" "a" {\n  name = "OrdersLate"\n}\n}\n', []],
    [
      'a choice',
      'a.tf',
      'resource "mimir_rule_group_alerting" "a" {\n  rule {\n    alert = "A"\n    expr = var.a ? "x" : "y"\n  }\n}',
      [['A', '', 3]],
    ],
  ])('%s', (_, path, text, expected) => {
    const { rules, faults } = read(path, text);
    expect(faults).toEqual([]);
    expect(rules.map(({ name, annotations, line }) => [name, annotations['runbook_url'], line])).toEqual(
      expected,
    );
  });
});

test.each([
  [
    'a.yaml',
    "{{- if .Values.on }}\ngroups:\n  - rules:\n      - alert: A\n        expr: 'sum(up) > rate(up)'\n{{- end }}\n",
  ],
  [
    'a.tf',
    'resource "grafana_rule_group" "a" {\n  rule {\n    name = "A"\n    data {\n      model = jsonencode({ expr = "sum(up) > rate(up)" })\n    }\n  }\n}\n',
  ],
  [
    'c.tf',
    'resource "grafana_apps_rules_alertrule_v0alpha1" "a" {\n  metadata {\n    uid = "a"\n  }\n  spec {\n    title = "A"\n    expressions = {\n      "A" = {\n        model = { expr = "sum(up) > rate(up)" }\n      }\n    }\n  }\n}\n',
  ],
  [
    'b.tf',
    'resource "x" "a" {\n  data = <<-EOT\n    groups:\n      - rules:\n          - alert: A\n            expr: "sum(up) > rate(up)"\n  EOT\n}\n',
  ],
])('a part of an expression has its own place in %s', (path, text) => {
  const [rule] = readAlertRules({ path, text, faults: [] }).rules;
  const { start, end } = rule?.locate(['expr'], { start: 10, end: 18 }) ?? {};
  expect(text.slice(start?.offset, end?.offset)).toBe('rate(up)');
});

test('what is read from a template counts, its links land, and it is never written', async () => {
  const book = await bookInMemory({
    'opsbook.yaml': 'site: { title: T, url: https://ops.example.com }\nalerts: { rules: ["c/*", "t/*"] }\n',
    'c/rules.yaml': CHART,
    't/a.tf': GRAFANA,
    'content/runbooks/orders.mdx':
      '---\ntitle: Orders\nalerts: [OrdersLate, OrdersLost]\n---\n\n## Diagnosis\n\nLook.\n',
  });
  const { links, isComplete } = readContract(book);
  expect(links.map(({ rule, landing, named }) => [rule.name, landing?.kind, named.length])).toEqual([
    ['OrdersLate', 'alert', 1],
    ['OrdersLost', undefined, 1],
    ['OrdersLate', 'alert', 1],
  ]);
  expect(isComplete).toBe(false);
  const { files } = annotateBook(book, {
    root: 'https://ops.example.com',
    chosen: new Set(book.alertRules.map(({ path }) => path)),
  });
  expect(
    files.flatMap(({ from, to, left }) => [
      from === to,
      ...left.map(({ alert, reason }) => `${alert}: ${reason}`),
    ]),
  ).toEqual([true, 'OrdersLost: it is read from a template, which is never written', true]);
});
