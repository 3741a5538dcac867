import { PAGE_TYPES } from './page-types.ts';
import { expect, test } from './site-test.ts';

test.use({ javaScriptEnabled: false });

test('without JavaScript a page of each kind has its title, its text and the way to the lists', async ({
  page,
}) => {
  for (const [kind, address] of Object.entries(PAGE_TYPES))
    await test.step(kind, async () => {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\w/);
      await expect(page.getByRole('main')).toHaveText(/\w{3}/);
      await expect(
        page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Symptoms' }),
      ).toBeVisible();
      await expect(page.getByRole('button')).toHaveCount(0);
    });
});

test('without JavaScript every variant, tab and output of a runbook can be read', async ({ page }) => {
  await page.goto('runbooks/shop/replication-lag/');
  for (const label of ['lag, docker', 'lag, kubernetes', 'Example of the output of lag, kubernetes']) {
    await expect(page.getByRole('group', { name: label, exact: true })).toBeVisible();
  }
  for (const text of [
    'docker',
    'kubernetes',
    'Restore the backup.',
    'Call the Platform team.',
    'All regions',
  ]) {
    await expect(page.getByText(text, { exact: true }).filter({ visible: true }).first()).toBeVisible();
  }
  await expect(page.getByRole('radio')).toHaveCount(0);
});

test('without JavaScript the lists lead from a symptom to its runbook', async ({ page }) => {
  await page.goto('.');
  await page.getByRole('search').getByRole('link', { name: 'All symptoms' }).click();
  await page.getByRole('link', { name: 'The replication panel is red' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Replication of the basket database');
});

test('without JavaScript nothing of a runbook is folded', async ({ page }) => {
  await page.goto('runbooks/shop/replication-lag/');
  await expect(page.getByText('The log grows by a gigabyte an hour')).toBeVisible();
});
