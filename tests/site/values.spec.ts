import type { Locator, Page } from '@playwright/test';
import { expectNoFindings } from './axe.ts';
import { expect, test } from './site-test.ts';

const ADDRESS = 'runbooks/shop/find-a-parcel/';

const step = (page: Page, name: string): Locator => page.locator(`[data-step=${name}]`);
const command = (page: Page, name: string): Locator =>
  step(page, name).locator('code.command').filter({ visible: true });
const box = (page: Page, name: string): Locator => page.getByRole('textbox', { name, exact: true });
const origin = (page: Page, name: string): Locator => page.locator(`[data-name=${name}] .origin`);

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function copied(page: Page, name: string): Promise<string> {
  await step(page, name).locator('button.copy').filter({ visible: true }).click();
  await expect(step(page, name).getByRole('button', { name: 'Copied' })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Every command of the page with this value in it, quoted for its place. */
const FILLED: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'bare', text: `docker compose exec db find-parcel 'it'\\''s; $(x) "1"-a' --namespace=shop` },
  { name: 'literal', text: `select * from parcels where id = 'it''s; $(x) "1"-a' limit 2;` },
  {
    name: 'nested',
    text: `ssh basket-1 "grep -F '"'it'\\''\\'\\'''\\''s; $(x) "1"-a'"' /var/log/basket.log | tail -n 2"`,
  },
  { name: 'short', text: `PARCEL='it'\\''s; $(x) "1"-a'\necho "\${PARCEL%-*}" > parcel.txt` },
  { name: 'rate', text: `sum(rate(parcels_total{namespace="shop", parcel="it's; $(x) \\"1\\"-a"}[5m]))` },
  {
    name: 'ship',
    text: `curl -H "Authorization: Bearer $API_TOKEN" "https://ship.example.com/parcels/it%27s%3B%20%24%28x%29%20%221%22-a?copies=2"`,
  },
];

test('a value that is typed goes into every command at once, quoted, and what is shown is copied', async ({
  page,
}) => {
  await page.goto(ADDRESS);
  await box(page, 'PARCEL').fill(`it's; $(x) "1"-a`);
  for (const { name, text } of FILLED) {
    await expect(command(page, name)).toHaveText(text, { useInnerText: false });
    expect(await copied(page, name)).toBe(text);
  }
  await expect(origin(page, 'PARCEL')).toHaveText('typed');
  await expect(origin(page, 'COPIES')).toHaveText('default');
});

test('a value that is typed before the scripts have come is taken when they come', async ({ page }) => {
  let letCome = (): void => undefined;
  const come = new Promise<void>((settle) => (letCome = settle));
  let held = 0;
  await page.route(/\.m?js(\?|$)/, async (route) => {
    held += 1;
    await come;
    await route.continue();
  });
  await page.goto(ADDRESS, { waitUntil: 'commit' });
  await box(page, 'PARCEL').fill('p-7');
  await expect(command(page, 'bare')).toHaveText(
    'docker compose exec db find-parcel $PARCEL --namespace=$NAMESPACE',
  );
  expect(held).toBeGreaterThan(0);
  letCome();
  await expect(command(page, 'bare')).toHaveText('docker compose exec db find-parcel p-7 --namespace=shop');
  await expect(box(page, 'PARCEL')).toHaveValue('p-7');
  await expect(origin(page, 'PARCEL')).toHaveText('typed');
});

test('a value that is typed while the patterns are on their way goes along when the page is left', async ({
  page,
}) => {
  let held = 0;
  await page.route(/linear-pattern/, () => void (held += 1)); // it never comes
  await page.goto(ADDRESS, { waitUntil: 'commit' });
  await expect.poll(() => held).toBeGreaterThan(0);
  await box(page, 'PARCEL').fill('p-7');
  await page.unroute(/linear-pattern/);
  await page.goto(ADDRESS);
  await expect(box(page, 'PARCEL')).toHaveValue('p-7');
  await expect(command(page, 'bare')).toHaveText('docker compose exec db find-parcel p-7 --namespace=shop');
});

test('a value that does not fit is not used, and said', async ({ page }) => {
  await page.goto(ADDRESS);
  await box(page, 'COPIES').fill('12');
  await expect(origin(page, 'COPIES')).toContainText('does not fit');
  await expect(box(page, 'COPIES')).toHaveAttribute('aria-invalid', 'true');
  await expect(command(page, 'literal')).toContainText('limit :COPIES');
  await box(page, 'COPIES').fill('3');
  await expect(command(page, 'literal')).toContainText('limit 3');
  await box(page, 'POD').fill('api; rm -rf /');
  await expect(origin(page, 'POD')).toContainText('does not fit');
});

