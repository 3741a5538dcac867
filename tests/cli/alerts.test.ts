import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeFiles } from '../site/write-files.ts';
import { call } from './call.ts';

let folder: string;
let root: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-alerts-'));
  root = join(folder, 'book');
  await writeFiles(folder, {
    'book/opsbook.yaml': 'site: { url: "https://ops.example.com" }\nalerts: { rules: [../rules/*.yaml] }\n',
    'book/content/services/worker.yaml':
      'name: Worker\nsystem: shop\nowner: platform\ndescription: Sends orders.\n',
    'book/content/teams.yaml': "platform: { name: Platform, contact: ['#platform'] }\n",
    'book/content/severities.yaml': 'sev2: { title: SEV2, meaning: Late. }\n',
    'book/content/runbooks/shop/late.mdx': `---
title: Late orders
kind: incident
summary: Orders are late.
service: worker
owner: platform
severity: sev2
symptoms: [Orders are late]
alerts: [OrdersLate]
params:
  QUEUE: { description: The queue, label: queue, pattern: '[a-z]+' }
---

## Diagnosis

\`\`\`bash {name=depth risk=read}
redis-cli LLEN "$QUEUE"
\`\`\`

## Mitigation

Start a worker.
`,
    'rules/shop.yaml': `groups:
  - name: shop
    rules:
      - alert: OrdersLate
        expr: max by (queue) (orders_late) > 5
        labels: { severity: sev2, service: worker, team: platform }
      - alert: OrdersLost
        expr: sum by (shop) (orders_lost{region="eu"}) > 0
        for: 10m
        labels: { severity: sev2, service: worker, team: platform }
        annotations:
          summary: Orders of a shop are lost
          description: '{{ $value }} orders of {{ $labels.shop }} are lost. Customers of {{ $labels.shop | reReplaceAll "^([^:]+).*" "${1}" }} wait.'
`,
  });
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(...argv: readonly string[]) {
  return call(root, ...argv, '--root', root, '--allow-outside');
}

test('rules outside the book are read only where the caller allows it', async () => {
  const given = ['--root', root];
  const without =
    'opsbook: `alerts.rules` names `../rules/*.yaml`, outside the book. Give --allow-outside to have it read.\n';
  expect(await call(root, 'alerts', 'check', ...given)).toMatchObject({ status: 2, said: without });
  const linted = await call(root, 'lint', ...given);
  expect(linted.status).toBe(1);
  expect(linted.out).toContain('opsbook.yaml:2:19  error  Give `--allow-outside` to read `../rules/*.yaml`');
  expect((await run('lint')).out).not.toContain('--allow-outside');
});

describe('opsbook alerts check', () => {
  test('shows which alert has a runbook, and fails while one has none', async () => {
    const { status, out } = await run('alerts', 'check');
    expect(status).toBe(1);
    expect(out).toMatch(/\.\.\/rules\/shop\.yaml:7:16 {2}error {2}Write a runbook for `OrdersLost`/);
    expect(out).toMatch(/^OrdersLost +sev2 +platform +none yet$/m);
    expect(out).toMatch(/^OrdersLate +sev2 +platform +shop\/late$/m);
    expect(out).toContain('1 of 2 alerts have a runbook. 1 has none');
  });

  test('says the same as JSON and as Markdown', async () => {
    const { alerts, total, byTeam, bySeverity, findings } = JSON.parse(
      (await run('alerts', 'check', '--format', 'json')).out,
    );
    expect({ total, byTeam, bySeverity }).toEqual({
      total: { name: 'all', alerts: 2, covered: 1, missing: 1 },
      byTeam: [{ name: 'platform', alerts: 2, covered: 1, missing: 1 }],
      bySeverity: [{ name: 'sev2', alerts: 2, covered: 1, missing: 1 }],
    });
    expect(alerts[0]).toEqual({
      name: 'OrdersLost',
      state: 'missing',
      severities: ['sev2'],
      team: 'platform',
      service: 'worker',
      runbooks: [],
      rules: [{ path: '../rules/shop.yaml', line: 7, severity: 'sev2' }],
    });
    expect(findings.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['alert-has-runbook']);
    const { out } = await run('alerts', 'check', '--format', 'markdown');
    expect(out).toContain('| `OrdersLost` | sev2 | platform | worker | **none yet** |');
    expect(out).toContain('| platform | 2 | 1 | 1 |');
  });

  test('takes the rules of a running Prometheus, saved to a file', async () => {
    const answer = {
      status: 'success',
      data: {
        groups: [
          {
            name: 'a',
            file: 'a',
            rules: [
              { type: 'alerting', name: 'OrdersLate', query: 'up', duration: 0, labels: {}, annotations: {} },
            ],
          },
        ],
      },
    };
    writeFileSync(join(root, 'rules.json'), JSON.stringify(answer));
    const { status, out } = await run('alerts', 'check', '--from', 'rules.json');
    expect({ status, out: out.split('\n').at(-2) }).toEqual({
      status: 0,
      out: '1 of 1 alert has a runbook.',
    });
  });

  test.each([
    [['--from', 'gone.json'], 'there is no such file'],
    [['--from', 'opsbook.yaml'], 'there are no alert rules in it'],
    [['--from', 'http://127.0.0.1:1/'], 'the server does not answer'],
    [['x'], 'alerts check takes no arguments, not `x`'],
  ])('%j is wrong usage', async (words, reason) => {
    const { status, said } = await run('alerts', 'check', ...words);
    expect({ status, said }).toEqual({ status: 2, said: expect.stringContaining(reason) });
  });
});

