import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MISSING, startMonitoring } from './monitoring.ts';
import { opsbook } from './opsbook.ts';
import { PROJECT } from './sites.ts';
import { expect, test } from './site-test.ts';

test.use({ site: 'demo' });

/** The Slack part of the manual's page, so that what it says is what is tested. */
const GUIDE = readFileSync(join(PROJECT, 'src/site/manual/alert-links.mdx'), 'utf8');
const SLACK = /```yaml title=alertmanager\.yml\n([\s\S]*?)```/.exec(GUIDE)?.[1] ?? '';

test('an alert fires, and the link in its notification leads to its runbook with its labels in the commands', async ({
  page,
  baseURL,
}) => {
  test.skip(MISSING.length > 0, `not installed: ${MISSING.join(', ')} (Debian's packages of that name)`);
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-alert-fires-'));
  const book = join(folder, 'book');
  cpSync(join(PROJECT, 'content'), join(book, 'content'), { recursive: true });
  cpSync(join(PROJECT, 'opsbook.yaml'), join(book, 'opsbook.yaml'));
  // The demo's rules lead to where `npm start` shows it: that site is given up for the one of this test.
  const moved = ['--url', baseURL ?? '', '--replace', 'http://localhost:4321/'];
  const annotated = await opsbook('alerts', 'annotate', '--write', '--root', book, ...moved);
  expect(annotated.status).toBe(0);
  const monitoring = await startMonitoring({
    folder,
    rules: [join(book, 'content/alerts/*.yaml')],
    metrics: 'taskiq_queue_depth{queue="urgent_tasks"} 150\n',
    receiver: receivers(SLACK),
  });
  try {
    const hook = await monitoring.notification('/hook');
    expect(hook.body).toMatchObject({
      alerts: [{ labels: { alertname: 'TaskiqQueueBacklog', queue: 'urgent_tasks' } }],
    });
    const slack = await monitoring.notification('/slack');
    // The shape that Slack's incoming webhooks take.
    const { attachments } = slack.body as { attachments: { title_link: string; text: string }[] };
    const link = attachments[0]?.title_link ?? '';
    expect(link).toBe(`${baseURL}alerts/TaskiqQueueBacklog/?queue=urgent_tasks`);
    await page.goto(link);
    await expect(page).toHaveURL(/runbooks\/serotonin-script\/queue-backlog\/\?queue=urgent_tasks/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Taskiq queue backlog');
    await expect(page.locator('[data-step=queue-depth] code.command').first()).toContainText(
      /LLEN "?urgent_tasks/,
    );
  } finally {
    await monitoring.stop();
    rmSync(folder, { recursive: true });
  }
});

/** The guide's receiver, sent here instead of to Slack, and a plain webhook beside it. */
function receivers(guide: string): string {
  const own = guide
    .replace(/^route:[\s\S]*?(?=^receivers:)/m, '')
    .replace(/https:\/\/hooks\.slack\.com\/\S+/, 'RECEIVER/slack');
  return own
    .replace(/( +)slack_configs:/, "$1webhook_configs: [{ url: 'RECEIVER/hook' }]\n$1slack_configs:")
    .replace(/- name: \S+/, '- name: people');
}