test('an emptied box has its default again', async ({ page }) => {
  await page.goto(ADDRESS);
  await box(page, 'NAMESPACE').fill('other');
  await expect(command(page, 'rate')).toContainText('namespace="other"');
  await box(page, 'NAMESPACE').fill('');
  await box(page, 'NAMESPACE').blur();
  await expect(box(page, 'NAMESPACE')).toHaveValue('shop');
  await expect(command(page, 'rate')).toContainText('namespace="shop"');
});

test('a command that reads is copied without its value so that the shell stops at it', async ({ page }) => {
  await page.goto(ADDRESS);
  await expect(command(page, 'bare').locator('.is-missing')).toHaveText('$PARCEL');
  const copy = step(page, 'bare').locator('button.copy').filter({ visible: true });
  await copy.click();
  await expect(copy).toHaveText('Copied: PARCEL missing');
  await expect(page.locator('[id="site:announce"]')).toHaveText('Copied: PARCEL missing.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'docker compose exec db find-parcel ${PARCEL:?fill in PARCEL} --namespace=shop',
  );
});

test('a command that changes something is not copied before its values are there', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(ADDRESS);
  await page.evaluate(() => navigator.clipboard.writeText('before'));
  const copy = step(page, 'ship').locator('button.copy').filter({ visible: true });
  await copy.click();
  await expect(copy).toHaveText('Not copied: PARCEL missing; set API_TOKEN first');
  await expect(box(page, 'PARCEL')).toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before');
  await page.keyboard.type('A-7');
  await expect(step(page, 'ship')).toContainText('A-7');
});

test('a value that would mean more than itself is refused, and its place says why', async ({ page }) => {
  await page.goto(`${ADDRESS}?pod=--all&parcel=..%2F..`);
  await expect(page.getByRole('alert')).toContainText(
    "The link's value for POD begins with -, like an option and was not taken: --all",
  );
  await expect(page.getByRole('alert')).toContainText(
    "The link's value for PARCEL holds .., which leaves a folder and was not taken: ../..",
  );
  await box(page, 'POD').fill('-x');
  await expect(origin(page, 'POD')).toContainText('not used: it begins with -, like an option');
  await box(page, 'PARCEL').fill('./');
  await expect(step(page, 'ship').getByText('Not filled in: PARCEL cannot stand here')).toBeVisible();
});

test.describe('A link', () => {
  test('brings values by name in any case and by label, and says where they are from', async ({ page }) => {
    await page.goto(`${ADDRESS}?namespace=prod&pod=api-7&parcel=A%20B&unknown=x`);
    await expect(box(page, 'NAMESPACE')).toHaveValue('prod');
    await expect(origin(page, 'NAMESPACE')).toHaveText(/^from the link, \d\d:\d\d UTC; default: shop$/);
    await expect(origin(page, 'POD')).toHaveText(/^from the link, \d\d:\d\d UTC$/);
    await expect(command(page, 'bare')).toHaveText(
      "docker compose exec db find-parcel 'A B' --namespace=prod",
    );
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('brings nothing that does not fit, and says so even where the panel is folded', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(`${ADDRESS}?namespace=$(touch%20x)&POD=api-7`);
    await expect(page.getByRole('alert')).toHaveText(
      "The link's value for NAMESPACE does not fit and was not taken: $(touch x)",
    );
    // Its default would be another namespace than the one that the alert is about.
    await expect(command(page, 'bare')).toContainText('--namespace=$NAMESPACE');
    await expect(page.getByText('POD api-7')).toBeVisible();
  });

  test('never brings a secret: it is not taken, not kept and not left in the address', async ({ page }) => {
    for (const name of ['API_TOKEN', 'api_token', 'token']) {
      await page.goto(`${ADDRESS}?${name}=hunter2&pod=api-7`);
      await expect(page.getByRole('alert')).toHaveText(
        'API_TOKEN is secret: the value in the link was not taken.',
      );
      await expect(page).toHaveURL(/\?pod=api-7$/);
    }
    expect(await page.content()).not.toContain('hunter2');
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain(
      'hunter2',
    );
    await box(page, 'PARCEL').fill('A-7');
    expect(
      await copied(page, 'ship').catch(() => page.evaluate(() => navigator.clipboard.readText())),
    ).toContain('$API_TOKEN');
    await expect(page.getByText('read -rs API_TOKEN && export API_TOKEN')).toBeVisible();
  });

  test('that is copied carries the values', async ({ page }) => {
    await page.goto(`${ADDRESS}?pod=api-7`);
    await box(page, 'PARCEL').fill('A&B');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).search).toBe('?PARCEL=A%26B&POD=api-7');
    await page.getByRole('button', { name: 'Clear values' }).click();
    await page.goto(link);
    await expect(command(page, 'bare')).toHaveText(
      "docker compose exec db find-parcel 'A&B' --namespace=shop",
    );
  });

  test('from a search says that the values are from the paste', async ({ page }) => {
    await page.goto('.');
    const alert = { labels: { namespace: 'prod' }, annotations: { summary: 'A parcel cannot be found' } };
    await page.getByLabel('Search the runbooks').fill(JSON.stringify({ alerts: [alert] }));
    await expect(page.getByRole('option', { selected: true })).toContainText('A parcel cannot be found');
    await page.keyboard.press('Enter');
    await expect(origin(page, 'NAMESPACE')).toHaveText(/^from your paste, \d\d:\d\d UTC; default: shop$/);
    await expect(command(page, 'bare')).toContainText('--namespace=prod');
  });
});

