import { join } from 'node:path';
import { serveSite } from '../../src/tools/serve-site.ts';
import { expectNoFindings } from './axe.ts';
import { opsbook } from './opsbook.ts';
import { freshFolder } from './sites.ts';
import { expect, test as base } from './site-test.ts';
import { writeFiles } from './write-files.ts';

const runbook = (title: string, rest: string): string => `---
title: ${title}
kind: reference
summary: What to do when ${title.toLowerCase()}.
service: worker
owner: platform
params:
  QUEUE: { description: The queue, label: queue }
${rest}`;

/** A book of three alerts: with one runbook, with two, and with none. */
const BOOK = {
  'opsbook.yaml': 'site: { title: Alerts, manual: false }\nrules: { alert-has-runbook: warning }\n',
  'content/services/worker.yaml': 'name: Worker\nsystem: shop\nowner: platform\ndescription: Sends orders.\n',
  'content/teams.yaml': "platform: { name: Platform, contact: ['#platform'] }\n",
  'content/severities.yaml': 'sev2: { title: SEV2, meaning: Late. }\n',
  'content/runbooks/late.mdx': runbook(
    'Orders are late',
    'alerts: [OrdersLate, OrdersStuck]\n---\n\n## Meaning\n\nLate.\n\n## OrdersLate\n\n```bash {name=depth risk=read}\nredis-cli LLEN "$QUEUE"\n```\n\n## OrdersStuck\n\nStuck.\n',
  ),
  'content/runbooks/stuck.mdx': runbook(
    'Orders are stuck',
    'alerts: [OrdersStuck]\n---\n\n```bash {name=depth risk=read}\nredis-cli LLEN "$QUEUE"\n```\n',
  ),
  'content/alerts/a.yaml': `groups:
  - name: shop
    rules:
      - alert: OrdersLate
        expr: max by (queue) (orders_late) > 5
        for: 5m
        labels: { severity: sev2, service: worker, team: platform }
        annotations: { summary: Orders are late }
      - alert: OrdersStuck
        expr: max by (queue) (orders_stuck) > 5
        labels: { severity: sev2, service: worker, team: other }
      - alert: OrdersLost
        expr: orders_lost > 5
        labels: { severity: sev2, service: worker, team: platform }
`,
};

