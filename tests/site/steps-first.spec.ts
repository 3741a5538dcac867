import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { measurePage } from '../../scripts/screens/measure-page.ts';
import { expectNoFindings } from './axe.ts';
import { turnInto } from './device.ts';
import { opsbook } from './opsbook.ts';
import { PHONE } from './phone.ts';
import { freshFolder, listBuiltPages, PROJECT } from './sites.ts';
import { expect, test } from './site-test.ts';
import { serveSite } from '../../src/tools/serve-site.ts';
import { writeFiles } from './write-files.ts';

const DEMO = 'runbooks/serotonin-script/queue-backlog/';

/** Addresses of the demo's incidents. */
function incidents(): string[] {
  return listBuiltPages('demo')
    .map(({ address }) => address)
    .filter((address) => address.startsWith('runbooks/') && address !== 'runbooks/' && isIncident(address));
}

function isIncident(address: string): boolean {
  const source = readFileSync(join(PROJECT, 'content', `${address.slice(0, -1)}.mdx`), 'utf8');
  return /^kind: incident$/m.test(source);
}

/** What the pages are looked at with, in the order of their tests. */
const DEVICES = {
  'a phone of 390 × 844': PHONE,
  'a desk of 1440 × 900': { viewport: { width: 1440, height: 900 } },
};

/** Pages whose first command or decision a reader must scroll to. */
async function late(page: Page, addresses: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const address of addresses) {
    await turnInto(page, PHONE);
    await page.goto(address);
    for (const [name, device] of Object.entries(DEVICES)) {
      await turnInto(page, device);
      const { firstAction } = await page.evaluate(measurePage);
      if (firstAction === undefined || firstAction > device.viewport.height)
        found.push(`${address} ${firstAction}, on ${name}`);
    }
  }
  return found;
}

test.describe('the first command or decision of every incident is on the first screen', () => {
  test.use({ site: 'demo', ...PHONE });

  for (const half of [0, 1])
    test(`of a phone and of a desk, half ${half + 1}`, async ({ page }) => {
      const all = incidents();
      expect(all.length).toBeGreaterThan(30);
      expect(
        await late(
          page,
          all.filter((_, index) => index % 2 === half),
        ),
      ).toEqual([]);
    });
});

for (const site of ['plain', 'wiki'] as const)
  test.describe(`in ${site}, a folder of plain Markdown`, () => {
    test.use({ site, ...PHONE });

    test('commands begin on the first screen, and none is cut', async ({ page }) => {
      const addresses = listBuiltPages(site)
        .map(({ address }) => address)
        .filter((address) => /^runbooks\/.+/.test(address));
      expect(addresses.length).toBeGreaterThan(1);
      for (const address of addresses) {
        await page.goto(address);
        const { firstAction = 0, cut, smallTargets } = await page.evaluate(measurePage);
        expect({ address, isInSight: firstAction <= 844, cut, smallTargets }).toEqual({
          address,
          isInSight: true,
          cut: 0,
          smallTargets: [],
        });
      }
    });
  });

test.describe('a page without frontmatter', () => {
  test.use({ site: 'wiki', permissions: ['clipboard-read', 'clipboard-write'] });

  test('asks for what stands for a value in its commands', async ({ page }) => {
    await page.goto('runbooks/kubernetes/PodCrashLooping/?namespace=shop');
    await expect(page.getByText('what it means')).toBeVisible();
    await page.getByRole('textbox', { name: 'POD_NAME' }).fill('api-7');
    const command = page.locator('.step code.command').nth(1);
    await expect(command).toContainText('kubectl --namespace shop describe pod api-7');
    await page.getByRole('textbox', { name: 'POD_NAME' }).fill('a b');
    await expect(command).toContainText('describe pod <pod-name>');
    // What changes something is not copied with a hole in it.
    await page.locator('.step').last().getByRole('button', { name: 'Copy' }).click();
    await expect(page.getByRole('textbox', { name: 'DEPLOYMENT' })).toBeFocused();
    await expectNoFindings(page);
  });

  test('asks by templates too', async ({ page }) => {
    await page.goto('runbooks/database/connections/?host=db-1&db_user=helm');
    await expect(page.locator('code.command').first()).toContainText('psql -h db-1 -U "helm" -c');
  });
});

