import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Download, Page } from '@playwright/test';
import { expectNoFindings } from './axe.ts';
import { opsbook } from './opsbook.ts';
import { addressOf, freshFolder, SITES } from './sites.ts';
import { expect, test } from './site-test.ts';

const LAG = 'runbooks/shop/replication-lag/';
const PARCEL = 'runbooks/shop/find-a-parcel/';
const REPLICA = 'runbooks/shop/rebuild-a-replica/';
const SECRET = 'Zeta9-hunter2';

const bar = (page: Page) => page.getByRole('region', { name: 'Incident', exact: true });
const recorded = (page: Page) => bar(page).locator('.desk-count');
const noteBox = (page: Page) => page.getByRole('textbox', { name: 'What happened' });
const timeline = (page: Page) => page.locator('[data-desk=timeline]');

async function begin(page: Page, title: string, shown: string | RegExp = title || /./): Promise<void> {
  await page.keyboard.press('i');
  await expect(page.getByLabel('What is wrong, in a few words')).toBeFocused();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect(bar(page)).toContainText(shown);
  // The page that it was begun on is written down after it.
  await expect(recorded(page)).not.toHaveText(/^[01]$/);
}

async function write(page: Page, text: string): Promise<void> {
  const before = Number(await recorded(page).textContent());
  await page.keyboard.press('n');
  await expect(noteBox(page)).toBeFocused();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(recorded(page)).toHaveText(String(before + 1));
}

async function taken(page: Page, button: string): Promise<{ name: string; text: string }> {
  const download: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).press('Enter');
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

