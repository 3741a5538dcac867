import type { Page } from '@playwright/test';
import { expect, test } from './site-test.ts';
import { listBuiltFiles } from './sites.ts';

const box = (page: Page) => page.getByLabel('Search the runbooks');
const results = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option');
const chosen = (page: Page) => page.getByRole('listbox').getByRole('option', { selected: true });

/** Keeps the last part of the index back until the function that it returns is called. */
async function holdBack(page: Page): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const isReleased = new Promise<void>((settle) => (release = settle));
  await page.route('**/search/*.body.json', async (route) => {
    await isReleased;
    await route.continue();
  });
  const body = page.waitForResponse('**/search/*.body.json');
  return async () => {
    release();
    await (await body).finished();
  };
}

for (const site of ['demo', 'demo below a path'] as const) {
  test.describe(`in ${site}`, () => {
    test.use({ site });

    test('a symptom leads to its runbook without touching the mouse', async ({ page, baseURL }) => {
      await page.goto('.');
      await expect(box(page)).toBeFocused();
      await page.keyboard.type('tasks pile up in the queue and workers complete none');
      await expect(chosen(page)).toContainText('Taskiq queue backlog');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Taskiq queue backlog' })).toBeVisible();
      expect(page.url().startsWith(`${baseURL}runbooks/serotonin-script/queue-backlog/`)).toBe(true);
    });
  });
}

test.describe('in german', () => {
  test.use({ site: 'german' });

  test('other forms of a word find the page, and no English site has what knows them', async ({ page }) => {
    const stemmers: string[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.stemmer.js'))
        stemmers.push(`${response.status()} ${response.headers()['content-type']}`);
    });
    await page.goto('.');
    await page.keyboard.type('Warteschlangen wachsen');
    await expect(chosen(page)).toContainText('Warteschlange der Bestellungen wächst');
    await box(page).fill('GRÖSSE der vollen Datenträger');
    await expect(chosen(page)).toContainText('Datenträger ist voll');
    expect(stemmers).toEqual(['200 text/javascript; charset=utf-8']);
    // English is part of the program.
    expect(listBuiltFiles('awkward').filter((file) => file.includes('stemmer'))).toEqual([]);
  });
});

test('the arrow keys choose among results, and the box keeps the focus', async ({ page }) => {
  await page.goto('./?q=replica');
  const options = results(page);
  await expect(options.nth(1)).toBeVisible();
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect(chosen(page)).toHaveCount(1);
  await page.keyboard.press('ArrowUp');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expect(box(page)).toBeFocused();
});

test('a result says why it is there, with what hit it marked', async ({ page }) => {
  await page.goto('./?q=orders+are+refused');
  await expect(chosen(page)).toContainText('Orders are refused with "basket is stale"');
  await expect(chosen(page).locator('mark').first()).toHaveText(/orders/i);
});

test('a pasted log line of several lines finds the runbook whose error it holds', async ({ page }) => {
  await page.goto('.');
  await box(page).fill(
    [
      '2026-10-01 03:14:15 UTC [712] LOG:  restored log file',
      '2026-10-01 03:14:16 UTC [712] FATAL:  requested WAL segment 0000000100000A2B000000C7 has already been removed',
      '2026-10-01 03:14:17 UTC [713] LOG:  database system is shut down',
    ].join('\n'),
  );
  await expect(chosen(page)).toContainText('Replication of the basket database');
});

test('what a well-known error means stands above what is found', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Search the runbooks').fill('shop-1: container exited with code 137');
  const meaning = page.locator('[data-meanings] li');
  await expect(meaning).toHaveText('exited with code 137 The process was killed, most often for memory.');
  await page.getByLabel('Search the runbooks').fill('certificate');
  await expect(meaning).toHaveCount(0);
});

test('the query is in the address, to be shared', async ({ page }) => {
  await page.goto('.');
  await box(page).fill('replica lag');
  await expect(page).toHaveURL(/\?q=replica\+lag$/);
  await expect(chosen(page)).toBeVisible();
  // The choice stays where it is; what stands below its title may still come.
  const title = chosen(page).locator('.result-title');
  const first = await title.innerText();
  await page.reload();
  await expect(box(page)).toHaveValue('replica lag');
  await expect(title).toHaveText(first, { useInnerText: true });
});

test('Escape closes the results and brings the page back', async ({ page }) => {
  await page.goto('./?q=replica');
  await expect(page.getByRole('heading', { name: 'Start here' })).toBeHidden();
  await expect(results(page).first()).toBeVisible();
  await box(page).press('Escape');
  await expect(results(page)).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Start here' })).toBeVisible();
});

test('what is found later leaves the choice where it is', async ({ page }) => {
  const deliver = await holdBack(page);
  await page.goto('./?q=replica');
  await expect(results(page).nth(1)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(results(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  const before = await chosen(page).locator('.result-title').innerText();
  await deliver();
  await expect(results(page).nth(1)).toHaveAttribute('href', /#resolution$/);
  await expect(chosen(page).locator('.result-title')).toHaveText(before);
  await expect(results(page).first()).toHaveAttribute('aria-selected', 'false');
});

test('a closed box stays closed when more of the index arrives', async ({ page }) => {
  const deliver = await holdBack(page);
  // Every answer of the worker's comes to the page, wanted or not: the last one says that nothing more will come.
  await page.addInitScript(() => {
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }: MessageEvent<{ isWhole?: boolean }>) => {
          if (data.isWhole) document.documentElement.dataset['whole'] = '';
        });
      }
    };
  });
  await page.goto('./?q=replica');
  await expect(results(page).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(results(page)).toHaveCount(0);
  await deliver();
  await expect(page.locator('html[data-whole]')).toBeAttached();
  await expect(results(page)).toHaveCount(0);
});

