import { join } from 'node:path';
import { serveSite } from '../../src/tools/serve-site.ts';
import { expectNoFindings } from './axe.ts';
import { opsbook } from './opsbook.ts';
import { freshFolder } from './sites.ts';
import { expect, test as base } from './site-test.ts';
import { writeFiles } from './write-files.ts';

/** Hundreds of alerts, of which a page without frontmatter is about two by its headings. */
const BOOK = {
  'opsbook.yaml': 'site: { title: Many, manual: false }\nrules: { alert-has-runbook: warning }\n',
  'content/runbooks/all.md': '# All\n\n## Alert1Fires\n\nLook.\n\n## alert-2-fires\n\nLook.\n',
  'content/alerts/a.yaml': `groups:
  - name: g
    rules:
${Array.from(
  { length: 768 },
  (_, at) =>
    `      - { alert: Alert${at}Fires, expr: 'up == ${at}', labels: { severity: ${at % 3 ? 'critical' : "'{{ $labels.job }}'"}, team: team${at % 7}, service: s${at % 20} } }`,
).join('\n')}
      - { alert: Alert0Fires, expr: 'up == 2', labels: { severity: warning, team: team0 } }
`,
};

const test = base.extend<{ site: 'awkward' }, { address: string }>({
  baseURL: async ({ address }, use) => use(address),
  address: [
    async ({}, use, { workerIndex }) => {
      const folder = freshFolder(`many-alerts-${workerIndex}`);
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

test('768 alerts are a small page at first, and every one of them is on the page of its team', async ({
  page,
}) => {
  await page.goto('alerts/');
  await expect(
    page.getByText(
      /2 of 768 alerts have a runbook; 766 have none yet\. (?=.*job 0 of 256)(?=.*warning 0 of 1\b)/,
    ),
  ).toBeVisible();
  await expect(page.getByRole('search', { name: 'Narrow the list of alerts' })).toBeVisible();
  const nodes = await page.evaluate(() => {
    const all = document.createNodeIterator(document, NodeFilter.SHOW_ALL);
    let count = 0;
    while (all.nextNode()) count += 1;
    return count;
  });
  expect(nodes).toBeLessThanOrEqual(1_500);
  await expectNoFindings(page);
  await page.goto('all-alerts/');
  // Until all of it is there: its links are read at once.
  await page.waitForURL(/\/ops\/alerts\/$/);
  const groups = await page.getByRole('link', { name: /^All \d+ alerts/ }).evaluateAll(hrefs);
  const names = new Set<string>();
  for (const group of groups) {
    await page.goto(group);
    const pages = await page.getByRole('navigation', { name: 'Pages' }).getByRole('link').evaluateAll(hrefs);
    for (const one of pages.length === 0 ? [group] : pages) {
      await page.goto(one);
      expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1_500);
      for (const name of await page.getByRole('rowheader').allTextContents()) names.add(name.trim());
    }
  }
  expect(names.size).toBe(768);
  await expectNoFindings(page);
});

function hrefs(links: readonly Element[]): string[] {
  return links.map((link) => (link as HTMLAnchorElement).href);
}

test('the list is narrowed and grouped, with the keyboard too', async ({ page }) => {
  await page.goto('alerts/');
  const form = page.getByRole('search', { name: 'Narrow the list of alerts' });
  await form.getByRole('searchbox', { name: 'name' }).fill('alert1');
  await form.getByRole('combobox', { name: 'state' }).selectOption('has a runbook');
  await expect(form.getByRole('status')).toHaveText('1 of 768 alerts.');
  const list = page.locator('[data-alert-list]');
  await expect(list.getByRole('listitem')).toHaveText(['Alert1FiresAll · critical, team1']);
  await list.getByRole('link', { name: 'All' }).click();
  await expect(page).toHaveURL(/\/runbooks\/all\/#alert1fires$/);
  await page.goto('alerts/');
  await form.getByRole('combobox', { name: 'Group by' }).selectOption('severity');
  await expect(list.getByRole('heading', { level: 2 })).toHaveText(['critical', 'job']);
  await expectNoFindings(page);
  await form.getByRole('combobox', { name: 'Group by' }).selectOption('');
  await expect(list.getByRole('rowheader').first()).toBeVisible();
});