const test = base.extend<{ site: 'awkward' }, { address: string }>({
  baseURL: async ({ address }, use) => use(address),
  address: [
    async ({}, use, { workerIndex }) => {
      const folder = freshFolder(`alerts-${workerIndex}`);
      const [root, out] = [join(folder, 'book'), join(folder, 'site')];
      await writeFiles(root, BOOK);
      const said = await opsbook('build', '--root', root, '--out', out, '--base', '/ops/');
      expect(said).toMatchObject({ status: 0 });
      const server = await serveSite({ folder: out, base: '/ops/', port: 0, host: '127.0.0.1' });
      await use(`http://localhost:${server.port}/ops/`);
      await server.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

// All in one browser: the site is built once.
test.describe.configure({ mode: 'default' });

test('the link of an alert opens its section with its values, however it is spelled', async ({ page }) => {
  for (const spelling of ['OrdersLate', 'orderslate', 'orders-late', 'orders_late', 'ORDERSLATE'])
    await test.step(spelling, async () => {
      await page.goto(`alerts/${spelling}/?queue=${spelling}`);
      await expect(page).toHaveURL(new RegExp(`/ops/runbooks/late/\\?queue=${spelling}#orderslate$`));
      await expect(page.locator('[data-step=depth] code.command').first()).toContainText(spelling);
    });
});

test('?stay shows the rule, and the way on keeps the values', async ({ page }) => {
  await page.goto('alerts/OrdersLate/?stay&queue=drafts');
  await expect(page.getByText('max by (queue) (orders_late) > 5')).toBeVisible();
  await page.getByRole('link', { name: 'Orders are late' }).click();
  await expect(page).toHaveURL(/\/ops\/runbooks\/late\/\?queue=drafts#orderslate$/);
});

test('an alert of two runbooks leaves the choice, each with the values', async ({ page }) => {
  await page.goto('alerts/OrdersStuck/?queue=drafts');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('OrdersStuck');
  await expect(page.getByRole('link', { name: 'Orders are late' })).toHaveAttribute(
    'href',
    /late\/\?queue=drafts&values-from=alert%2FOrdersStuck#ordersstuck$/,
  );
  await page.getByRole('link', { name: 'Orders are stuck' }).click();
  await expect(page).toHaveURL(/\/ops\/runbooks\/stuck\/\?queue=drafts$/);
});

test('an alert without a runbook says so, and how to begin one', async ({ page }) => {
  await page.goto('alerts/OrdersLost/');
  await expect(page.getByText('No runbook names this alert yet.')).toBeVisible();
  await expect(page.getByText('opsbook alerts stub OrdersLost --write')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Orders are stuck' })).toBeVisible();
});

test('an alert that nobody knows says so, and searches for its words and values', async ({ page }) => {
  await page.goto('alerts/BasketOrdersStuck/?queue=drafts');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No runbook names BasketOrdersStuck yet');
  await expect(page.getByRole('combobox').or(page.getByRole('textbox')).first()).toHaveValue(
    'Basket Orders Stuck drafts',
  );
  await expect(page.getByRole('option', { name: /Orders are stuck/ })).toBeVisible();
  // On trial: what was found must not lie over what is said.
  await page.getByText('opsbook alerts stub BasketOrdersStuck --write').click({ trial: true });
});

test('all alerts stand by team, those without a runbook first, with a picture', async ({ page }) => {
  await page.goto('alerts/');
  await expect(page.getByText(/2 of 3 alerts have a runbook; 1 has none yet\./)).toBeVisible();
  await expect(
    page.getByRole('img', { name: 'Alerts with a runbook: Platform 1 of 2, other 1 of 1.' }),
  ).toBeVisible();
  const rows = page.getByRole('group', { name: 'Alerts of Platform' }).getByRole('rowheader');
  await expect(rows).toHaveText(['OrdersLost', 'OrdersLate']);
  await expectNoFindings(page);
});

test('the link of a group lists each alert with its own labels', async ({ page }) => {
  const alert = (labels: Record<string, string>): string =>
    `alert=${encodeURIComponent(new URLSearchParams(labels).toString())}`;
  const query = [
    { alertname: 'OrdersLate', queue: 'a' },
    { alertname: 'OrdersLate', queue: 'b' },
    { alertname: 'Other' },
  ];
  await page.goto(`alerts/?${query.map(alert).join('&')}`);
  const links = page.getByRole('listitem').getByRole('link', { name: 'Orders are late' });
  await expect(links).toHaveCount(2);
  await expect(links.nth(0)).toHaveAttribute('href', /\?queue=a&values-from=alert%2FOrdersLate#orderslate$/);
  await expect(links.nth(1)).toHaveAttribute('href', /\?queue=b&values-from=alert%2FOrdersLate#orderslate$/);
  await expect(page.getByText('No runbook names it yet')).toBeVisible();
});

test('a pasted notification opens each alert with its own labels', async ({ page }) => {
  await page.goto('.');
  const labels = (queue: string): object => ({ labels: { alertname: 'OrdersLate', queue } });
  await page
    .getByRole('combobox')
    .or(page.getByRole('textbox'))
    .first()
    .fill(JSON.stringify({ alerts: [labels('a'), labels('b')] }));
  await expect(page.getByText('2 alerts in what you pasted').first()).toBeVisible();
  await expect(page.getByRole('option').nth(0)).toHaveAttribute('href', /QUEUE=a/);
  await expect(page.getByRole('option').nth(1)).toHaveAttribute('href', /QUEUE=b/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the link of an alert leads to its runbook all the same', async ({ page }) => {
    await page.goto('alerts/OrdersLate/?queue=drafts');
    await expect(page).toHaveURL(/\/ops\/runbooks\/late\/#orderslate$/);
  });
});