for (const keys of ['/', 'Control+k']) {
  test(`${keys} turns to the search from anywhere`, async ({ page }) => {
    await page.goto('runbooks/shop/replication-lag/');
    await page.getByRole('link', { name: 'Diagnosis' }).first().focus();
    await page.keyboard.press(keys);
    await expect(box(page)).toBeFocused();
    await page.keyboard.type('rebuild');
    await expect(chosen(page)).toContainText('Rebuild a replica');
  });
}

test('a slash in the box is a slash', async ({ page }) => {
  await page.goto('.');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('/health');
  await expect(box(page)).toHaveValue('/health');
});

test('? shows the keys, Escape hides them', async ({ page }) => {
  await page.goto('services/');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('an address that no page has is searched for its words', async ({ page }) => {
  const response = await page.goto('docs/runbooks/rebuild-replica.html');
  expect(response?.status()).toBe(404);
  await expect(box(page)).toHaveValue('docs rebuild replica');
  await expect(page.getByRole('option', { name: /Rebuild a replica/ })).toBeVisible();
});

test('an address with a broken escape is still answered', async ({ page }) => {
  const response = await page.goto('runbooks/%E0%A4%A/');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No page has this address');
});

test('nothing found is said in words, and to the ear too', async ({ page }) => {
  await page.goto('./?q=zzzyqx');
  await expect(page.getByText('Nothing in this book is like that').first()).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Nothing in this book is like that');
});

test('a question is answered by what is no runbook', async ({ page }) => {
  await page.goto('./?q=who+do+I+call');
  await expect(chosen(page)).toContainText('team');
  await expect(page.getByRole('status')).toContainText('Sure');
});

test('the ear hears the first title', async ({ page }) => {
  await page.goto('./?q=orders+are+refused');
  const title = chosen(page).locator('.result-title');
  // Both follow what is found later.
  await expect
    .poll(async () => (await page.getByRole('status').innerText()).includes(await title.innerText()))
    .toBe(true);
});

test('Enter before the answer is there opens it when it comes', async ({ page }) => {
  let release = (): void => undefined;
  const isReleased = new Promise<void>((settle) => (release = settle));
  await page.route('**/search/*.names.json', async (route) => {
    await isReleased;
    await route.continue();
  });
  await page.goto('.');
  await box(page).fill('orders are refused');
  await expect(page.getByText('Searching…').first()).toBeVisible();
  await box(page).press('Enter');
  release();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/runbooks\//);
});

test('an index that did not load is said, and loads the next time', async ({ page }) => {
  await page.route('**/search/*.json', (route) => route.abort());
  await page.goto('.');
  await box(page).fill('orders are refused');
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  await page.unroute('**/search/*.json');
  await again.click();
  await expect(chosen(page)).toContainText('Orders are refused');
});

test('a paste of several lines shows the line that hit', async ({ page }) => {
  await page.goto('.');
  await box(page).fill(
    'LOG:  restored log file\nFATAL:  requested WAL segment 0000000100000A2B has already been removed\nLOG:  shut down',
  );
  await expect(chosen(page).locator('.pasted-line')).toContainText('requested WAL segment');
});

test.describe('on a wide screen', () => {
  test.use({ viewport: { width: 1280, height: 800 }, site: 'demo' });

  test('the first command of the chosen result stands beside the list', async ({ page }) => {
    await page.goto('./?q=tasks+stay+queued');
    const preview = page.getByRole('complementary', { name: 'The first command of the chosen result' });
    await expect(preview.locator('code.command')).toBeVisible();
    await expect(preview.getByRole('button', { name: 'Copy' })).toBeVisible();
    await expect(preview).toContainText('SEV-2');
  });
});

test.describe('in an empty book', () => {
  test.use({ site: 'empty' });

  test('the home page says how to write the first runbook', async ({ page }) => {
    await page.goto('.');
    await expect(page.getByRole('heading', { name: 'No runbook yet' })).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'The manual' }).click();
    await expect(page.getByRole('link', { name: 'Write a first runbook' })).toBeVisible();
  });

  test('a search finds nothing and says so', async ({ page }) => {
    await page.goto('./?q=queue');
    await expect(page.getByText('Nothing in this book is like that').first()).toBeVisible();
  });
});

test.describe('in a folder of plain Markdown', () => {
  test.use({ site: 'plain' });

  test('runbooks are found by their text, and read as they are', async ({ page }) => {
    await page.goto('./?q=No+space+left+on+device');
    await expect(chosen(page)).toContainText('Disk full');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Disk full');
    await expect(page.getByText('Write to <host>, then set {retention} to 7.')).toBeVisible();
  });

  test('links between files lead to pages', async ({ page }) => {
    await page.goto('runbooks/restart-the-worker/');
    await page.getByRole('link', { name: 'the disk' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Disk full');
  });
});
