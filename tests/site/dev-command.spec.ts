import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startOpsbook } from './opsbook.ts';
import { writeFiles } from './write-files.ts';

const PAGE = 'book/content/runbooks/disk-full.mdx';

const runbook = (title: string, words: string): string =>
  `---\ntitle: ${title}\nkind: procedure\nsummary: Room on a disk.\nalerts: [DiskFull]\n---\n\n## Steps\n\n${words}\n`;

const rules = (duration: string): string =>
  `groups:\n  - name: disk\n    rules:\n      - alert: DiskFull\n        expr: disk_free == 0\n        for: ${duration}\n`;

test('a strip at the foot of a page has its findings with their lines, and what could not be judged', async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'opsbook-preview-'));
  await writeFiles(folder, {
    'book/opsbook.yaml': '',
    [PAGE]: runbook('Full disk', '```bash\nkubectl gte pods\nshipit deploy\n```'),
  });
  const preview = startOpsbook('dev', '--root', join(folder, 'book'), '--port', '0');
  try {
    const address = (await preview.until(/http:\/\/127\.0\.0\.1:\d+\//))[0];
    await page.goto(`${address}runbooks/disk-full/`);
    const strip = page.getByRole('complementary', { name: 'Findings of this page' });
    const found = strip.locator('li').filter({ hasText: 'change-has-rollback' });
    await expect(found).toContainText('content/runbooks/disk-full.mdx:11:1 warning');
    await expect(found.locator('a')).toHaveAttribute('href', /\/rules\/change-has-rollback\/$/);
    // The page is loaded again by itself when it is fixed.
    await writeFiles(folder, {
      [PAGE]: runbook('Full disk', '```bash\nkubectl get pods\nshipit deploy\n```'),
    });
    await expect(found).toHaveCount(0);
    await expect(
      page.getByText('2 commands: 1 judged whole, 1 not (no such tool is known: shipit)'),
    ).toBeVisible();
  } finally {
    await preview.stop();
    await rm(folder, { recursive: true });
  }
});

test('the preview shows what changes: a page, a new one, one that goes, and rules beside the book', async ({
  request,
}) => {
  // Not below node_modules, where nobody looks for changes.
  const folder = await mkdtemp(join(tmpdir(), 'opsbook-preview-'));
  await writeFiles(folder, {
    'book/opsbook.yaml': 'alerts:\n  rules: ["../rules/*.yaml"]\n',
    [PAGE]: runbook('Full disk', 'Empty the bin.'),
    'rules/disk.yaml': rules('5m'),
  });
  const preview = startOpsbook('dev', '--root', join(folder, 'book'), '--port', '0', '--allow-outside');
  try {
    const address = (await preview.until(/http:\/\/127\.0\.0\.1:\d+\//))[0];
    const shown = async (path: string): Promise<string> => (await request.get(address + path)).text();
    await expect.poll(() => shown('runbooks/disk-full/')).toContain('Empty the bin.');
    await expect.poll(() => shown('alerts/DiskFull/')).toMatch(/<dd[^>]*>5m<\/dd>/);
    const typeOf = async (path: string): Promise<string | undefined> =>
      (await request.get(address + path)).headers()['content-type'];
    expect(await shown('runbooks/disk-full.md')).toContain('Empty the bin.');
    expect(await typeOf('runbooks/disk-full.md')).toBe('text/markdown; charset=utf-8');
    expect(await shown('alerts/DiskFull.md')).toContain('- Fires after: 5m');
    expect(await shown('llms.txt')).toContain('(runbooks/disk-full.md)');
    expect(await shown('book.json')).toContain('"id":"disk-full"');
    expect(await typeOf('book.json')).toBe('application/json; charset=utf-8');
    expect((await request.get(`${address}runbooks/none.md`)).status()).toBe(404);
    expect(await shown('robots.txt')).toContain('User-agent');

    await writeFiles(folder, { [PAGE]: runbook('Full disk', 'Empty the cache.') });
    await expect.poll(() => shown('runbooks/disk-full/')).toContain('Empty the cache.');
    expect(await shown('runbooks/disk-full.md')).toContain('Empty the cache.');

    const added = 'book/content/runbooks/disk-slow.mdx';
    await writeFiles(folder, { [added]: runbook('Slow disk', 'Wait.') });
    await expect.poll(() => shown('runbooks/disk-slow/')).toContain('Slow disk');
    await rm(join(folder, added));
    await expect.poll(() => shown('runbooks/')).not.toContain('Slow disk');

    await writeFiles(folder, { 'rules/disk.yaml': rules('20m') });
    await expect.poll(() => shown('alerts/DiskFull/')).toMatch(/<dd[^>]*>20m<\/dd>/);
  } finally {
    expect(await preview.stop()).toBe(0);
    await rm(folder, { recursive: true });
  }
});