describe('opsbook alerts annotate', () => {
  test('shows the change, writes it, and then has nothing to do', async () => {
    const file = join(folder, 'rules/shop.yaml');
    const before = readFileSync(file, 'utf8');
    const shown = await run('alerts', 'annotate');
    expect(shown.out).toContain(
      "+          runbook_url: 'https://ops.example.com/alerts/OrdersLate/?queue={{ $labels.queue | urlquery }}'",
    );
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect((await run('alerts', 'annotate', '--write')).out).toBe('../rules/shop.yaml: written\n');
    expect(await run('alerts', 'annotate', '--write')).toEqual({
      status: 0,
      out: '',
      said: 'No link is to write.\n1 of 2 rules led to a runbook before, 1 do now.\n',
    });
    const { status, out } = await run('alerts', 'test', 'OrdersLate');
    expect(status).toBe(0);
    expect(out).toContain('https://ops.example.com/alerts/OrdersLate/?queue=prod\n  shop/late (QUEUE=prod)');
    expect((await run('alerts', 'test', 'OrdersLate', '--label', 'queue=A7')).out).toContain(
      '`QUEUE` of shop/late takes no `A7`',
    );
  });

  test('never makes a landing worse, and says how many rules lead to a runbook', async () => {
    const link = 'https://git.example.com/acme/ops/tree/master/book/content/runbooks/all.md#ordersearly';
    const text = `groups:
  - name: shop
    rules:
      - { alert: OrdersEarly, expr: up, annotations: { runbook_url: "${link}" } }
      - { alert: OrdersLost, expr: up, annotations: { runbook_url: "https://wiki.example.com/lost" } }
      - { alert: OrdersLate, expr: up }
`;
    await writeFiles(folder, {
      'book/opsbook.yaml':
        'site: { url: "https://ops.example.com", repository: "https://git.example.com/acme/ops" }\nalerts: { rules: [../rules/*.yaml] }\n',
      'book/content/runbooks/all.md': '# All\n\n## OrdersEarly\n\nLook.\n\n## OrdersLost\n\nLook.\n',
      'rules/shop.yaml': text,
    });
    const { status, said } = await run('alerts', 'annotate', '--write');
    expect({ status, said }).toEqual({
      status: 0,
      said:
        '1 link to https://wiki.example.com left alone: whether anything is there, only asking could tell. `--replace https://wiki.example.com` gives them up.\n' +
        '1 link written.\n1 of 3 rules led to a runbook before, 2 do now.\n',
    });
    expect(readFileSync(join(folder, 'rules/shop.yaml'), 'utf8')).toContain(`"${link}"`);
    const given = await run('alerts', 'annotate', '--replace', 'https://wiki.example.com/');
    expect(given.said).toBe(
      '1 link to write: --write does it.\n2 of 3 rules led to a runbook before, 3 would now.\n',
    );
  });

  const BRIEF_BOOK = {
    'book/opsbook.yaml': 'site: { url: "https://ops.example.com" }\nalerts: { rules: [../rules/*.yaml] }\n',
    'book/content/teams.yaml': 'shop: { name: Shop, contact: ["#shop-ops", phone] }\n',
    'book/content/runbooks/packs.md': `---
title: Late
owner: shop
alerts: [PacksLate]
---

## Meaning

The queue "orders" is {{too}} long: nobody packs.
A second sentence is left out.

## Mitigation

\`\`\`sh
kubectl -n shop delete pod worker-0
\`\`\`

## Diagnosis

\`\`\`sh
frobnicate --all
\`\`\`

\`\`\`sh
kubectl -n shop get pods \\
  -l 'app=worker' -o go-template='{{.items}}'
\`\`\`

## PacksLost

Orders are gone.
`,
  };
  const BRIEF =
    'The queue \\"orders\\" is {{ \\"{{\\" }}too}} long: nobody packs.' +
    "\\nCheck: kubectl -n shop get pods -l 'app=worker' -o go-template='{{ \\\"{{\\\" }}.items}}'" +
    '\\nAsk: Shop, #shop-ops';

  test('--brief writes what the runbook says in short, and nothing else changes', async () => {
    const rules = (late: string, lost: string): string =>
      `groups:\n  - name: shop # ours\n    rules:\n      - alert: PacksLate\n        expr: up\n${late}      - { alert: PacksLost, expr: up${lost} }\n`;
    await writeFiles(folder, { ...BRIEF_BOOK, 'rules/shop.yaml': rules('', '') });
    const shown = await run('alerts', 'annotate', '--brief');
    expect(shown.out).toContain('runbook_brief');
    expect(readFileSync(join(folder, 'rules/shop.yaml'), 'utf8')).toBe(rules('', ''));
    const { status, said } = await run('alerts', 'annotate', '--brief', '--write');
    expect({ status, said }).toEqual({
      status: 0,
      said: '2 links written.\n2 texts of runbooks written.\n0 of 2 rules led to a runbook before, 2 do now.\n',
    });
    const link = 'https://ops.example.com/alerts/';
    const written = rules(
      `        annotations:\n          runbook_url: '${link}PacksLate/'\n          runbook_brief: "${BRIEF}"\n`,
      `, annotations: { runbook_url: '${link}PacksLost/', runbook_brief: "Orders are gone.\\nAsk: Shop, #shop-ops" }`,
    );
    expect(readFileSync(join(folder, 'rules/shop.yaml'), 'utf8')).toBe(written);
    expect((await run('alerts', 'annotate', '--brief')).said).toBe(
      'No link is to write.\n2 of 2 rules led to a runbook before, 2 do now.\n',
    );
    expect((await run('alerts', 'check')).out).not.toContain('alert-rules-valid');
  });

  test('--brief takes the annotation of the settings, and leaves what people wrote there', async () => {
    const text = `groups:
  - name: shop
    rules:
      - { alert: PacksLate, expr: up, annotations: { description: Ours } }
      - { alert: PacksLate, expr: up, annotations: { description: "Old\\nAsk: nobody" } }
      - { alert: Other, expr: up }
`;
    const settings = (name: string): string =>
      `site: { url: "https://ops.example.com" }\nalerts: { rules: [../rules/*.yaml], brief: ${name} }\n`;
    await writeFiles(folder, {
      ...BRIEF_BOOK,
      'book/opsbook.yaml': settings('description'),
      'rules/shop.yaml': text,
    });
    const { out, said } = await run('alerts', 'annotate', '--brief');
    expect(said).toContain('PacksLate was left alone: its `description` was written by hand.');
    expect(said).toContain('1 text of runbooks to write: --write does it.');
    expect(out).toContain('description: Ours, runbook_url:');
    writeFileSync(join(root, 'opsbook.yaml'), settings('runbook'));
    expect(await run('alerts', 'annotate', '--brief')).toMatchObject({
      status: 2,
      said: expect.stringContaining('`alerts.brief` names `runbook`, which holds links'),
    });
  });

  test('asks for the address of the site where there is none', async () => {
    writeFileSync(join(root, 'opsbook.yaml'), 'alerts: { rules: [../rules/*.yaml] }\n');
    expect(await run('alerts', 'annotate')).toMatchObject({
      status: 2,
      said: expect.stringContaining('site.url'),
    });
    expect((await run('alerts', 'annotate', '--url', 'https://x.example.com/ops/')).out).toContain(
      "'https://x.example.com/ops/alerts/OrdersLate/?queue=",
    );
    expect(await run('alerts', 'annotate', '--url', 'x')).toMatchObject({ status: 2 });
    expect(await run('alerts', 'annotate', 'gone.yaml', '--url', 'https://x.example.com')).toMatchObject({
      status: 2,
    });
  });
});

