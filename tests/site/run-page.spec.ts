import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { expectNoFindings } from './axe.ts';
import { buildRunBook, processesWith, serveRun, startServices } from './run-site.ts';
import type { RealServices, RunSite } from './run-site.ts';
import { expect, test } from './site-test.ts';

// Their pages come from a server of their own, and some of them provoke what no other page does.
test.use({ isWatched: false });
// One set of services for all, on one worker.
test.describe.configure({ mode: 'default' });

/** A wait that no other run of these tests on this machine has. */
const HANG = `987.${process.pid}`;

const fence = (attributes: string, code: string, language = 'bash'): string =>
  `\`\`\`${language} {${attributes}}\n${code}\n\`\`\`\n`;
const REDIS = 'redis-cli -s "$OPSBOOK_VERIFY/redis/redis.sock"';

const FILES = {
  'opsbook.yaml': 'site: { title: Shop, manual: false }\n',
  'content/alerts/shop.rules.yaml': [
    'groups:',
    '  - name: shop',
    '    rules:',
    '      - alert: QueueBacklog',
    '        expr: queue_depth > 2',
    '        labels: { severity: page }',
    '        annotations: { summary: Jobs wait }',
    '',
  ].join('\n'),
  'content/runbooks/shop/queue.md': [
    '---',
    'title: Queue backlog',
    'kind: incident',
    'summary: Jobs wait faster than they are taken.',
    'symptoms: [Jobs wait]',
    'alerts: [QueueBacklog]',
    'params:',
    "  QUEUE: { description: The list that holds the jobs, pattern: '[a-z_]+', label: queue }",
    '---',
    '## Diagnosis',
    fence('name=depth risk=read', `${REDIS} LLEN "$QUEUE"`),
    fence('of=depth means="over 2 confirms the alert"', '\\d+ (regex)', 'output'),
    fence('name=stuck risk=read', 'SELECT status, count(*) FROM tasks GROUP BY status;', 'sql'),
    fence('name=hang risk=read', `(setsid sleep ${HANG} & sleep ${HANG}); echo never`),
    fence('name=console risk=read interactive', 'redis-cli'),
    fence('name=example ignore', 'echo an example'),
    '## Mitigation',
    fence('name=drain risk=change rollback=unpark', `${REDIS} RENAME "$QUEUE" parked`),
    fence('name=purge risk=destroy dryrun=depth', `${REDIS} DEL "$QUEUE"`),
    '## Verification',
    fence('name=drained risk=read', `${REDIS} LLEN "$QUEUE"`),
    fence('of=drained', '[01] (regex)', 'output'),
    '## Rollback',
    fence('name=refill risk=change', `${REDIS} RPUSH "$QUEUE" a b c d`),
    fence('name=unpark risk=change', `${REDIS} RENAME parked "$QUEUE"`),
  ].join('\n'),
  // Of another system's dialect: such a page stops no build, whatever is in it.
  'content/runbooks/shop/hostile.md': [
    '# Hostile',
    '<script>window.pwned = 1</script> <img src="x" onerror="window.pwned=1">',
    '',
    '<a href="javascript:window.pwned=1">click</a>',
    '',
    '```bash',
    `printf '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>\\n\\e]8;;javascript:alert(1)\\aclick\\e]8;;\\a \\e[31mred\\e[0m\\n'`,
    '```',
    '',
  ].join('\n'),
};

let services: RealServices;
let root: string;
let site: RunSite;
test.beforeAll(async () => {
  [services, root] = await Promise.all([startServices('run-services'), buildRunBook('run-book', FILES)]);
});
test.beforeEach(async () => {
  const lacking = services.lacking;
  test.skip(lacking !== undefined, lacking ?? '');
  for (const file of ['note.md', 'log.jsonl']) rmSync(join(root, file), { force: true });
  site = await serve();
});
test.afterEach(async () => {
  if (site.child.exitCode === null && site.child.signalCode === null) expect(await site.stop()).toBe(0);
});
test.afterAll(() => services.stop());

function serve(...flags: readonly string[]): Promise<RunSite> {
  const records = ['--note', 'note.md', '--log', 'log.jsonl'];
  return serveRun(root, { flags: [...records, ...flags], environment: services.environment });
}

