import type { Page } from '@playwright/test';
import { expect, test } from './site-test.ts';

test.use({ site: 'demo' });

const box = (page: Page) => page.getByLabel('Search the runbooks');
const listbox = (page: Page) => page.getByRole('listbox', { name: 'Results' });
const chosen = (page: Page) => page.getByRole('listbox').getByRole('option', { selected: true });

/** What Alertmanager posts to a webhook: https://prometheus.io/docs/alerting/latest/configuration/#webhook_config */
const WEBHOOK = JSON.stringify(
  {
    version: '4',
    groupKey: '{}/{severity="page"}:{cluster="eu-1"}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'on-call',
    groupLabels: { cluster: 'eu-1' },
    commonLabels: { severity: 'page', cluster: 'eu-1' },
    commonAnnotations: {},
    externalURL: 'http://alertmanager:9093',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'TaskiqQueueBacklog', queue: 'retry_tasks', severity: 'page' },
        annotations: { summary: 'Tasks wait' },
        startsAt: '2026-10-01T03:14:15.123Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus:9090/graph?g0.expr=x',
        fingerprint: 'd1a2b3c4d5e6f708',
      },
      {
        status: 'firing',
        labels: {
          alertname: 'QueueDepthHigh',
          namespace: 'agents-prod',
          key: 'other_queue',
          severity: 'page',
        },
        annotations: { summary: 'Many jobs' },
        startsAt: '2026-10-01T03:14:15.123Z',
        endsAt: '0001-01-01T00:00:00Z',
        generatorURL: 'http://prometheus:9090/graph?g0.expr=y',
        fingerprint: '0807f6e5d4c3b2a1',
      },
    ],
  },
  undefined,
  2,
);

async function paste(page: Page, text: string): Promise<void> {
  await box(page).focus();
  await page.evaluate((value) => {
    const data = new DataTransfer();
    data.setData('text/plain', value);
    const target = document.activeElement;
    if (
      target?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      )
    )
      document.execCommand('insertText', false, value);
  }, text);
}

test("every alert of a pasted webhook is answered for itself, with its own labels' values", async ({
  page,
}) => {
  await page.goto('.');
  await paste(page, WEBHOOK);
  await expect(page.getByText('2 alerts in what you pasted').first()).toBeVisible();
  const backlog = listbox(page).getByRole('group', { name: 'Alert TaskiqQueueBacklog' });
  await expect(backlog.getByRole('option').first()).toContainText('Taskiq queue backlog');
  await expect(backlog.getByRole('option').first()).toContainText(
    'filled from your paste: QUEUE=retry_tasks',
  );
  const depth = listbox(page)
    .getByRole('group', { name: 'Alert QueueDepthHigh' })
    .getByRole('option')
    .first();
  await expect(depth).toContainText('NAMESPACE=agents-prod');
  await expect(depth).toContainText('QUEUE=other_queue');
  await expect(depth).toHaveAttribute('href', /\?(?=.*NAMESPACE=agents-prod)(?=.*QUEUE=other_queue)/);
  await expect(backlog.getByRole('option').first()).toHaveAttribute('href', /QUEUE=retry_tasks/);
});

test('a log line in JSON is read by its fields, and its values are filled in', async ({ page }) => {
  await page.goto('.');
  await paste(
    page,
    '{"ts":"2026-10-01T03:14:15Z","level":"error","logger":"worker","msg":"Tasks stay queued, nothing is taken from the list","queue":"retry_tasks","trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}',
  );
  await expect(chosen(page)).toContainText('Taskiq queue backlog');
  await expect(chosen(page)).toContainText('filled from your paste: QUEUE=retry_tasks');
});

test('a stack trace leads to the runbook of what went wrong, and is shown collapsed', async ({ page }) => {
  await page.goto('.');
  const trace = [
    'Traceback (most recent call last):',
    ...Array.from(
      { length: 30 },
      (_, n) => `  File "/app/services/worker/step_${n}.py", line ${n + 7}, in run\n    return await call()`,
    ),
    'redis.exceptions.ConnectionError: max number of clients reached while reading from Redis',
    'taskiq.exceptions.TaskiqError: broker is not reachable, tasks stay queued in Redis',
  ].join('\n');
  await paste(page, trace);
  await expect(chosen(page)).toBeVisible();
  await expect(listbox(page).getByRole('option').filter({ hasText: 'Taskiq queue backlog' })).toBeVisible();
  const height = (await box(page).boundingBox())?.height ?? Infinity;
  expect(height).toBeLessThan(200);
});

test('from the paste to the step, without the mouse', async ({ page }) => {
  await page.goto('.');
  await paste(page, WEBHOOK);
  await expect(chosen(page)).toBeVisible();
  const first = await chosen(page).getAttribute('href');
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).not.toHaveAttribute('href', first ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(chosen(page)).toHaveAttribute('href', first ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toContain('QUEUE=retry_tasks');
});

test('Ctrl-Enter opens the runbook beside, and the search stays', async ({ page, context }) => {
  await page.goto('.');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('tasks pile up in the queue');
  await expect(chosen(page)).toContainText('Taskiq queue backlog');
  const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Control+Enter')]);
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText('Taskiq queue backlog');
  await expect(box(page)).toHaveValue('tasks pile up in the queue');
  await expect(chosen(page)).toBeVisible();
});

test.describe('without a network', () => {
  // What the full text cannot load is logged; the matches above it must be there all the same.
  test.use({ isWatched: false });

  test('the search answers offline once the page is there', async ({ page, context }) => {
    const body = page.waitForResponse((response) => response.url().endsWith('.body.json'));
    await page.goto('.');
    await box(page).fill('x');
    await (await body).finished();
    // What else was asked for has come too.
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await box(page).fill('');
    await paste(page, WEBHOOK);
    await expect(listbox(page).getByRole('group', { name: 'Alert QueueDepthHigh' })).toBeVisible();
    await box(page).fill('tasks pile up in the queue');
    await expect(chosen(page)).toContainText('Taskiq queue backlog');
  });
});

/** At once, as a paste is: `fill` types line after line, which takes Chromium half a minute for 200 KB. */
async function put(page: Page, text: string): Promise<void> {
  await box(page).evaluate((area, value) => {
    // It is a textarea: a paste has lines.
    (area as HTMLTextAreaElement).value = value;
    area.dispatchEvent(new Event('input', { bubbles: true }));
  }, text);
}

test('a log of 200 KB is matched by a worker, while typing goes on and is answered', async ({ page }) => {
  await page.goto('.');
  const log = Array.from(
    { length: 2000 },
    (_, n) =>
      `2026-10-01T03:14:15Z ERROR worker-${n} task ${n} failed: connection to redis was lost while waiting`,
  ).join('\n');
  await put(page, log);
  // How long it takes is for the bench; that it is no business of the page's own thread is seen here.
  await expect
    .poll(() => page.workers().map((worker) => worker.url()))
    .toContainEqual(expect.stringMatching(/match-worker/)); // the full text has a worker of its own
  await put(page, '');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('tasks pile up in the queue');
  await expect(box(page)).toHaveValue('tasks pile up in the queue');
  await expect(chosen(page)).toContainText('Taskiq queue backlog');
});