describe('opsbook alerts stub', () => {
  test('begins a runbook that lint can read, and says what is still to write', async () => {
    const { out, said } = await run('alerts', 'stub', 'orders-lost');
    expect(said).toContain('content/runbooks/shop/orders-lost.mdx');
    expect(out).toContain(`title: Orders lost
kind: incident
summary: Orders of a shop are lost
service: worker
owner: platform
severity: sev2
symptoms:
  - Orders of a shop are lost
  - Customers of the shop wait.
alerts: [OrdersLost]
params:
  SHOP: { description: The shop in the alert, label: shop }
status: draft
`);
    expect(out).toContain(
      '```promql {name=alert-expression}\nsum by (shop) (orders_lost{region="eu"}) > 0\n```',
    );
    expect(await run('alerts', 'stub', '--missing', '--write')).toMatchObject({
      status: 0,
      out: 'content/runbooks/shop/orders-lost.mdx: written\n',
    });
    const linted = await run('lint', 'content/runbooks/shop/orders-lost.mdx', '--format', 'json');
    const findings: { ruleId: string; level: string; message: string }[] = JSON.parse(linted.out);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect(findings.filter(({ ruleId }) => ruleId === 'draft-written').map(({ message }) => message)).toEqual(
      [
        'Write `Impact`: there is no text under this heading yet.',
        'Write `Mitigation`: there is no text under this heading yet.',
        'Write `Verification`: there is no text under this heading yet.',
        'Write `Rollback`: there is no text under this heading yet.',
        'Write `Escalation`: there is no text under this heading yet.',
      ],
    );
    expect((await run('alerts', 'stub', 'OrdersLost', '--write')).said).toContain('left alone');
  });

  test('drafts of any rules pass lint, share a page between grades, and read as sentences', async () => {
    await writeFiles(folder, {
      'rules/shop.yaml': `groups:
  - name: disk
    rules:
      - alert: DiskFullWarning
        expr: sum by (namespace, pod) (disk) > 80
        labels: { severity: warning, team: nobody }
        annotations: { summary: 'Disk full (instance {{ $labels.instance }})', description: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} has a full disk. {{ $value }}% of it.' }
      - { alert: DiskFullCritical, expr: sum by (pod) (disk) > 90, labels: { severity: critical } }
`,
      'book/opsbook.yaml':
        'site: { url: "https://ops.example.com" }\nalerts: { rules: [../rules/*.yaml], severities: { warning: sev2, critical: sev1 } }\n',
    });
    const path = 'content/runbooks/nobody/disk-full.mdx';
    expect((await run('alerts', 'stub', '--missing', '--write')).out).toBe(`${path}: written\n`);
    const draft = readFileSync(join(root, path), 'utf8');
    expect(draft).toContain(`title: Disk full
kind: incident
summary: Disk full
severity: sev2
symptoms:
  - Disk full
  - Pod has a full disk.
alerts: [DiskFullCritical, DiskFullWarning]
`);
    const linted = await run('lint', path, '--format', 'json');
    const findings: { level: string }[] = JSON.parse(linted.out);
    expect(findings.filter(({ level }) => level === 'error')).toEqual([]);
    expect((await run('alerts', 'stub', '--missing')).said).toBe('Every alert has a runbook.\n');
  });

  test.each([
    [[], 'name one alert'],
    [['Ordrslost'], 'Did you mean `OrdersLost`?'],
  ])('%j is wrong usage', async (words, reason) => {
    expect(await run('alerts', 'stub', ...words)).toMatchObject({
      status: 2,
      said: expect.stringContaining(reason),
    });
  });
});

test('an alert without a link fails the test of links', async () => {
  const { status, out } = await run('alerts', 'test', '--format', 'json');
  expect(status).toBe(1);
  expect(
    JSON.parse(out).map(({ alert, outcome }: { alert: string; outcome: string }) => [alert, outcome]),
  ).toEqual([
    ['OrdersLate', 'fails'],
    ['OrdersLost', 'fails'],
  ]);
});
