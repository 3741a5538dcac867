import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test as base } from '@playwright/test';
import { printable } from '../../src/runbook/words/printable.ts';
import { serveSite } from '../../src/tools/serve-site.ts';
import { opsbook } from './opsbook.ts';
import { freshFolder } from './sites.ts';
import { writeFiles } from './write-files.ts';

/** Texts that are read again, and places with a meaning: one of each kind that `npm run fuzz` knows. */
const SCRIPTS: readonly string[] = [
  'echo $V',
  'echo "$V"',
  'ssh host "grep $V f"',
  `ssh host grep "'$V'" f`,
  `ssh host "ssh other 'ls $V'"`,
  'ssh host bash <<EOF\nls "$V"\nEOF',
  "ssh host bash <<'EOF'\nls $V\nEOF",
  `bash -c 'ls "$V"'`,
  `docker run -e V image sh -c 'echo "$V"'`,
  'printenv V',
  'export V\n./check.sh',
  'eval "ls $V"',
  'echo "ls $V" > f.sh; bash f.sh',
  'echo "$V" | bash',
  `perl -ne 'print' "$V"`,
  'sed "s/a/$V/" f',
  'curl "https://host/items/$V?x=$V"',
  `psql -c "SELECT * FROM t WHERE id = '$V'"`,
  'echo "${V%.*}"',
  '[[ $V == x ]] && echo $(( V + 1 ))',
];

const HOSTILE: readonly string[] = [
  'api-7',
  `it's; $(id) "1"`,
  "';`id`;'",
  '";id;" \\',
  'a[$(id)] | id',
  'x\nid\nEOF\nid',
  '%0a$IFS{a,b}*~',
  'é 😀 !! ^a^b',
  '\u202eid',
  '\u0007id\u001b[2J',
];

/** What a param refuses whatever its pattern says. */
const REFUSED: readonly (readonly [value: string, reason: string])[] = [
  ['-rf', 'begins with -, like an option'],
  ['@/etc/passwd', 'asks for the content of a file'],
  ['../../etc', 'holds .., which leaves a folder'],
];

const ID = 'shop/attacked';

const RUNBOOK = [
  '---',
  'title: Attacked by values',
  'kind: procedure',
  'summary: Every place has a value.',
  'service: shop',
  'owner: shop',
  'symptoms: [Orders vanish at noon]',
  'params:',
  "  V: { description: The value, label: pod, pattern: '[\\s\\S]*' }",
  '---',
  '',
  '## Steps',
  '',
  ...SCRIPTS.map((script, at) => `\`\`\`bash {name=s${at} risk=read}\n${script}\n\`\`\`\n`),
  '## Verification',
  '',
  'Look.',
  '',
  '## Rollback',
  '',
  'None.',
  '',
].join('\n');

base.describe.configure({ mode: 'default', timeout: 400_000 });

