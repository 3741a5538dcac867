import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { tryLink } from '../../src/alerts/try-link.ts';
import { bookInMemory } from '../book-in-memory.ts';

const GUIDE = readFileSync(new URL('../../src/site/manual/alert-links.mdx', import.meta.url), 'utf8');
const block = (title: string): string =>
  new RegExp(`\`\`\`yaml title=${title}\\n([\\s\\S]*?)\`\`\``).exec(GUIDE)?.[1] ?? '';

const RUNBOOK = `---
title: Late orders
alerts: [OrdersLate]
params:
  NAMESPACE: { description: Kubernetes namespace, label: namespace }
  QUEUE: { description: The list that is too long, label: queue }
---
`;

test.each(['content/alerts/shop.rules.yaml', 'grafana-alerts.yaml'])(
  'the link in %s of the manual lands on its runbook, with its labels as values',
  async (title) => {
    const book = await bookInMemory({
      'opsbook.yaml': 'site: { url: "https://ops.example.com" }\n',
      'content/runbooks/late.mdx': RUNBOOK,
      'content/alerts/guide.yaml': block(title),
    });
    const { links, faults } = readContract(book);
    expect(faults).toEqual([]);
    expect(links.map((link) => tryLink(link, { namespace: 'prod', queue: 'a b&c' }))).toMatchObject([
      {
        outcome: 'fails',
        url: 'https://ops.example.com/alerts/OrdersLate/?namespace=prod&queue=a+b%26c',
        lands: 'late',
        problems: [expect.stringContaining('`QUEUE` of late takes no `a b&c`')],
      },
    ]);
    expect(links.map((link) => tryLink(link, {}).outcome)).toEqual(['lands']);
  },
);

const hasAmtool = spawnSync('amtool', ['--version']).status === 0;

test.skipIf(!hasAmtool)(
  hasAmtool
    ? "amtool takes the manual's Alertmanager file"
    : "amtool takes the manual's Alertmanager file (skipped: amtool is not on the PATH)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-amtool-'));
    try {
      const file = join(folder, 'alertmanager.yml');
      const others = [...GUIDE.matchAll(/```yaml\n((?:pagerduty|email|opsgenie)_configs:[\s\S]*?)```/g)];
      const receivers = others.map(
        ([, text = ''], index) => `  - name: other-${index}\n${text.replace(/^(?=.)/gm, '    ')}`,
      );
      expect(receivers).toHaveLength(3);
      const global = 'global: { smtp_smarthost: "localhost:25", smtp_from: a@example.com }\n';
      writeFileSync(file, `${global}${block('alertmanager.yml')}${receivers.join('')}`);
      const { status, stdout, stderr } = spawnSync('amtool', ['check-config', file], { encoding: 'utf8' });
      expect({ status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, said: '' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
