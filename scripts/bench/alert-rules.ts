import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadBook } from '../../src/runbook/read/load.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';

const FILES = 50;

/** Writes one alert rule for each runbook of a generated book, in 50 files, each rule with a link to its runbook. */
export async function writeBenchRules(root: string): Promise<{ rules: number; files: number }> {
  const ids = [...(await loadBook(folderReader(root))).runbooks.keys()];
  await mkdir(join(root, 'content/alerts'), { recursive: true });
  for (let file = 0; file < FILES; file += 1) {
    const own = ids.filter((_, index) => index % FILES === file);
    const text = `groups:\n  - name: generated-${file}\n    rules:\n${own.map(ruleText).join('')}`;
    await writeFile(join(root, `content/alerts/generated-${file}.rules.yaml`), text);
  }
  return { rules: ids.length, files: FILES };
}

function ruleText(id: string): string {
  const name = id.replace(/(?:^|[^a-z0-9]+)([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
  return `      # Watches ${id}.
      - alert: ${name}
        expr: |
          sum by (namespace, pod) (rate(requests_failed_total{job="${id}"}[5m]))
            / sum by (namespace, pod) (rate(requests_total{job="${id}"}[5m])) > 0.05
        for: 10m
        labels:
          severity: sev2
          team: platform
        annotations:
          summary: Requests of ${id} fail
          description: '{{ $value | humanizePercentage }} of {{ $labels.pod }} fail.'
          runbook_url: '/runbooks/${id}/?namespace={{ $labels.namespace | urlquery }}#diagnosis'
`;
}