/** Everything that the site keeps in this browser. */
function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie];
    for (const { name = '' } of await indexedDB.databases()) {
      const opened = await new Promise<IDBDatabase>((settle, fail) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => settle(asked.result);
        asked.onerror = () => fail(new Error(name));
      });
      for (const store of opened.objectStoreNames)
        kept.push(
          await new Promise((settle) => {
            const all = opened.transaction(store).objectStore(store).getAll();
            all.onsuccess = () => settle(all.result);
          }),
        );
      opened.close();
    }
    return JSON.stringify(kept);
  });
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('an incident is lived through by keyboard, over three runbooks and two tabs, and a review learns of it', async ({
  page,
  context,
}) => {
  await page.goto(LAG);
  await begin(page, 'Baskets are stale');
  await expect(bar(page)).toContainText('SEV-1');
  await page.locator('[data-step=lag] pre').first().focus();
  await page.keyboard.press('c');
  await expect(recorded(page)).toHaveText('3');
  await page.keyboard.press('x');
  await expect(recorded(page)).toHaveText('4');

  // Another tab, another runbook: both show the same incident.
  const second = await context.newPage();
  await second.goto(REPLICA);
  await expect(recorded(second)).toHaveText('5');
  await second.locator('[data-step=copy-the-primary] pre').first().focus();
  await second.keyboard.press('x');
  await expect(recorded(second)).toHaveText('6');
  await expect(recorded(page)).toHaveText('6');
  // The same runbook in the other tab has the same ticks.
  await second.goto(LAG);
  await expect(second.locator('[data-step=lag]')).toHaveClass(/is-done/);
  // That it was opened is written down before the tab goes.
  await expect(recorded(page)).toHaveText('7');
  await second.close();

  // The third is found by words.
  await page.keyboard.press('/');
  await page.keyboard.type('parcel cannot be found');
  await expect(page.getByRole('option', { name: /A parcel cannot be found/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A parcel cannot be found');
  await page.getByLabel('POD').focus();
  await page.keyboard.type('basket-7');
  await expect(page.locator('.param[data-name=POD] .origin')).toContainText('typed');
  await page.keyboard.press('Tab');
  await expect(recorded(page)).toHaveText('9');
  await page.locator('.decision').getByRole('link', { name: 'In the cluster' }).press('Enter');
  await expect(recorded(page)).toHaveText('10');
  await page.getByRole('button', { name: 'Compare' }).first().press('Enter');
  await expect(page.getByLabel('Paste what you got')).toBeFocused();
  await page.evaluate(() => navigator.clipboard.writeText('parcel 7 found\nnothing else'));
  await page.keyboard.press('ControlOrMeta+v');
  await page
    .locator('h1')
    .focus()
    .catch(() => undefined);
  await expect(page.locator('.comparison .verdict')).toContainText('do not fit');
  await expect(recorded(page)).toHaveText('11');
  await page.keyboard.press('Escape');
  await page.locator('main').focus();
  await write(page, 'called Mia');

  await page.keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Baskets are stale');
  const lines = await timeline(page).getByRole('listitem').locator('.desk-said').allTextContents();
  expect(lines).toEqual([
    'Declared: Baskets are stale.',
    'Opened shop/replication-lag.',
    expect.stringMatching(/^Copied lag of shop\/replication-lag: docker compose exec -T basket-db psql/),
    expect.stringMatching(/^lag of shop\/replication-lag is done, after \d+\.\d s\.$/),
    'Opened shop/rebuild-a-replica.',
    expect.stringMatching(/^copy-the-primary of shop\/rebuild-a-replica is done, after \d+\.\d s\.$/),
    'Opened shop/replication-lag.',
    'Opened shop/find-a-parcel, by a search for “parcel cannot be found”.',
    'Value POD=basket-7, typed.',
    'Decision of shop/find-a-parcel: If the output shows no row → In the cluster',
    'Output of bare of shop/find-a-parcel: does not fit - \\d+ items (regex), - total, + nothing else',
    'Remark: called Mia',
  ]);
  await page.getByRole('button', { name: 'Close the incident' }).press('Enter');
  await expect(page.getByLabel('Summary')).toBeFocused();
  await page.keyboard.type('A replica had no disk left.');
  await page.getByRole('button', { name: 'Close it' }).press('Enter');
  await expect(bar(page)).toBeHidden();
  await expect(page.getByText('No incident is running in this browser.')).toBeVisible();
  await page.getByRole('link', { name: 'Baskets are stale' }).press('Enter');
  await expect(timeline(page)).toContainText('Resolved. A replica had no disk left.');
  const { name, text } = await taken(page, 'Download Markdown');
  expect(name).toMatch(/^\d{4}-\d\d-\d\d-baskets-are-stale\.md$/);

  const book = freshFolder('incident-book');
  cpSync(SITES.awkward.root, book, { recursive: true });
  writeFileSync(join(book, 'content/incidents', name), text);
  const { stdout } = await opsbook('review', 'status', '--root', book, '--format', 'json');
  for (const id of ['shop/replication-lag', 'shop/rebuild-a-replica', 'shop/find-a-parcel'])
    expect(text).toContain(`  - ${id}\n`);
  expect(stdout).toContain('incident Baskets are stale on');
});

test('a shift exports, the next one imports and goes on, and nothing is another byte', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.goto(LAG);
  await begin(page, 'Baskets are stale');
  await write(page, 'one');
  await page.goto('incident/');
  await expect(timeline(page)).toContainText('Remark: one');
  const first = await taken(page, 'Export JSON');
  expect(first.name).toMatch(/-baskets-are-stale\.json$/);

  const other = await browser.newContext({ baseURL: baseURL ?? '' });
  const next = await other.newPage();
  await next.goto('incident/');
  const file = { name: first.name, mimeType: 'application/json', buffer: Buffer.from(first.text) };
  await next.locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.from('{}') });
  await expect(next.getByRole('status')).toContainText('The file is not an incident of opsbook');
  await next.locator('input[type=file]').setInputFiles(file);
  await expect(timeline(next)).toContainText('Remark: one');
  expect((await taken(next, 'Export JSON')).text).toBe(first.text);
  await next.goto(LAG);
  await expect(bar(next)).toContainText('Baskets are stale');
  await other.close();
});

test('entries are edited, struck out and deleted for good', async ({ page }) => {
  await page.goto(LAG);
  await begin(page, '');
  await write(page, 'called Ma');
  await write(page, 'wrong');
  await write(page, 'it is 4711-0815');
  await page.goto('incident/');
  const item = (text: string) => timeline(page).getByRole('listitem').filter({ hasText: text });
  await item('called Ma').getByText('Change').press('Enter');
  await item('called Ma').getByRole('button', { name: 'Edit' }).press('Enter');
  await page.getByLabel('What it says').fill('called Mia');
  await page.getByLabel('When, in UTC').fill('quarter past');
  await page.getByRole('button', { name: 'Save' }).first().press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Write the time as' })).toBeVisible();
  await page.getByLabel('When, in UTC').fill('2026-01-02 03:04:05');
  await page.getByLabel('When, in UTC').press('Enter');
  // It is the first now, by its time.
  await expect(timeline(page).getByRole('listitem').first()).toContainText('2026-01-02 03:04:05');
  await expect(timeline(page).getByRole('listitem').first()).toContainText('Remark: called Mia');
  await item('wrong').getByText('Change').press('Enter');
  await item('wrong').getByRole('button', { name: 'Strike out' }).press('Enter');
  await expect(item('wrong').locator('s')).toHaveText('Remark: wrong');
  expect(await stored(page)).toContain('4711-0815');
  await item('4711').getByText('Change').press('Enter');
  await item('4711').getByRole('button', { name: 'Delete' }).press('Enter');
  await item('4711').getByRole('button', { name: 'Delete for good' }).press('Enter');
  await expect(item('4711')).toHaveCount(0);
  expect(await stored(page)).not.toContain('4711-0815');
  const { text } = await taken(page, 'Download Markdown');
  expect(text).toContain('UTC: ~~Remark: wrong~~\n');
  expect(text).not.toContain('4711-0815');
});