const RUNBOOK = '/runbooks/shop/queue/';
const runOf = (page: Page, name: string): Locator =>
  page.getByRole('button', { name: `Run ${name}`, exact: true });
const panelOf = (page: Page, name: string): Locator => page.getByRole('region', { name: `Run of ${name}` });

/** The tab that the printed address was opened in, on the runbook. */
async function openRunbook(page: Page, path = `${RUNBOOK}?queue=jobs`): Promise<void> {
  await page.goto(site.address);
  await expect(page).not.toHaveURL(/run=/);
  await page.goto(site.origin + path);
  await expect(page.getByRole('complementary', { name: 'Shell of this tab' })).toBeVisible();
}

/** Fills the queue by the runbook's own rollback. */
async function refill(page: Page): Promise<void> {
  await runOf(page, 'refill').click();
  await page.getByRole('button', { name: 'Run it' }).click();
  await expect(panelOf(page, 'refill')).toContainText('Ok: exit status 0');
}

const logLines = (): readonly Record<string, unknown>[] =>
  readFileSync(join(root, 'log.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('an incident, from the alert’s link to its verification, by clicks alone', async ({ page }) => {
  await page.goto(site.address);
  await page.goto(`${site.origin}/alerts/QueueBacklog/?queue=jobs`);
  await expect(page).toHaveURL(/runbooks\/shop\/queue/);
  await page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    document.addEventListener('opsbook:ran', (event) => told.push((event as CustomEvent).detail));
  });
  await refill(page);
  await runOf(page, 'depth').click();
  await expect(panelOf(page, 'depth')).toContainText('4 is over 2: confirms the alert.');
  await expect(panelOf(page, 'depth')).toContainText('All of it fits.');
  await runOf(page, 'stuck').click();
  await expect(panelOf(page, 'stuck')).toContainText('running | 1');
  await runOf(page, 'drain').click();
  const dialog = page.getByRole('dialog', { name: 'Run drain?' });
  await expect(dialog).toContainText('RENAME "$QUEUE" parked');
  await expect(dialog).toContainText('QUEUE=jobs');
  await expect(dialog).toContainText('What undoes it: unpark');
  await expectNoFindings(page);
  await dialog.getByRole('button', { name: 'Run it' }).click();
  await panelOf(page, 'drain').getByRole('button', { name: 'Verify: drained' }).click();
  await expect(panelOf(page, 'drained')).toContainText('Ok: exit status 0, as expected');
  await expect(page.getByRole('button', { name: 'Undo: unpark' })).toBeVisible();
  await expectNoFindings(page);
  const told = await page.evaluate(() => (window as unknown as { told: unknown[] }).told);
  expect(told.at(-1)).toMatchObject({
    ...{
      runbook: 'shop/queue',
      snippet: 'drained',
      risk: 'read',
      status: 0,
      outcome: 'passed',
      isGood: true,
    },
    ...{ values: { QUEUE: 'jobs' }, output: '0\n', words: 'exit status 0, as expected' },
    ...{
      command: expect.stringContaining('LLEN "$QUEUE"'),
      duration: expect.any(Number),
      at: expect.any(String),
    },
  });
  expect(await site.stop()).toBe(0);
  const note = readFileSync(join(root, 'note.md'), 'utf8');
  const timeline = note.split('## Timeline')[1] ?? '';
  for (const step of ['refill', 'depth', 'stuck', 'drain', 'drained']) {
    expect(timeline).toMatch(new RegExp(`- \\d\\d:\\d\\d:\\d\\d to .*\`${step}\`: .*exit 0`));
    expect(note).toContain(`\`${step}\`: exit status 0`);
  }
  expect(note).toContain('5 steps run from the page.');
  const ended = logLines().filter(({ event }) => event === 'ended');
  expect(ended.map(({ step, status }) => [step, status])).toEqual(
    ['refill', 'depth', 'stuck', 'drain', 'drained'].map((step) => [step, 0]),
  );
});