/** The site of a book with one page, served. */
const test = base.extend<object, { site: { root: string; address: string } }>({
  site: [
    // Playwright wants the first argument taken apart, also where nothing is needed of it.
    async ({}, use, { workerIndex }) => {
      const folder = freshFolder(`hostile-values-${workerIndex}`);
      const root = join(folder, 'book');
      await writeFiles(root, {
        'opsbook.yaml': 'site:\n  title: Shop\n  manual: false\nrules:\n  risk-declared: off\n',
        'content/teams.yaml': 'shop:\n  name: Shop\n',
        'content/services/shop.yaml': 'name: Shop\nsystem: shop\nowner: shop\ndescription: Sells.\n',
        [`content/runbooks/${ID}.mdx`]: RUNBOOK,
      });
      const out = join(folder, 'site');
      expect(await opsbook('build', '--root', root, '--out', out)).toMatchObject({ status: 0 });
      const server = await serveSite({ folder: out, base: '/', port: 0, host: '127.0.0.1' });
      await use({ root, address: `http://localhost:${server.port}/` });
      await server.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
});

/** What the copy button of a step gives, and what stands below the command. */
interface Copied {
  /** Undefined where it is not copied with a hole in it. */
  readonly text: string | undefined;
  readonly note: string;
}

/** Presses every copy button, with a clipboard that keeps what it is given. */
function copyAll(page: Page): Promise<readonly Copied[]> {
  return page.evaluate(async (count) => {
    let kept: string | undefined;
    const writeText = (text: string): Promise<void> => Promise.resolve(void (kept = text));
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    const found: { text: string | undefined; note: string }[] = [];
    for (let at = 0; at < count; at += 1) {
      kept = undefined;
      const step = document.querySelector(`[data-step=s${at}]`);
      const button = step?.querySelector<HTMLButtonElement>('button.copy');
      button?.click();
      while (button?.textContent === 'Copy') await new Promise((done) => requestAnimationFrame(done));
      found.push({ text: kept, note: step?.querySelector('.unfit-note')?.textContent ?? '' });
    }
    return found;
  }, SCRIPTS.length);
}

/** The step as `opsbook show` prints it. */
function inTerminal({ text, note }: Copied, at: number): string {
  const reason = note.replace(/^Not filled in: /, '');
  const said = reason ? [`  not filled in: ${reason}`] : [];
  if (text === undefined) return said.join();
  const code = text
    .split('\n')
    .map((line) => (line ? `    ${line.split('\t').map(printable).join('\t')}` : ''));
  return [`  bash · s${at} · read`, ...code, ...said].join('\n');
}

const shown = async (root: string, value: string): Promise<string> => {
  const said = await opsbook('show', ID, '--root', root, '--set', `V=${value}`);
  expect(said).toMatchObject({ status: 0, stderr: '' });
  return said.stdout.replaceAll('`', '');
};

test('what is copied with a value of a link is what show prints, byte for byte, or both refuse it with one reason', async ({
  page,
  site,
}) => {
  let refused = 0;
  for (const value of HOSTILE) {
    await page.goto(`${site.address}runbooks/${ID}/?V=${encodeURIComponent(value)}`);
    const copied = await copyAll(page);
    const terminal = await shown(site.root, value);
    refused += copied.filter(({ note }) => note !== '').length;
    for (const [at, one] of copied.entries())
      expect(`${terminal}\n`, value).toContain(`${inTerminal(one, at).replaceAll('`', '')}\n`);
    // By the label of an alert, and typed, it stands there in the same way.
    await page.goto('about:blank');
    await page.goto(`${site.address}runbooks/${ID}/?pod=${encodeURIComponent(value)}`);
    expect(await copyAll(page), value).toEqual(copied);
    // No key gives a line end or a control character to such a box.
    if (/[\n\u0007]/.test(value)) continue;
    await page.goto('about:blank');
    await page.goto(`${site.address}runbooks/${ID}/?pod=other`);
    await page.getByRole('textbox', { name: 'V', exact: true }).fill(value);
    expect(await copyAll(page), value).toEqual(copied);
  }
  expect(refused).toBeGreaterThan(20);
});

test('a value that its param refuses stands nowhere, and page and show say the same', async ({
  page,
  site,
}) => {
  for (const [value, reason] of REFUSED) {
    await page.goto(`${site.address}runbooks/${ID}/?V=${encodeURIComponent(value)}`);
    await expect(page.getByRole('alert')).toContainText(`${reason} and was not taken`);
    for (const { text = '' } of await copyAll(page)) expect(text).not.toContain(value);
    await page.getByRole('textbox', { name: 'V', exact: true }).fill(value);
    await expect(page.locator('[data-name=V] .origin')).toContainText(reason);
    const said = await opsbook('show', ID, '--root', site.root, '--set', `V=${value}`);
    expect(said.status).toBe(2);
    expect(said.stderr.replaceAll('`', '')).toContain(reason);
  }
});

test('a part of the address after # gives no value', async ({ page, site }) => {
  await page.goto(`${site.address}runbooks/${ID}/#V=$(id)&pod=$(id)`);
  for (const { text = '' } of await copyAll(page)) expect(text).not.toContain('id)');
});

test('a pasted alert brings its value as a link does', async ({ page, site }) => {
  for (const value of [HOSTILE[1] ?? '', '%0a$IFS{a,b}*~']) {
    await page.goto(site.address);
    const alert = { labels: { pod: value }, annotations: { summary: 'Orders vanish at noon' } };
    await page.getByLabel('Search the runbooks').fill(JSON.stringify({ alerts: [alert] }));
    await expect(page.getByRole('option', { selected: true })).toContainText('Attacked by values');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-name=V] .origin')).toContainText('from your paste');
    const copied = await copyAll(page);
    await page.goto(`${site.address}runbooks/${ID}/?V=${encodeURIComponent(value)}`);
    expect(copied, value).toEqual(await copyAll(page));
  }
});
