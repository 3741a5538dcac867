import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measurePage } from '../../scripts/screens/measure-page.ts';
import { expectNoFindings } from './axe.ts';
import { PAGE_TYPES } from './page-types.ts';
import { PHONE } from './phone.ts';
import { PROJECT } from './sites.ts';
import { expect, test } from './site-test.ts';
import { tooWide } from './too-wide.ts';

test.describe('on a phone', () => {
  test.use(PHONE);

  test('results fit the screen', async ({ page }) => {
    await page.goto('./?q=replica');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    expect(await tooWide(page)).toEqual([]);
  });

  test('what a finger must hit is at least 40 pixels high', async ({ page }) => {
    await page.goto('runbooks/shop/replication-lag/');
    for (const button of await page.getByRole('button', { name: 'Copy' }).all()) {
      if (await button.isVisible()) expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40);
    }
    await page.goto('runbooks/');
    const navigation = page.getByRole('navigation', { name: 'Site' });
    for (const link of await navigation.getByRole('link').all()) {
      expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(40);
    }
  });

  test('every target of a page of each kind outside of its sentences is 40 pixels high', async ({ page }) => {
    for (const address of Object.values(PAGE_TYPES)) {
      await page.goto(address);
      const { smallTargets } = await page.evaluate(measurePage);
      expect({ address, smallTargets }).toEqual({ address, smallTargets: [] });
    }
  });

  test('the search box stands clear of the line below the bar, and of the links above it', async ({
    page,
  }) => {
    for (const address of ['alerts/', 'runbooks/shop/replication-lag/']) {
      await page.goto(address);
      const bar = page.getByRole('banner');
      const box = await bar.getByRole('textbox', { name: 'Search the runbooks' }).boundingBox();
      const { y = 0, height = 0 } = (await bar.boundingBox()) ?? {};
      expect(y + height - ((box?.y ?? Infinity) + (box?.height ?? 0))).toBeGreaterThanOrEqual(4);
      const links = bar.getByRole('navigation', { name: 'Site' });
      if (!(await links.isVisible())) continue;
      const above = await links.boundingBox();
      expect((box?.y ?? 0) - ((above?.y ?? Infinity) + (above?.height ?? 0))).toBeGreaterThanOrEqual(4);
    }
  });

  test('the outline waits behind one button', async ({ page }) => {
    await page.goto('runbooks/shop/replication-lag/');
    const outline = page.getByRole('navigation', { name: 'On this page' });
    await expect(outline.getByRole('link', { name: 'Verification' })).toBeHidden();
    await outline.getByText('On this page').click();
    await outline.getByRole('link', { name: 'Verification' }).click();
    await expect(page.getByRole('heading', { name: /^Verification/ })).toBeInViewport();
  });
});

test.describe('on a phone, in the demo', () => {
  test.use({ ...PHONE, site: 'demo' });

  test('an alert says how bad it is and when it fires beside its name', async ({ page }) => {
    await page.goto('alerts/');
    const row = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
      .first();
    const name = await row.getByRole('rowheader').boundingBox();
    for (const cell of (await row.getByRole('cell').all()).slice(1)) {
      const { y = 0, height = 0 } = (await cell.boundingBox()) ?? {};
      expect(y).toBeGreaterThanOrEqual(name?.y ?? Infinity);
      expect(y + height).toBeLessThanOrEqual((name?.y ?? 0) + (name?.height ?? 0));
    }
  });

  test('jump marks fade where they go on past the edge, and the last one comes clear of it', async ({
    page,
  }) => {
    await page.goto('alerts/');
    const marks = page.getByRole('navigation', { name: 'On this page' });
    await expect(marks).toHaveCSS('mask-image', /gradient/);
    const isLonger = await marks.evaluate((row) => {
      row.scrollLeft = row.scrollWidth;
      return row.scrollWidth > row.clientWidth;
    });
    expect(isLonger).toBe(true);
    const row = await marks.boundingBox();
    const last = await marks.getByRole('link').last().boundingBox();
    expect((last?.x ?? Infinity) + (last?.width ?? 0)).toBeLessThanOrEqual(
      (row?.x ?? 0) + (row?.width ?? 0) - 40,
    );
  });

  test('the alert that led here stands apart from its labels', async ({ page }) => {
    await page.goto('alerts/TaskiqQueueBacklog/?namespace=prod');
    const name = page.locator('[data-because-line] b');
    await expect(name).toHaveText('TaskiqQueueBacklog');
    const { x = 0, y = 0, width = 0 } = (await name.boundingBox()) ?? {};
    const label = await page.locator('[data-because-line]').getByText('namespace').boundingBox();
    const isBeside = Math.abs((label?.y ?? 0) - y) < 10;
    expect(isBeside ? (label?.x ?? 0) - (x + width) : 8).toBeGreaterThanOrEqual(8);
  });

  test('the text of a step that can be ticked stands clear of its box', async ({ page }) => {
    await page.goto('guides/start-here/');
    for (const item of await page.locator('.step-item').all()) {
      const box = await item.getByRole('checkbox').boundingBox();
      const { x = 0 } = (await item.boundingBox()) ?? {};
      const indent = await item.evaluate((one) => parseFloat(getComputedStyle(one).paddingLeft));
      expect(x + indent - ((box?.x ?? Infinity) + (box?.width ?? 0))).toBeGreaterThanOrEqual(4);
    }
  });

  test('every target of a runbook outside of its sentences is 40 pixels high', async ({ page }) => {
    for (const runbook of [
      'serotonin-script/queue-backlog',
      'pilot/database-rollback',
      'holoscript/deploy',
    ]) {
      await page.goto(`runbooks/${runbook}/`);
      expect((await page.evaluate(measurePage)).smallTargets).toEqual([]);
    }
  });

  test('the bar keeps the title and how far one is, and one button opens the rest in place', async ({
    page,
  }) => {
    await page.goto('runbooks/serotonin-script/queue-backlog/');
    const bar = page.getByRole('banner');
    await page.getByRole('heading', { name: /^Verification/ }).scrollIntoViewIfNeeded();
    await expect(bar.getByRole('link', { name: 'Taskiq queue backlog' })).toBeVisible();
    await expect(bar.getByText('0 of 10')).toBeVisible();
    expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(49);
    await bar.getByRole('button', { name: 'More' }).click();
    await bar.getByRole('textbox', { name: 'QUEUE' }).fill('urgent_tasks');
    await expect(bar.getByRole('textbox', { name: 'Search the runbooks' })).toBeVisible();
    await expectNoFindings(page);
    await bar.getByRole('link', { name: 'Add workers' }).click();
    await expect(page.getByRole('heading', { name: /^Add workers/ })).toBeInViewport();
    await expect(bar.getByRole('textbox', { name: 'QUEUE' })).toBeHidden();
    await expect(page.locator('[data-step=queue-depth] code.command')).toContainText('urgent_tasks');
  });

  test('no command is cut, and who likes may scroll instead', async ({ page }) => {
    await page.goto('runbooks/serotonin-script/postgres-backup-restore/');
    const figures = await page.evaluate(measurePage);
    expect({ ...figures, commands: figures.commands > 3 }).toMatchObject({ cut: 0, commands: true });
    const cut = async (): Promise<number> => (await page.evaluate(measurePage)).cut;
    await page.keyboard.press('w');
    await expect.poll(cut).toBeGreaterThan(0);
    await expectNoFindings(page);
    await page.reload();
    await expect.poll(cut).toBeGreaterThan(0);
    await page.keyboard.press('w');
    await expect.poll(cut).toBe(0);
  });
});