test('no value of a secret param is in any store or file, wherever it was pasted', async ({ page }) => {
  await page.goto(PARCEL);
  await begin(page, `API_TOKEN=${SECRET}`, 'API_TOKEN=[secret]');
  await page.goto(`${PARCEL}?token=${SECRET}&parcel=X7`);
  await expect(page.getByText('API_TOKEN is secret: the value in the link was not taken.')).toBeVisible();
  await expect(recorded(page)).toHaveText('3');
  await write(page, `it is ${SECRET}, in base64 ${btoa(SECRET)}`);
  await page.getByRole('button', { name: 'Compare' }).first().click();
  await expect(page.getByLabel('Paste what you got')).toBeFocused();
  await page.evaluate((text) => navigator.clipboard.writeText(text), `API_TOKEN=${SECRET}\ntotal`);
  await page.keyboard.press('ControlOrMeta+v');
  await expect(recorded(page)).toHaveText('5');
  // Another page has never heard of the value, and knows the name.
  await page.goto(REPLICA);
  await expect(recorded(page)).toHaveText('6');
  await write(page, `export API_TOKEN="${SECRET}"`);
  await page.keyboard.press('/');
  await page.keyboard.type(`parcel API_TOKEN=${SECRET}`);
  await page
    .getByRole('option', { name: /A parcel cannot be found/ })
    .first()
    .click();
  // A way that is still on its way would be cut short by the next.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A parcel cannot be found');
  await expect(recorded(page)).toHaveText('8');
  await page.goto('incident/');
  await expect(timeline(page)).toContainText('export API_TOKEN="[secret]"');
  const files = [await taken(page, 'Download Markdown'), await taken(page, 'Export JSON')];
  for (const text of [await stored(page), ...files.map((file) => file.text)]) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(btoa(SECRET).slice(0, 12));
  }
});

test('the landing page of an alert fills in name, severity and labels', async ({ page }) => {
  const alert = 'BasketAlertThatNobodyHasWrittenARunbookFor';
  await page.goto(`alerts/${alert}/?stay&namespace=prod&token=${SECRET}`);
  await page.getByRole('link', { name: 'Start an incident' }).click();
  await expect(page.getByLabel('What is wrong, in a few words')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bar(page)).toContainText(alert);
  await page.getByRole('link', { name: /Timeline/ }).click();
  await expect(timeline(page)).toContainText(`from the alert ${alert} (namespace=prod`);
});

test('a severity says what is due, whom to tell and who owns it', async ({ page }) => {
  await page.goto(LAG);
  await begin(page, 'x');
  await page.goto('incident/');
  const facts = page.locator('[data-desk=facts]');
  await expect(facts).toContainText('within 10 minutes: done in time');
  await expect(facts).toContainText(/every 30 minutes: the next by \d\d:\d\d UTC/);
  await expect(facts).toContainText('the status page, support');
  await expect(facts).toContainText('Shop operators');
  await page.getByLabel('Severity').selectOption('SEV-2');
  await expect(timeline(page)).toContainText('Severity: SEV-2, was SEV-1');
  await expect(facts).not.toContainText('every 30 minutes');
  await page.getByLabel('Impact').fill('Nobody can buy');
  await page.getByLabel('Impact').blur();
  await page.getByRole('button', { name: 'Status update' }).click();
  await expect(page.getByLabel('Text to copy')).toHaveValue(/Severity: SEV-2[^]*Impact: Nobody can buy/);
  await page.getByRole('button', { name: 'Note that it was told' }).click();
  await expect(timeline(page)).toContainText('Told: Incident');
  await page.getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByLabel('Text to copy')).toHaveValue(/SEV-2: x, since \d\d:\d\d UTC, open/);
});

