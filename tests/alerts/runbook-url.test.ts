import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
import { wantedLink } from '../../src/alerts/link-template.ts';
import type { Book } from '../../src/runbook/book.ts';
import { bookInMemory } from '../book-in-memory.ts';

const RUNBOOK = '---\ntitle: Late\nalerts: [OrdersLate]\n---\n\n## Diagnosis\n\nLook.\n';
const SITE =
  'site: { url: "https://ops.example.com", base: /book, repository: "https://github.com/shop/ops", branch: main }\nalerts: { elsewhere: ["https://wiki.example.com/ok/"] }\n';

async function land(url: string, settings = SITE): Promise<unknown> {
  const book = await bookInMemory({
    'opsbook.yaml': settings,
    'content/runbooks/shop/late.mdx': RUNBOOK,
    'content/alerts/a.yaml': `groups: [{ name: a, rules: [{ alert: OrdersLate, expr: up, labels: { team: shop }, annotations: { runbook_url: ${JSON.stringify(url)} } }] }]\n`,
  });
  const [link] = readContract(book).links;
  const { kind, ...rest } = link?.landing ?? { kind: 'none' };
  const more = rest as { anchor?: string; better?: string; nearest?: string; isAllowed?: boolean };
  return [kind, more.anchor || undefined, more.better ?? more.nearest ?? more.isAllowed]
    .filter((x) => x !== undefined)
    .join(' ');
}

describe('the link of a rule leads', () => {
  test.each([
    ['https://ops.example.com/book/runbooks/shop/late/', 'page'],
    ['http://OPS.example.com/book/runbooks/shop/late/#diagnosis', 'page diagnosis'],
    [
      'https://ops.example.com/book/runbooks/shop/late/?pod={{ $labels.pod | urlquery }}#diagnosis',
      'page diagnosis',
    ],
    ['https://ops.example.com/book/runbooks/shop/late', 'page /runbooks/shop/late/'],
    ['https://ops.example.com/book/runbooks/Shop/Late/', 'nowhere /runbooks/shop/late/'],
    ['https://ops.example.com/book/runbooks/shop/lat/', 'nowhere /runbooks/shop/late/'],
    ['https://ops.example.com/book/runbooks/shop/late/#diagnosys', 'nowhere #diagnosis'],
    ['https://ops.example.com/other/', 'elsewhere false'],
    ['https://ops.example.com/book/alerts/OrdersLate/?x=1', 'alert'],
    ['https://ops.example.com/book/alerts/{{ $labels.alertname }}/', 'alert'],
    ['https://ops.example.com/book/alerts/orders-late/', 'alert /alerts/OrdersLate/'],
    ['https://ops.example.com/book/alerts/OrderLate/', 'nowhere /alerts/OrdersLate/'],
    ['https://ops.example.com/book/runbooks/{{ $labels.team }}/late/', 'page'],
    ['https://ops.example.com/book/runbooks/{{ $labels.pod }}/late/', 'untold'],
    ['https://ops.example.com/book/runbooks/{{ humanize $value }}/late/', 'untold'],
    ['https://github.com/shop/ops/blob/main/content/runbooks/shop/late.mdx#diagnosis', 'page diagnosis'],
    ['https://github.com/shop/ops/blob/main/content/runbooks/shop/late.mdx#Diagnosis', 'page diagnosis'],
    ['https://github.com/shop/ops/blob/main/content/runbooks/shop/late.mdx#Gone', 'nowhere'],
    ['https://github.com/shop/ops/blob/release/content/runbooks/shop/late.mdx', 'page'],
    ['https://github.com/shop/ops/blob/main/docs/content/runbooks/shop/late.mdx', 'page'],
    ['https://github.com/shop/ops/-/blob/main/content/runbooks/shop/late.mdx', 'page'],
    ['https://github.com/shop/ops/blob/main/content/runbooks/shop/gone.mdx', 'nowhere'],
    ['https://wiki.example.com/ok/late', 'elsewhere true'],
    ['https://wiki.example.com/late', 'elsewhere false'],
    ['content/runbooks/shop/late.mdx#diagnosis', 'page diagnosis'],
    ['../runbooks/shop/late.mdx', 'page'],
    ['/runbooks/shop/late/', 'page'],
    ['/book/runbooks/shop/late/', 'page'],
    ['javascript:alert(1)', 'nowhere'],
    ['late.mdx', 'nowhere'],
  ])('%s', async (url, landing) => {
    expect(await land(url)).toBe(landing);
  });

  test('an alert with a slash by `-`, which is its address, and a twin of it by its own', async () => {
    const rules = ['a/b', 'a-b'].map((alert) => ({
      alert,
      expr: 'up',
      annotations: { runbook_url: 'https://ops.example.com/book/alerts/a-b/' },
    }));
    const book = async (own: unknown[]): Promise<Book> =>
      bookInMemory({
        'opsbook.yaml': SITE,
        'content/runbooks/late.mdx': RUNBOOK.replace('[OrdersLate]', '[a/b, a-b]'),
        'content/alerts/a.yaml': `groups: [{ name: a, rules: ${JSON.stringify(own)} }]\n`,
      });
    for (const own of [rules, rules.slice(0, 1)])
      for (const link of readContract(await book(own)).links) {
        expect(link.landing).not.toHaveProperty('better');
        expect(wantedLink(link, { root: 'https://ops.example.com/book' })).toEqual({ kind: 'keep' });
      }
  });

  const OTHERS =
    'site: { url: "https://ops.example.com" }\nalerts: { addresses: ["https://hugo.example.com/docs/", "https://*.prod.example.com", "https://github.com/shop/old"] }\n';

  test.each([
    ['https://hugo.example.com/docs/runbooks/shop/late', 'page'],
    ['http://hugo.example.com/docs/content/runbooks/shop/late/#diagnosis', 'page diagnosis'],
    ['https://hugo.example.com/docs/en/shop/LATE.html', 'page'],
    ['https://hugo.example.com/docs/shop/late.md#diagnosys', 'nowhere #diagnosis'],
    ['https://hugo.example.com/docs/other/late', 'nowhere'],
    ['https://hugo.example.com/docs/shop/lat', 'nowhere shop/late'],
    ['https://hugo.example.com/docs/alerts/OrdersLate/', 'alert'],
    ['https://hugo.example.com/other/shop/late', 'elsewhere false'],
    ['https://eu.prod.example.com/shop/late', 'page'],
    ['https://{{ $externalLabels.cluster }}.prod.example.com/shop/late', 'page'],
    ['https://{{ $externalLabels.cluster }}.prod.example.com/shop/gone', 'nowhere'],
    ['https://{{ $externalLabels.host }}/alerts/OrdersLate/', 'alert'],
    ['https://{{ $externalLabels.host }}/wiki/late', 'untold'],
    ['https://github.com/shop/old/tree/v1/content/runbooks/shop/late.mdx#diagnosis', 'page diagnosis'],
    [
      'https://github.com/shop/old/tree/v1/content/runbooks/shop/lat.mdx',
      'nowhere content/runbooks/shop/late.mdx',
    ],
  ])('by another address of the book, %s', async (url, landing) => {
    expect(await land(url, OTHERS)).toBe(landing);
  });

  test('to any host, where the book does not say which is its own', async () => {
    expect(await land('https://any.example.com/runbooks/shop/late/', '')).toBe('page');
    expect(await land('https://any.example.com/wiki/late/', '')).toBe('elsewhere false');
  });
});

