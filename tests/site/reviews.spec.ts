import { expect, test } from './site-test.ts';

const LAG = 'runbooks/shop/replication-lag/';
const REBUILD = 'runbooks/shop/rebuild-a-replica/';

const DAYS = [
  ['2026-11-20', 'next on 2027-02-01'],
  ['2027-01-25', 'due soon, on 2027-02-01 (in 7 days)'],
  ['2027-01-31', 'due soon, on 2027-02-01 (tomorrow)'],
  ['2027-02-01', 'due since 2027-02-01'],
  ['2027-02-15', 'overdue since 2027-02-01'],
] as const;

test('a runbook says how its review stands on the day that it is read', async ({ page }) => {
  for (const [day, said] of DAYS)
    await test.step(day, async () => {
      await page.clock.setFixedTime(new Date(`${day}T23:30:00Z`));
      await page.goto(REBUILD);
      await expect(page.getByText(`2026-11-01 by Ada Lovelace (by name alone) ${said}`)).toBeVisible();
    });
});

test('a runbook says what has happened since its review', async ({ page }) => {
  await page.goto(LAG);
  const facts = page.locator('.page-facts');
  await expect(facts).toContainText('2026-10-01 by Grace Hopper');
  await expect(facts).toContainText('incident INC-2026-10-20 on 2026-10-20');
  await expect(facts).toContainText('its text has changed since it was signed on 2026-10-01');
});

test('a runbook that nobody has reviewed says so', async ({ page }) => {
  await page.goto('runbooks/shop/ports/');
  await expect(page.locator('.page-facts')).toContainText('Not reviewed yet');
});

test('the home page says how many are due on the day it is read', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2027-01-15T12:00:00Z'));
  await page.goto('.');
  await expect(page.getByText(/\d of \d runbooks have not been reviewed yet\. 1 is due\./)).toBeVisible();
});

test('the reviews lead from an owner to a quarter, its sign-offs and its worksheet', async ({ page }) => {
  await page.goto('.');
  await page.getByRole('navigation', { name: 'More' }).getByRole('link', { name: 'Reviews' }).click();
  const owners = page.getByRole('table').first();
  await expect(owners.getByRole('row', { name: /^Shop operators/ })).toBeVisible();
  for (const name of [
    'Runbooks left to review',
    'Runbooks reviewed in each month',
    'Evidence of the reviews',
  ])
    await expect(page.getByRole('img', { name })).toBeVisible();
  await expect(page.getByRole('row', { name: /^snippets run 1 \d+ %$/ })).toBeVisible();
  await page.getByRole('link', { name: '2026-Q4' }).first().click();
  await expect(
    page.getByRole('row', { name: /Rebuild a replica.*by Ada Lovelace.*Tried with Sam/ }),
  ).toBeVisible();
  await page.getByRole('link', { name: 'shop-operators' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Worksheet of shop-operators, 2026-Q4');
  await page.getByRole('link', { name: 'Rebuild a replica' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rebuild a replica');
});

test('calendars and feeds are files of the site', async ({ page, request }) => {
  await page.goto('reviews/');
  const calendar = await request.get(new URL('shop-operators.ics', page.url()).href);
  expect(calendar.headers()['content-type']).toContain('text/calendar');
  expect(await calendar.text()).toContain('SUMMARY:Review the runbook: Rebuild a replica');
  const feed = await request.get(new URL('feed.xml', page.url()).href);
  expect(await feed.text()).toContain('<feed xmlns="http://www.w3.org/2005/Atom">');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a runbook names the day on which its review is due', async ({ page }) => {
    await page.goto(REBUILD);
    await expect(
      page.getByText('2026-11-01 by Ada Lovelace (by name alone) next on 2027-02-01'),
    ).toBeVisible();
  });

  test('the pictures of the reviews are there, with their numbers', async ({ page }) => {
    await page.goto('reviews/');
    await expect(page.getByRole('img', { name: 'Runbooks reviewed in each month' })).toBeVisible();
    await page.getByText('The numbers').last().click();
    await expect(page.getByRole('row', { name: '2026-11 1' })).toBeVisible();
  });
});