test.describe('without storage', () => {
  const faults = {
    forbidden: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
    full: () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  };
  const says = {
    forbidden: 'Not stored: the browser forbids it here.',
    full: 'Not stored: the browser has no room left.',
  };
  for (const [what, fault] of Object.entries(faults))
    test(`that is ${what}, the page says so and offers the text`, async ({ page }) => {
      await page.addInitScript(fault);
      await page.goto(LAG);
      await begin(page, 'Baskets are stale');
      await expect(bar(page).getByRole('alert')).toContainText(says[what as keyof typeof says]);
      await write(page, 'called Mia');
      await bar(page).getByRole('button', { name: 'Show the text' }).press('Enter');
      await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue(
        /# Incident [^]*Declared: Baskets are stale\.[^]*Remark: called Mia/,
      );
    });
});

test('a browser that is killed has lost nothing that was said to be recorded', async ({ browserName }, {
  project,
}) => {
  expect(browserName).toBe('chromium');
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-killed-'));
  const { executablePath = '', args = [] } = project.use.launchOptions ?? {};
  const start = async () => {
    const child = spawn(
      executablePath,
      [...args, '--headless=new', `--user-data-dir=${folder}`, '--remote-debugging-port=0', 'about:blank'],
      { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
    );
    const address = await new Promise<string>((settle) => {
      let said = '';
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        const [, found] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
        if (found !== undefined) settle(found);
      });
    });
    const browser = await chromium.connectOverCDP(address);
    const page = await browser.contexts()[0]?.newPage();
    if (!page) throw new Error('Chromium opened no window.');
    const kill = (): void => void process.kill(-(child.pid ?? 0), 'SIGKILL');
    return { page, kill, ended: new Promise((settle) => child.on('close', settle)) };
  };
  const first = await start();
  await first.page.goto(addressOf('awkward') + LAG);
  await begin(first.page, 'Baskets are stale');
  for (const text of ['one', 'two', 'three']) await write(first.page, text);
  first.kill();
  await first.ended;
  const again = await start();
  await again.page.goto(`${addressOf('awkward')}incident/`);
  await expect(timeline(again.page).getByRole('listitem')).toHaveCount(5);
  await expect(timeline(again.page)).toContainText('Remark: three');
  await expect(bar(again.page)).toContainText('Baskets are stale');
  again.kill();
  await again.ended;
  rmSync(folder, { recursive: true, force: true });
});

test('without an incident a reader sees one quiet link and loads nothing of the desk', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto(LAG);
  await page.waitForLoadState('networkidle');
  expect(scripts.filter((url) => /desk|incident-page/.test(url))).toEqual([]);
  await expect(page.getByRole('link', { name: 'Start an incident' })).toHaveCount(1);
  await expect(bar(page)).toHaveCount(0);
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
});

test('a tab that was open before an incident began learns of it', async ({ page, context }) => {
  await page.goto(PARCEL);
  const second = await context.newPage();
  await second.goto(LAG);
  await begin(second, 'Baskets are stale');
  await expect(bar(page)).toContainText('Baskets are stale');
  await page.locator('[data-step=nested]').getByRole('checkbox').check();
  await expect(recorded(second)).toHaveText('4');
});

test('ticks belong to the visit in every tab, where no incident runs', async ({ page, context }) => {
  await page.goto(PARCEL);
  const second = await context.newPage();
  await second.goto(PARCEL);
  await page.locator('[data-step=nested]').getByRole('checkbox').check();
  await expect(second.locator('[data-step=nested]')).toHaveClass(/is-done/);
  await expect(second.locator('.outline.wide')).toContainText('1 of 8 done');
  await expect(second.locator('.outline.wide .is-next')).toContainText('short');
});

test('the desk takes 44 pixels, moves nothing, and has no findings of axe while it is used', async ({
  page,
}) => {
  await page.goto(LAG);
  const before = await page.locator('[data-step=lag]').boundingBox();
  await page.keyboard.press('i');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectNoFindings(page, ['dark']);
  await page.keyboard.press('Enter');
  await expect(bar(page)).toBeVisible();
  expect((await bar(page).boundingBox())?.height).toBeLessThanOrEqual(44);
  expect(await page.locator('[data-step=lag]').boundingBox()).toEqual(before);
  await page.keyboard.press('n');
  await expect(noteBox(page)).toBeFocused();
  await expectNoFindings(page);
  await page.keyboard.press('Escape');
  await page.goto('incident/');
  await timeline(page).getByText('Change').first().click();
  await page.getByRole('button', { name: 'Status update' }).click();
  await page.getByRole('button', { name: 'Close the incident' }).click();
  await expectNoFindings(page);
});