test.describe('Of two alerts', () => {
  test('none stands beside a value of the other, and what came before is offered', async ({ page }) => {
    await page.goto(`${ADDRESS}?namespace=prod&parcel=A-1&values-from=alert/ParcelLost`);
    await expect(command(page, 'bare')).toHaveText('docker compose exec db find-parcel A-1 --namespace=prod');
    await expect(page).toHaveURL(/\?namespace=prod&parcel=A-1$/);
    await page.goto(`${ADDRESS}?namespace=team+a%2Fb&parcel=B-2`);
    await expect(command(page, 'bare')).toHaveText(
      'docker compose exec db find-parcel B-2 --namespace=$NAMESPACE',
    );
    await expect(origin(page, 'NAMESPACE')).toContainText('the value that came with the link was refused');
    const before = page.locator('[data-name=NAMESPACE] .before');
    await expect(before).toHaveText(/^before: prod, ParcelLost, \d\d?:\d\d.*Use it$/);
    await page.reload();
    await expect(command(page, 'bare')).toContainText('--namespace=$NAMESPACE');
    await page.goto(`${ADDRESS}?namespace=staging&parcel=`);
    await expect(command(page, 'bare')).toHaveText(
      'docker compose exec db find-parcel $PARCEL --namespace=staging',
    );
    await expect(origin(page, 'PARCEL')).toContainText('the link left it empty');
    await page.goto(`${ADDRESS}?namespace=other`);
    await expect(command(page, 'bare')).toHaveText(
      'docker compose exec db find-parcel $PARCEL --namespace=other',
    );
    await page.getByRole('button', { name: 'Use B-2 for PARCEL' }).click();
    await expect(command(page, 'bare')).toHaveText(
      'docker compose exec db find-parcel B-2 --namespace=other',
    );
    await expect(origin(page, 'PARCEL')).toHaveText('typed');
    await expect(box(page, 'PARCEL')).toBeFocused();
  });

  test('the first does not come back with Back, and never over what is there now', async ({ page }) => {
    await page.goto(`${ADDRESS}?namespace=prod&parcel=A-1`);
    await expect(command(page, 'bare')).toContainText('A-1');
    await step(page, 'bare').getByRole('radio', { name: 'docker' }).check();
    await page.goto(`${ADDRESS}?namespace=staging&parcel=B-2`);
    await expect(command(page, 'bare')).toContainText('B-2');
    await step(page, 'bare').getByRole('radio', { name: 'kubernetes' }).check();
    await box(page, 'POD').fill('api-7');
    await page.goBack();
    await expect(command(page, 'bare')).toHaveText('kubectl -n "staging" exec "api-7" -- find-parcel "B-2"');
    await expect(box(page, 'POD')).toHaveValue('api-7');
    await expect(page).not.toHaveURL(/A-1/);
    await page.goto('runbooks/shop/replication-lag/');
    await expect(box(page, 'NAMESPACE')).toHaveValue('staging');
  });

  test('the second empties even where it says nothing of the page', async ({ page }) => {
    await page.goto(`${ADDRESS}?namespace=prod&parcel=A-1`);
    await expect(command(page, 'bare')).toContainText('A-1');
    await page.goto(`${ADDRESS}?values-from=alert/Other`);
    await expect(command(page, 'bare')).toHaveText(
      'docker compose exec db find-parcel $PARCEL --namespace=shop',
    );
  });
});