test('the same by the keyboard alone; what destroys wants its word, and its dry run comes first', async ({
  page,
}) => {
  await openRunbook(page);
  const { keyboard } = page;
  await page.locator('#depth pre').first().focus();
  await keyboard.press('r');
  await expect(panelOf(page, 'depth')).toContainText('Ok: exit status 0');
  await runOf(page, 'refill').focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(panelOf(page, 'refill')).toContainText('Ok: exit status 0');
  await expect(runOf(page, 'refill')).toBeFocused();
  await runOf(page, 'purge').focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Dry run first: depth' })).toBeFocused();
  await expectNoFindings(page, ['light']);
  await keyboard.press('Enter');
  await expect(runOf(page, 'depth')).toBeFocused();
  await expect(panelOf(page, 'depth')).toContainText('is over 2: confirms the alert');
  await runOf(page, 'purge').focus();
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Dry run first: depth' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.type('purg');
  await expect(page.getByRole('button', { name: 'Run it' })).toBeDisabled();
  await keyboard.type('e');
  await keyboard.press('Enter');
  await expect(panelOf(page, 'purge')).toContainText('Ok: exit status 0');
  await expect(page.getByRole('status').last()).toContainText('purge: exit status 0');
  // From the button: the output, and then what shows whether it helped.
  await keyboard.press('Tab');
  await panelOf(page, 'purge').getByRole('button', { name: 'Verify: drained' }).focus();
  await keyboard.press('Enter');
  await expect(panelOf(page, 'drained')).toContainText('Ok: exit status 0, as expected');
});

test('a step is stopped with its children; one that goes on is there after a reload', async ({ page }) => {
  await openRunbook(page);
  await runOf(page, 'hang').click();
  await expect.poll(() => processesWith(HANG).length).toBeGreaterThan(1);
  await page.reload();
  await page.getByRole('button', { name: 'Stop hang' }).click();
  await expect(panelOf(page, 'hang')).toContainText('Stopped after');
  await expect.poll(() => processesWith(HANG)).toEqual([]);
  await expect(page.getByRole('button', { name: 'opsbook run' })).toHaveCount(1);
});

test('killed in the middle, the service leaves nothing running, and the page says that nobody saw the end', async ({
  page,
}) => {
  await openRunbook(page);
  await runOf(page, 'hang').click();
  await expect.poll(() => processesWith(HANG).length).toBeGreaterThan(1);
  site.child.kill('SIGKILL');
  await expect(panelOf(page, 'hang')).toContainText('it has ended');
  await expect.poll(() => processesWith(HANG)).toEqual([]);
});

test('a page that is older than the book runs nothing', async ({ page }) => {
  const path = join(root, 'content/runbooks/shop/queue.md');
  await openRunbook(page);
  try {
    writeFileSync(path, FILES['content/runbooks/shop/queue.md'].replace('LLEN', 'DEL'));
    await runOf(page, 'depth').click();
    await expect(panelOf(page, 'depth')).toContainText('The page is older than the book');
    await page.reload();
    await expect(page.getByRole('complementary', { name: 'Shell of this tab' })).toContainText(
      'older than the book',
    );
    await expect(runOf(page, 'depth')).toHaveCount(0);
  } finally {
    writeFileSync(path, FILES['content/runbooks/shop/queue.md']);
  }
});

test('scripts in a book and in an output are text', async ({ page }) => {
  await openRunbook(page, '/runbooks/shop/hostile/');
  await runOf(page, 'line 6').click();
  const output = page.getByRole('group', { name: 'Output of line 6' });
  await expect(output).toHaveText(
    /<img src=x onerror="window.pwned=1"><script>window.pwned=1<\/script>\s*click red/,
  );
  await expect(output.locator('img, script, a')).toHaveCount(0);
  await expect(output.locator('.tone-red')).toHaveText('red');
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
});

