import { describe, expect, test } from 'vitest';
import { readContract } from '../../src/alerts/contract.ts';
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

  test('to any host, where the book does not say which is its own', async () => {
    expect(await land('https://any.example.com/runbooks/shop/late/', '')).toBe('page');
    expect(await land('https://any.example.com/wiki/late/', '')).toBe('elsewhere false');
  });
});