test.describe('on a desk, in the demo', () => {
  test.use({ site: 'demo', viewport: { width: 1440, height: 900 } });

  test('the box of the home page is as wide as the results below it', async ({ page }) => {
    await page.goto('./?q=redis is slow');
    await expect(page.locator('.hit-preview')).toBeVisible();
    const box = await page.getByRole('textbox', { name: 'Search the runbooks' }).boundingBox();
    expect(box?.width).toBeLessThan(960);
    // A better answer may just take the place of the first.
    const results = page.getByRole('listbox', { name: 'Results' }).getByRole('option');
    const besideBox = async (): Promise<number> =>
      Math.abs((box?.width ?? 0) - ((await results.first().boundingBox())?.width ?? 0));
    await expect.poll(besideBox).toBeLessThanOrEqual(1);
  });

  test('the bar says title, values and how far one is, and has the search', async ({ page }) => {
    await page.goto('runbooks/serotonin-script/queue-backlog/');
    const bar = page.getByRole('banner');
    await expect(bar.getByRole('link', { name: 'Symptoms' })).toBeVisible();
    await page.getByRole('heading', { name: /^Verification/ }).scrollIntoViewIfNeeded();
    await expect(bar.getByRole('link', { name: 'Taskiq queue backlog' })).toBeVisible();
    await expect(bar.getByText('QUEUE=seratonin_tasks')).toBeVisible();
    await page.locator('[data-step=queue-draining] .tick input').check();
    await expect(bar.getByText('1 of 10')).toBeVisible();
    await expect(bar.getByRole('textbox', { name: 'Search the runbooks' })).toBeVisible();
    expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(51);
    const outline = page.getByRole('navigation', { name: 'On this page' }).filter({ visible: true });
    await expect(outline.locator('[aria-current]')).toHaveCount(1);
    await expect(outline.locator('.is-done')).toHaveText('queue draining');
  });
});

test.describe('at 320 pixels, a desktop zoomed to 400 %', () => {
  test.use({ viewport: { width: 320, height: 256 } });

  test('a runbook has no sideways scroll', async ({ page }) => {
    await page.goto('runbooks/shop/replication-lag/');
    expect(await tooWide(page)).toEqual([]);
  });
});

test.describe('a template', () => {
  test.use({ site: 'demo', permissions: ['clipboard-read', 'clipboard-write'] });

  test('is copied and downloaded as it is written', async ({ page }) => {
    const written = readFileSync(join(PROJECT, 'content/templates/incident.md'), 'utf8');
    await page.goto('templates/incident/');
    await page.getByRole('button', { name: 'Copy page' }).click();
    await expect(page.getByRole('status')).toHaveText('The page is copied as Markdown.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(written);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as Markdown' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('incident.md');
    expect(readFileSync(await file.path(), 'utf8')).toBe(written);
  });
});