test.describe('For the visit', () => {
  test('a value is kept on other pages, and one button clears it', async ({ page }) => {
    await page.goto(`${ADDRESS}?namespace=prod`);
    await expect(command(page, 'bare')).toContainText('--namespace=prod');
    await page.goto('runbooks/shop/replication-lag/');
    await expect(box(page, 'NAMESPACE')).toHaveValue('prod');
    await expect(origin(page, 'NAMESPACE')).toHaveText(/^from the link, \d\d:\d\d UTC; default: shop$/);
    await page.getByRole('button', { name: 'Clear values' }).click();
    await expect(box(page, 'NAMESPACE')).toHaveValue('shop');
    await page.goto(ADDRESS);
    await expect(box(page, 'NAMESPACE')).toHaveValue('shop');
  });

  test('a value typed over one of the link stays typed after a reload', async ({ page }) => {
    await page.goto(`${ADDRESS}?namespace=prod`);
    await expect(command(page, 'bare')).toContainText('--namespace=prod');
    await box(page, 'NAMESPACE').fill('test');
    await box(page, 'NAMESPACE').blur();
    await page.reload();
    await expect(box(page, 'NAMESPACE')).toHaveValue('test');
    await expect(origin(page, 'NAMESPACE')).toHaveText('typed; default: shop');
  });

  test('storage that holds something else does no harm', async ({ page }) => {
    await page.addInitScript(() => {
      sessionStorage.setItem('opsbook-values', '[["NAMESPACE",{"value":7}],["POD"],"x"]');
      sessionStorage.setItem('opsbook-steps:/runbooks/shop/find-a-parcel/', '{"a":1}');
    });
    await page.goto(ADDRESS);
    await expect(command(page, 'bare')).toContainText('--namespace=shop');
  });

  test('a page whose pattern refuses a value does not take it from the others', async ({ page }) => {
    await page.goto('runbooks/shop/find-a-parcel/?copies=7');
    await expect(box(page, 'COPIES')).toHaveValue('7');
    await page.evaluate(() => {
      sessionStorage.setItem('opsbook-values', '[["COPIES",{"value":"77","origin":"typed"}]]');
    });
    await page.goto(ADDRESS);
    await expect(box(page, 'COPIES')).toHaveValue('2');
    expect(await page.evaluate(() => sessionStorage.getItem('opsbook-values'))).toContain('77');
  });

  test('what storage holds is checked as if it came from a link', async ({ page }) => {
    await page.addInitScript(() => {
      sessionStorage.setItem('opsbook-values', '[["NAMESPACE",{"value":"a;b","origin":"typed"}]]');
    });
    await page.goto(ADDRESS);
    await expect(box(page, 'NAMESPACE')).toHaveValue('shop');
  });
});

