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
      '37: Render this Helm template first, as in `helm template . > rules.yaml`, and name the result in `alerts.rules`',
    ],
    isUnread: true,
  });
});

const RULES_OF = (rules: string): string => `groups:\n  - name: g\n    rules:\n${rules}`;

test.each([
  [
    'ERB',
    `<% p('jobs').each do |job| %>
      - alert: Late
        expr: late{job="<%= job %>"} > <%= p('limit') %>
        for: <%= p('wait') %>
        labels: { team: <%= p('team') %>, severity: sev2 }
        annotations: { summary: "{{ $labels.queue }} above <%= p('limit') %>" }
<% end %>
`,
    "{{ $labels.queue }} above <%= p('limit') %>",
  ],
  [
    'Jinja',
    `{% if late.enabled %}
      - alert: Late
        expr: late > {{ limit }}
        for: {{ wait }}
        labels: { team: {{ team }}, severity: sev2 }
        annotations: { summary: "{% raw %}{{ $labels.queue }}{% endraw %} above {{ limit }}" }
{% endif %}
`,
    '{{ $labels.queue }} above {{ limit }}',
  ],
  [
    'Jinja without blocks',
    `      - alert: Late
        expr: late > {{ limit }}
        labels: { severity: sev2 }
        annotations: { summary: "{{ '{{' }} $labels.queue {{ '}}' }}" }
`,
    '{{ $labels.queue }}',
  ],
  [
    'templatefile',
    `%{ for job in jobs ~}
      - alert: Late
        expr: late{job="\${job}"} > \${limit}
        labels: { severity: sev2 }
        annotations: { summary: "{{ $labels.queue }} above \${limit}" }
%{ endfor ~}
`,
    '{{ $labels.queue }} above ${limit}',
  ],
  [
    'square brackets',
    `      - alert: Late
        expr: late > [[ .Limit ]]
        for: [[ .Wait ]]
        labels: { severity: sev2 }
        annotations: { summary: "{{ $labels.queue }} above [[ .Limit ]]" }
`,
    '{{ $labels.queue }} above [[ .Limit ]]',
  ],
  [
    'ytt',
    `      - alert: Late
        expr: #@ "late > {}".format(data.values.limit)
        labels: { severity: sev2 }
        annotations: { summary: "{{ $labels.queue }}" }
`,
    '{{ $labels.queue }}',
  ],
  [
    'names between at signs',
    `      - alert: Late
        expr: late > @LIMIT@
        for: @WAIT@
        labels: { severity: sev2 }
        annotations: { summary: "{{ $labels.queue }} above @LIMIT@" }
`,
    '{{ $labels.queue }} above @LIMIT@',
  ],
])('of a template of %s, the alert is read without a finding', (_, rules, summary) => {
  const { rules: found, faults } = read('rules/a.yml', RULES_OF(rules));
  const labels = { severity: 'sev2' };
  const rest = { expression: '', duration: undefined, readFrom: 'template', labels };
  expect(found).toMatchObject([{ name: 'Late', ...rest, annotations: { summary } }]);
  expect(found[0]?.labels).toEqual(labels);
  expect(faults).toEqual([]);
});

test.each([
  [
    'the values of a chart',
    "serverFiles:\n  alerting_rules.yml:\n    groups:\n      - name: g\n        rules:\n          - { alert: Late, expr: late > 5, annotations: { summary: '{{ $labels.queue }}' } }\n",
  ],
  [
    'an object that Flux gives to a chart',
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n    additionalPrometheusRulesMap:\n      late:\n        groups:\n          - name: g\n            rules:\n              - alert: Late\n                expr: late > 5\n                annotations: { summary: '{{ $labels.queue }}' }\n",
  ],
  [
    'the variables of a role',
    "prometheus_alert_rules:\n  - alert: Late\n    expr: late > 5\n    annotations: { summary: '{% raw %}{{ $labels.queue }}{% endraw %}' }\n",
  ],
  [
    'a part of a chart',
    'groups:\n- name: g\n  rules:\n  - alert: Late\n    expr: late > 5\n    labels: { team: {{ required "x" $.Values.team }} }\n    annotations: { summary: "{{`{{ $labels.queue }}`}}" }\n',
  ],
])('alerts in %s are read', (_, text) => {
  const { rules, faults, isUnread } = read('a.yaml', text);
  expect(rules).toMatchObject([
    { name: 'Late', expression: 'late > 5', annotations: { summary: '{{ $labels.queue }}' } },
  ]);
  expect(faults).toEqual([]);
  expect(isUnread).toBe(true);
});

test('settings without an alert hold no rule, and that is said', () => {
  const { rules, faults } = read('a.yaml', 'kind: Deployment\nspec: { alert: yes }\n');
  expect({ rules, faults }).toEqual({
    rules: [],
    faults: ['1: Take this file out of `alerts.rules`, or write rules below `groups'],
  });
});

test('a name that only a template tells is said once, and by its engine', () => {
  const made = RULES_OF("      - alert: Late<%= p('x') %>\n        expr: up == 0\n");
  expect(read('a.yml', made).faults).toEqual([
    '4: Render this ERB template first, as BOSH, Chef and Puppet do, and name the result in `alerts.rules`',
  ]);
});

test('what is filled in before Prometheus reads it is no fault, and all else is', async () => {
  const faultsOf = async (expr: string, wait: string): Promise<string[]> => {
    const text = RULES_OF(`      - { alert: Late, expr: '${expr}', for: '${wait}' }\n`);
    const book = await bookInMemory({ 'opsbook.yaml': 'alerts: { rules: [r.yml] }\n', 'r.yml': text });
    const { faults, links } = readContract(book);
    const refused = links.flatMap(({ reading }) => (reading.fault ? [reading.fault.reason] : []));
    return [...faults.map(({ fault }) => fault.message), ...refused];
  };
  expect(await faultsOf('late{cluster="${CLUSTER}"} > ${LIMIT}', '${WAIT}')).toEqual([]);
  expect(await faultsOf('late > @LIMIT@', '5m')).toEqual([]);
  expect(await faultsOf('late[$__rate_interval] > 5', '5m')).toHaveLength(1);
  expect(await faultsOf('late > $limit', '$wait')).toHaveLength(2);
  expect(await faultsOf('late >> ${LIMIT', '${WAIT')).toHaveLength(2);
});

test('an action that does not end, and thousands of them, are read once', () => {
  for (const text of [
    '{{ '.repeat(50_000),
    '{{ "a'.repeat(20_000),
    '{{/*'.repeat(20_000),
    '{% raw %}{{ x }}{% endraw %}'.repeat(20_000),
    '{{ `'.repeat(20_000),
  ])
    expect(read('chart/a.yaml', `- alert: A\n  x: {{ .Values.a }}\n${text}`).rules.length).toBeLessThan(2);
  for (const text of [
    '<% '.repeat(50_000),
    '{% raw %}{{ x }}{% endraw %}'.repeat(20_000),
    '{% raw %}'.repeat(50_000),
    '{% if '.repeat(50_000),
    '{{ "'.repeat(50_000),
    '%{ if '.repeat(50_000),
    '[[ .a'.repeat(50_000),
    '@A'.repeat(50_000),
  ])
    for (const sign of ['<%= a %>', '{% if a %}\n', '%{ if a }\n', '[[ .a ]]', 'x: @A@\n'])
      expect(read('a.yaml', `${sign}- alert: A\n  x: ${text}`).rules.length).toBeLessThan(2);
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