test.describe('what the reader knows already', () => {
  test.use({ site: 'demo' });

  test('is one line, and opens', async ({ page }) => {
    await page.goto(DEMO);
    const line = page.getByText('You are here because: Queue depth panel');
    await expect(line).toBeVisible();
    await expect(page.getByText('Every physician waits')).toBeHidden();
    await line.click();
    await expect(page.getByText('Every physician waits')).toBeVisible();
    await expectNoFindings(page);
  });

  test('opens by a link to an anchor inside', async ({ page }) => {
    await page.goto(`${DEMO}#impact`);
    await expect(page.getByRole('heading', { name: /^Impact/ })).toBeInViewport();
    await page.goto('severities/');
    await page.goto(DEMO);
    await expect(page.getByRole('heading', { name: /^Impact/ })).toBeHidden();
    await page.evaluate(() => (location.hash = '#meaning'));
    await expect(page.getByRole('heading', { name: /^Meaning/ })).toBeInViewport();
  });

  test('names the alert that the reader came by, its labels and since when, and leads to its rule', async ({
    page,
  }) => {
    const labels = 'queue=urgent_tasks&namespace=prod&pod=api-7&startsAt=2026-11-29T03:02:00Z';
    await page.goto(`alerts/TaskiqQueueBacklog/?${labels}`);
    const line = page.locator('[data-because-line]');
    await expect(line).toContainText('Alert TaskiqQueueBacklog');
    for (const part of ['queue urgent_tasks', 'namespace prod', 'pod api-7', '03:02 UTC'])
      await expect(line).toContainText(part);
    await page.reload();
    await expect(line).toContainText('pod api-7');
    await page.getByRole('link', { name: "The alert's rule" }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('TaskiqQueueBacklog');
  });

  test('names the sign that a search went by', async ({ page }) => {
    await page.goto('./?q=Drafts reach Slack many minutes after the /draft command');
    const first = page.getByRole('listbox').getByRole('option').first();
    await expect(first).toContainText('Drafts reach Slack');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-because-line]')).toContainText('Drafts reach Slack');
  });
});

test('a label that a secret param takes is neither shown nor kept', async ({ page }) => {
  await page.goto('runbooks/shop/replication-lag/?password=hunter2&pod=a%0A&values-from=alert/X');
  await expect(page.locator('[data-because-line]')).toContainText('Alert X');
  await expect(page.getByText('hunter2')).toHaveCount(0);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('hunter2');
});

test.describe('in another book', () => {
  // Its pages come from a server of their own.
  test.use({ isWatched: false });

  test('a book may keep the order of its files', async ({ page }) => {
    const root = freshFolder('order-as-written');
    await writeFiles(root, {
      'opsbook.yaml': 'site: { order: written, manual: false }\n',
      'content/runbooks/disk.md': [
        '---',
        'title: Disk full',
        'summary: No room is left.',
        'symptoms: [Uploads fail]',
        '---',
        '## Impact',
        'Nobody uploads.',
        '## Diagnosis',
        '```bash',
        'df -h',
        '```',
      ].join('\n'),
    });
    const out = join(root, 'site');
    const { status } = await opsbook('build', '--root', root, '--out', out, '--keep-going');
    expect(status).toBeLessThan(2);
    const server = await serveSite({ folder: out, base: '/', port: 0, host: '127.0.0.1' });
    try {
      await page.goto(`http://localhost:${server.port}/runbooks/disk/`);
      for (const text of ['Uploads fail', 'No room is left.', 'Nobody uploads.'])
        await expect(page.getByText(text)).toBeVisible();
      await expect(page.getByText('You are here because')).toHaveCount(0);
    } finally {
      await server.close();
    }
  });
});