test('a page of another origin can post to it, frame it, listen to it and open a socket to no effect', async ({
  page,
}) => {
  const other = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end('<title>evil</title>');
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => other.once('listening', ready));
  const { port } = other.address() as AddressInfo; // it listens on a host and port
  try {
    await page.goto(`http://127.0.0.1:${port}/`);
    const came = await page.evaluate(async (origin) => {
      const start = `${origin}/opsbook-run/start`;
      const settled = (work: Promise<unknown>): Promise<string> =>
        work.then(
          () => 'came',
          () => 'refused',
        );
      const plain = await settled(fetch(start, { method: 'POST', body: '{}' }));
      const withToken = await settled(
        fetch(start, {
          method: 'POST',
          body: '{}',
          headers: { 'x-opsbook-run': 'a', 'Content-Type': 'application/json' },
        }),
      );
      const read = await settled(fetch(origin));
      const events = await new Promise<string>((settle) => {
        const source = new EventSource(`${origin}/opsbook-run/follow`);
        source.onopen = () => settle('came');
        source.onerror = () => settle('refused');
      });
      const socket = await new Promise<string>((settle) => {
        const opened = new WebSocket(start.replace('http', 'ws'));
        opened.onopen = () => settle('came');
        opened.onerror = () => settle('refused');
      });
      const script = await new Promise<string>((settle) => {
        const tag = document.createElement('link');
        tag.rel = 'stylesheet';
        tag.href = `${origin}/favicon.svg`;
        tag.onload = () => settle('came');
        tag.onerror = () => settle('refused');
        document.head.append(tag);
      });
      const frame = document.createElement('iframe');
      frame.src = origin;
      document.body.append(frame);
      await new Promise((loaded) => (frame.onload = loaded));
      return { plain, withToken, read, events, socket, script };
    }, site.origin);
    expect(came).toEqual({
      ...{
        plain: 'refused',
        withToken: 'refused',
        read: 'refused',
        events: 'refused',
        socket: 'refused',
        script: 'refused',
      },
    });
    // What the frame shows is the browser's own page, or the words of a refusal.
    const framed = page.frames().find((frame) => frame !== page.mainFrame());
    expect(await framed?.content()).not.toContain('Shop');
    await expect.poll(() => logLines().filter(({ event }) => event === 'refused').length).toBeGreaterThan(1);
    expect(logLines().filter(({ event }) => event === 'started')).toEqual([]);
  } finally {
    other.close();
  }
});

test('a host name that leads to this machine does not lead to the site', async ({}, { project }) => {
  const { launchOptions = {} } = project.use;
  const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP evil.example 127.0.0.1'];
  const browser = await chromium.launch({ ...launchOptions, args });
  try {
    const page = await browser.newPage();
    const { port, hash } = new URL(site.address);
    const answer = await page.goto(`http://evil.example:${port}${RUNBOOK}${hash}`);
    expect(answer?.status()).toBe(403);
    expect(await page.content()).toContain('another name than the printed one');
  } finally {
    await browser.close();
  }
});

test('--only read hides what changes; a tab without the token, and a published site, have no controls', async ({
  page,
  context,
}) => {
  await site.stop();
  site = await serve('--only', 'read');
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  await page.goto(site.origin + RUNBOOK);
  await expect(page.getByRole('button', { name: 'Copy' }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Run / })).toHaveCount(0);
  expect(asked.filter((url) => /opsbook-run|controls/.test(url))).toEqual([]);
  await openRunbook(page);
  await expect(runOf(page, 'depth')).toBeVisible();
  await expect(runOf(page, 'drain')).toHaveCount(0);
  await expect(runOf(page, 'purge')).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Shell of this tab' })).toContainText(
    'Only what is read or less',
  );
});

test('a published site offers the command for a terminal to copy', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`${site.origin}${RUNBOOK}?queue=jobs`);
  const card = page.locator('#depth');
  await card.getByRole('button', { name: 'opsbook run' }).click();
  await expect(card.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'opsbook run shop/queue --step depth --set QUEUE=jobs',
  );
});

test('`dev --run` runs what was written last', async ({ page }) => {
  const path = join(root, 'content/runbooks/shop/queue.md');
  await site.stop();
  site = await serveRun(root, { command: 'dev', environment: services.environment });
  await openRunbook(page);
  await runOf(page, 'hang').waitFor();
  try {
    writeFileSync(
      path,
      FILES['content/runbooks/shop/queue.md'].replace('LLEN "$QUEUE"', 'ECHO written-last'),
    );
    await expect(page.locator('#depth code.command')).toContainText('written-last');
    await runOf(page, 'depth').click();
    await expect(panelOf(page, 'depth')).toContainText('2 lines do not fit.');
    await expect(page.getByRole('group', { name: 'Output of depth', exact: true })).toHaveText(
      'written-last',
    );
  } finally {
    writeFileSync(path, FILES['content/runbooks/shop/queue.md']);
  }
});