test.describe('Steps', () => {
  test('are ticked, and the outline marks them, until the visit ends', async ({ page }) => {
    await page.goto(ADDRESS);
    await step(page, 'nested').getByRole('checkbox', { name: 'Done: nested' }).check();
    await expect(page.getByRole('listitem').filter({ hasText: 'nested' }).first()).toHaveClass(/is-done/);
    await page.reload();
    await expect(step(page, 'nested').getByRole('checkbox')).toBeChecked();
    await step(page, 'bare').getByRole('checkbox').filter({ visible: true }).check();
    await step(page, 'bare').getByRole('radio', { name: 'kubernetes' }).check();
    await expect(step(page, 'bare').getByRole('checkbox').filter({ visible: true })).toBeChecked();
  });

  test('are walked, copied and ticked with single keys, but not while somebody types', async ({ page }) => {
    await page.goto(ADDRESS);
    // Elsewhere on the page a letter is the browser's own.
    await page.keyboard.press('j');
    await expect(step(page, 'bare').locator('pre').first()).not.toBeFocused();
    await step(page, 'bare').locator('pre').first().focus();
    await page.keyboard.press('j');
    await expect(step(page, 'literal').locator('pre').first()).toBeFocused();
    await page.keyboard.press('k');
    await page.keyboard.press('x');
    await expect(step(page, 'bare')).toHaveClass(/is-done/);
    await page.keyboard.press('x');
    await expect(step(page, 'bare')).not.toHaveClass(/is-done/);
    await page.keyboard.press('c');
    await expect(step(page, 'bare').getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('find-parcel');
    await box(page, 'POD').focus();
    await page.keyboard.type('jxck');
    await expect(box(page, 'POD')).toHaveValue('jxck');
    await expect(step(page, 'bare')).not.toHaveClass(/is-done/);
  });

  test('are in the list of keys', async ({ page }) => {
    await page.goto(ADDRESS);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('tick that step');
  });

  test('are where a decision leads', async ({ page }) => {
    await page.goto(ADDRESS);
    const decision = page.getByRole('note').filter({ hasText: 'two rows' });
    await expect(decision.getByRole('link', { name: 'In the cluster' })).toHaveAttribute(
      'href',
      '#in-the-cluster',
    );
    await decision.getByRole('link', { name: 'short' }).click();
    await expect(step(page, 'short')).toBeInViewport();
  });
});

test('what came out is compared line by line with what was expected', async ({ page }) => {
  await page.goto(ADDRESS);
  const expected = step(page, 'bare').locator('.expected').filter({ visible: true });
  await expected.getByRole('button', { name: 'Compare' }).click();
  const paste = expected.getByRole('textbox', { name: 'Paste what you got' });
  await expect(paste).toBeFocused();
  await paste.fill('parcel 7 found\nno items\ntotal');
  const rows = expected.getByRole('row');
  await expect(rows).toHaveText([
    'fitsparcel 7 found',
    'missing\\d+ items (regex)',
    'left outnote (?)',
    'unexpectedno items',
    'fitstotal',
  ]);
  await expect(expected.getByText('2 lines do not fit.')).toBeVisible();
  await paste.fill('parcel 7 found\n12 items\ntotal\n');
  await expect(expected.getByText('All of it fits.')).toBeVisible();
  await expected.getByRole('button', { name: 'Compare' }).click();
  await expect(paste).toHaveCount(0);
});

test('an output that is to be like a sample is compared as a run compares it', async ({ page }) => {
  await page.goto(ADDRESS);
  const expected = step(page, 'alike').locator('.expected');
  await expect(expected.getByText('Expected output, or one like it')).toBeVisible();
  await expected.getByRole('button', { name: 'Compare' }).click();
  const paste = expected.getByRole('textbox', { name: 'Paste what you got' });
  await paste.fill('{"state":"found","parcel":7}');
  await expect(expected.getByText('It is like the sample, though 2 lines do not fit.')).toBeVisible();
  await paste.fill('nothing of it');
  await expect(expected.getByText('It is not like the sample: 2 lines do not fit.')).toBeVisible();
});

test('everything of it is accessible in both themes', async ({ page }) => {
  await page.goto(`${ADDRESS}?namespace=$(x)&pod=api-7&token=x`);
  await box(page, 'COPIES').fill('12');
  await step(page, 'plain').getByRole('checkbox').check();
  const expected = step(page, 'bare').locator('.expected').filter({ visible: true });
  await expected.getByRole('button', { name: 'Compare' }).click();
  await expected.getByRole('textbox').fill('parcel 7 found\nx');
  await expect(expected.getByRole('table')).toBeVisible();
  await expectNoFindings(page);
});

test('paper shows the values in their places', async ({ page }) => {
  await page.goto(`${ADDRESS}?parcel=A-7`);
  await page.emulateMedia({ media: 'print' });
  await expect(command(page, 'nested')).toContainText("grep -F 'A-7'");
  await expect(page.getByRole('button', { name: /Copy|Compare|Clear/ })).toHaveCount(0);
});

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('variables stay as they are, and the panel tells of them', async ({ page }) => {
    await page.goto(ADDRESS);
    await expect(command(page, 'rate')).toContainText('parcel="$PARCEL"');
    await expect(page.getByText('A pod of the basket service')).toBeVisible();
    await expect(origin(page, 'COPIES')).toHaveText('default 2');
    await expect(origin(page, 'POD')).toHaveText('to fill in');
    const panel = page.getByRole('complementary', { name: 'Values' });
    await expect(panel.getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('checkbox')).toHaveCount(0);
  });
});