describe('alerts of other repositories', () => {
  const contract = async (elsewhere: string, files: Readonly<Record<string, string>> = {}) =>
    readContract(await bookInMemory({ 'opsbook.yaml': `alerts: { elsewhere: ${elsewhere} }\n`, ...files }));

  test('are named in the settings, by name or glob', async () => {
    const { isElsewhere, isComplete } = await contract('[Watchdog, "Kube*", "https://wiki.example.com/"]');
    expect(['Watchdog', 'KubePodNotReady', 'Other', 'https://wiki.example.com/'].map(isElsewhere)).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isComplete).toBe(true);
  });

  test.each([
    ['as a site publishes them', '[{ "name": "Watchdog", "address": "/alerts/Watchdog/", "runbooks": [] }]'],
    ['as a plain list', '["Watchdog"]'],
    [
      'as Prometheus answers',
      '{"status":"success","data":{"groups":[{"name":"a","rules":[{"type":"alerting","name":"Watchdog","query":"up"}]}]}}',
    ],
  ])('are listed in a file, %s', async (_, text) => {
    const { isElsewhere, faults } = await contract('[saved/names.json]', { 'saved/names.json': text });
    expect({ known: isElsewhere('Watchdog'), other: isElsewhere('Other'), faults }).toEqual({
      known: true,
      other: false,
      faults: [],
    });
  });

  test.each([
    ['is not there', {}, 'Save `names.json`, or take it out of `alerts.elsewhere`: there is no such file.'],
    [
      'is no list',
      { 'names.json': '{' },
      "Save `names.json` again: it is not a list of alerts, as `/alerts/names.json` of a book's site and `/api/v1/rules` of Prometheus are.",
    ],
  ])('in a file that %s are a finding, and then any name may be known', async (_, files, message) => {
    const { faults, isComplete } = await contract('[names.json]', files);
    expect(faults.map(({ path, fault }) => [path, fault.message])).toEqual([['opsbook.yaml', message]]);
    expect(isComplete).toBe(false);
  });
});
