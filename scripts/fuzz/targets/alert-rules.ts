import { readContract } from '../../../src/alerts/contract.ts';
import { readAlertRules } from '../../../src/alerts/read-rules.ts';
import { tryLink } from '../../../src/alerts/try-link.ts';
import { decodeText } from '../../../src/runbook/read/source-text.ts';
import { bookInMemory } from '../../../tests/book-in-memory.ts';
import { mutatedFile } from '../mutated-text.ts';
import type { MutatedFile } from '../mutated-text.ts';
import { mustLieInside } from '../ranges-inside.ts';
import { sourceFiles } from '../source-files.ts';
import { fuzzTarget } from '../target.ts';

const GRAFANA = `apiVersion: 1
groups:
  - name: shop
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
            model: { type: threshold, expression: A, conditions: [{ evaluator: { params: [5], type: gt } }] }
        annotations: { runbook_url: 'http://localhost:4321/alerts/OrdersLate/?queue={{ $labels.queue }}' }
`;

const ANSWER = JSON.stringify(
  {
    status: 'success',
    data: {
      groups: [
        {
          name: 'shop',
          rules: [
            {
              type: 'alerting',
              name: 'OrdersLate',
              query: 'sum by (queue) (orders_late) > 5',
              duration: 300,
              labels: { severity: 'sev2' },
              annotations: { runbook_url: 'http://localhost:4321/alerts/OrdersLate/' },
            },
          ],
        },
      ],
    },
  },
  undefined,
  1,
);

function ruleFiles(): readonly MutatedFile[] {
  const plain = sourceFiles().filter(({ path }) => path.endsWith('.rules.yaml'));
  const objects = plain.map(({ path, text }) => ({
    path: path.replace('.rules.', '-object.rules.'),
    text: `kind: PrometheusRule\nmetadata: { name: x }\nspec:\n${text.replace(/^(?=.)/gm, '  ')}`,
  }));
  return [
    ...plain,
    ...objects,
    { path: 'content/alerts/grafana.rules.yaml', text: GRAFANA },
    { path: 'content/alerts/answer.rules.json', text: ANSWER },
  ];
}

/** Whatever stands in a file of alert rules, it is read, and its links are followed. */
export const alertRules = fuzzTarget({
  name: 'alert-rules',
  holds: 'rule files are read, every range lies in its file, and every link can be tried',
  inputs: mutatedFile(ruleFiles()),
  roundsInTests: 60,
  async check({ path, text }) {
    const source = decodeText(path, new TextEncoder().encode(text));
    const reading = readAlertRules(source);
    // A file that is refused is not read on: its fault lies in what was given.
    mustLieInside(reading, source.text === '' ? text : source.text);
    for (const rule of reading.rules)
      for (const field of [
        ['alert'],
        ['expr'],
        ['annotations', 'runbook_url'],
        ['labels', 'severity'],
        ['for'],
      ])
        mustLieInside([rule.locate(field), rule.locate(field, 'key')], source.text);
    const contract = readContract(await bookInMemory({ 'opsbook.yaml': SETTINGS, [path]: text }));
    for (const link of contract.links) tryLink(link, {});
  },
});

const SETTINGS = 'site: { title: Example, url: "http://localhost:4321" }\n';
