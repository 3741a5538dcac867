import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { keepRules, rulesOf } from '../../src/alerts/kept-rules.ts';
import type { KeptRules } from '../../src/alerts/kept-rules.ts';
import { readAlertRules, recallAlertRules, whatWasRead } from '../../src/alerts/read-rules.ts';
import { assembleBook } from '../../src/runbook/book.ts';
import { readSettings } from '../../src/runbook/schema/read-settings.ts';
import type { SourceText } from '../../src/runbook/read/source-text.ts';

/** A file of each kind that rules are read from. */
const FILES: Readonly<Record<string, string>> = {
  'rules.yaml': `groups:
  - name: queue
    labels: { team: shop }
    rules:
      - record: queue:depth
        expr: sum(queue_depth)
      - alert: QueueFull
        expr: queue_depth > 100
        for: 5m
        labels: { severity: sev2 }
        annotations:
          summary: "{{ $labels.queue }} holds {{ $value }}"
          runbook_url: https://ops.example/alerts/QueueFull/
      - alert: NoExpression
        fro: 5m
`,
  'grafana.yaml': `apiVersion: 1
groups:
  - name: disk
    rules:
      - title: Disk is full
        condition: C
        data:
          - refId: A
            model: { expr: disk_free }
          - refId: B
            model: { expr: disk_size }
        for: 5m
        annotations: { runbook_url: https://ops.example/ }
`,
  'chart.yaml': `{{- if .Values.on }}
groups:
  - name: shop
    rules:
    - alert: OrdersLate
      expr: late{job="{{ .Values.job }}"} > 5
      labels: { team: shop }
{{- end }}
`,
  'alerts.tf': `resource "grafana_rule_group" "a" {
  rule {
    name = "OrdersLost"
    annotations = { runbook_url = "https://ops.example/" }
  }
}
`,
  'saved.json':
    '{"data":{"groups":[{"name":"g","rules":[{"name":"Down","query":"up == 0","type":"alerting"}]}]}}',
  'broken.yaml': 'groups: [\n',
};

/** All that may be asked of a reading. */
function all({ rules, recordings, ...rest }: ReturnType<typeof readAlertRules>): unknown {
  const paths = [
    ['alert'],
    ['expr'],
    ['for'],
    ['labels', 'severity'],
    ['annotations', 'runbook_url'],
    ['gone'],
  ];
  const placed = [...rules, ...recordings].map((rule) =>
    paths.flatMap((path) => [
      rule.locate(path),
      rule.locate(path, 'key'),
      rule.locate(path, { start: 1, end: 2 }),
    ]),
  );
  // As pages are told of it: their digests hang on the order too.
  return [JSON.stringify({ rules, recordings }), { rest, placed }];
}

describe('what was kept of a rule file', () => {
  it.each(Object.entries(FILES))('says the same as %s itself', (path, text) => {
    const source: SourceText = { path, text, faults: [] };
    const read = readAlertRules(source);
    let times = 0;
    const kept = rulesOf(structuredClone(keepRules(read)), () => {
      times += 1;
      return readAlertRules({ ...source });
    });
    expect(JSON.stringify([kept.rules, kept.recordings])).toBe(JSON.stringify([read.rules, read.recordings]));
    expect(times).toBe(0);
    expect(all(kept)).toEqual(all(read));
    expect(times).toBe(read.rules.length + read.recordings.length > 0 ? 1 : 0);
  });

  it('stands for a file that nobody has read yet, and for no other', () => {
    const source: SourceText = { path: 'rules.yaml', text: FILES['rules.yaml'] ?? '', faults: [] };
    expect(whatWasRead(source)).toBe(undefined);
    const own = keepRules(readAlertRules({ ...source }));
    const other = { ...own, rules: own.rules.map((rule) => ({ ...rule, name: 'Kept' })) };
    recallAlertRules(source, other);
    recallAlertRules(source, own);
    expect(readAlertRules(source).rules.map(({ name }) => name)).toEqual(['Kept', 'Kept']);
    expect(whatWasRead(source)).toEqual(other);
    expect(readAlertRules({ ...source }).rules.map(({ name }) => name)).toEqual([
      'QueueFull',
      'NoExpression',
    ]);
  });
});

describe('what expressions were read as', () => {
  const text =
    'groups:\n  - name: a\n    rules:\n      - { alert: A, expr: "sum by (queue) (late) default 0 > 5" }\n';
  const contractOf = (source: SourceText, dialect: string) =>
    readContract(
      assembleBook({
        reading: readSettings(
          {
            ...{ path: 'opsbook.yaml', faults: [] },
            text: `alerts: { rules: [rules.yaml], dialect: ${dialect} }\n`,
          },
          true,
        ),
        ...{ texts: [source], paths: [source.path], refused: [] },
      }),
    );

  it('is kept with their file, for the dialect that they were read in', () => {
    const source = { path: 'rules.yaml', text, faults: [] };
    const [first] = contractOf(source, 'metricsql').links;
    expect(first?.reading.fault).toBeUndefined();
    const kept = deserialize(serialize(whatWasRead(source))) as KeptRules;
    expect(kept.expressions?.size).toBe(1);
    const again = { ...source };
    recallAlertRules(again, kept);
    const [known] = kept.expressions?.values() ?? [];
    expect(contractOf(again, 'metricsql').links[0]?.reading).toBe(known);
    expect(known).toEqual(first?.reading);
    expect(contractOf(again, 'promql').links[0]?.reading.fault?.metricsql).toBe('default');
  });
});
