import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeRepository } from '../tools/repository.ts';
import type { Repository } from '../tools/repository.ts';
import { runCommand } from './run-command.ts';

const PAGE = `---
title: Queue backlog
kind: reference
summary: Jobs wait.
service: worker
owner: platform
alerts: [QueueBacklog, QueueOld]
params:
  QUEUE: { description: The list }
reviewed: 2026-10-01
---

## Look

\`\`\`bash {name=depth risk=read}
redis-cli LLEN "$QUEUE"
\`\`\`

## Fix

\`\`\`bash {name=trim risk=change}
redis-cli RPUSH "$QUEUE" x
\`\`\`
`;

const CHANGED = PAGE.replace('QueueOld', 'QueueNew')
  .replace('  QUEUE:', '  COUNT: { description: How many }\n  QUEUE:')
  .replace(
    '{name=trim risk=change}\nredis-cli RPUSH "$QUEUE" x',
    '{name=trim risk=destroy}\nredis-cli DEL "$QUEUE" # | $COUNT',
  )
  .replace('## Fix', '```bash {name=ping risk=read}\nredis-cli PING\n```\n\n## Fix');

const BOOK = {
  'opsbook.yaml': 'site: { title: Small }\nrules: { destroy-is-guarded: off, change-has-rollback: off }\n',
  'content/teams.yaml': 'platform:\n  name: Platform <team>\n',
  'content/services/worker.yaml': 'name: Worker\nsystem: shop\nowner: platform\ndescription: Works.\n',
  'content/runbooks/queue.mdx': PAGE,
  'content/runbooks/gone.mdx': PAGE.replace('Queue backlog', 'Gone').replaceAll(/alerts.*\n/g, ''),
};

const made: Repository[] = [];
afterEach(() => made.splice(0).forEach((one) => one.remove()));

function changedBook(): Repository {
  const one = makeRepository();
  made.push(one);
  one.write(BOOK);
  one.commit();
  one.write({
    'content/runbooks/queue.mdx': `${CHANGED}\n[x](nowhere.mdx)\n`,
    'content/runbooks/gone.mdx': undefined,
    'content/services/store.yaml': 'name: Store\nsystem: shop\nowner: platform\ndescription: Stores.\n',
    'notes.txt': 'no part of the book',
  });
  return one;
}

const SUMMARY = `## 2 runbooks and 1 other file changed since HEAD: 1 error

### Gone

\`content/runbooks/gone.mdx\` · deleted · owner Platform &lt;team\\>

Params removed: \`QUEUE\`

**read** · removed command \`depth\`

**change** · removed command \`trim\`

### Queue backlog

\`content/runbooks/queue.mdx\` · changed · owner Platform &lt;team\\> · reviewed 2026-10-01, before this change · [preview](https://preview.example.org/pr-7/runbooks/queue/)

| line | level | finding | rule |
|---:|---|---|---|
| 30 | error | Change \`nowhere.mdx\`: there is no file \`content/runbooks/nowhere.mdx\`. | link-resolves |

Params added: \`COUNT\`

Alerts gained: \`QueueNew\`

Alerts lost: \`QueueOld\`

**read** · new command \`ping\`, line 20

\`\`\`bash
redis-cli PING
\`\`\`

**destroy** (was change) · changed command \`trim\`, line 26

\`\`\`diff
- redis-cli RPUSH "$QUEUE" x
+ redis-cli DEL "$QUEUE" # | $COUNT
\`\`\`

### Also changed

- added \`content/services/store.yaml\`
`;

const LINT = ['lint', '--changed-since', 'HEAD', '--rule', 'link-resolves'];

describe('the summary of a change', () => {
  it('is written as Markdown where --summary says', async () => {
    const { folder } = changedBook();
    const preview = ['--preview', 'https://preview.example.org/pr-7/'];
    const { status } = await runCommand([...LINT, '--summary', 'out.md', ...preview], { folder });
    expect(status).toBe(1);
    expect(readFileSync(join(folder, 'out.md'), 'utf8')).toBe(SUMMARY);
  });

  it("is added to the job's summary on GitHub, with the preview that the job names", async () => {
    const { folder } = changedBook();
    const job = join(folder, 'job.md');
    writeFileSync(job, 'Before.\n');
    const environment = { GITHUB_STEP_SUMMARY: job, OPSBOOK_PREVIEW: 'https://preview.example.org/pr-7' };
    const { out } = await runCommand([...LINT, '--format', 'github'], { folder, environment });
    expect(out).toMatch(/^::error file=content\/runbooks\/queue.mdx,line=30/);
    expect(readFileSync(job, 'utf8')).toBe(`Before.\n${SUMMARY}`);
  });

  it('is left out of the job in any other format', async () => {
    const { folder } = changedBook();
    const job = join(folder, 'job.md');
    await runCommand([...LINT, '--format', 'json'], { folder, environment: { GITHUB_STEP_SUMMARY: job } });
    expect(() => readFileSync(job)).toThrow('ENOENT');
  });

  it('lists the findings of a whole book where nothing is compared', async () => {
    const { folder } = changedBook();
    await runCommand(['lint', '--rule', 'link-resolves', '--summary', 'out.md'], { folder });
    expect(readFileSync(join(folder, 'out.md'), 'utf8')).toMatch(
      /^1 error, 0 warnings, 1 page read\.\n\n### content/,
    );
  });

  it('does not repeat a credential, not even one that the change removes', async () => {
    const { folder, write, commit } = changedBook();
    const leak = (more: string): string =>
      `${PAGE}\n\`\`\`bash {name=leak risk=read}\ncurl -u admin:hunter22pass https://x.example.org${more}\n\`\`\`\n`;
    write({ 'content/runbooks/queue.mdx': leak('') });
    commit();
    write({ 'content/runbooks/queue.mdx': leak('/a') });
    const still = await runCommand(['diff', 'HEAD'], { folder });
    write({ 'content/runbooks/queue.mdx': PAGE });
    const gone = await runCommand(['diff', 'HEAD', '--format', 'markdown'], { folder });
    for (const { out } of [still, gone]) {
      expect(out).toMatch(/command `?leak/);
      expect(out).not.toContain('hunter22');
    }
  });

  it.each([
    [['diff'], /diff takes the commit or branch/],
    [['diff', 'a', 'b'], /diff takes the commit or branch/],
    [['diff', 'HEAD', '--preview', 'javascript:x'], /--preview takes an address/],
    [[...LINT, '--summary', 'no/such/folder/out.md'], /the summary could not be written/],
  ])('refuses %j', async (argv, message) => {
    const { status, said } = await runCommand(argv, { folder: changedBook().folder });
    expect({ status, said }).toEqual({ status: 2, said: expect.stringMatching(message) as string });
  });
});

describe('opsbook diff', () => {
  it('shows the same in the terminal', async () => {
    const { folder } = changedBook();
    const { status, out } = await runCommand(['diff', 'HEAD'], { folder });
    expect(status).toBe(0);
    expect(out).toContain('  alerts gained: QueueNew\n');
    expect(out).toContain(
      '  destroy (was change) · changed command trim, line 26\n    - redis-cli RPUSH "$QUEUE" x\n',
    );
    expect(out).toMatch(/queue\.mdx:30:1 {2}error {2}Change `nowhere\.mdx`/);
  });

  it('names no packages that nobody told git to ignore', async () => {
    const one = makeRepository();
    made.push(one);
    one.write({ 'disk.md': '# Disk full\n\nLook at the volume.\n' });
    one.commit();
    one.write({
      'disk.md': '# Disk full\n\nLook again.\n',
      'map.svg': '<svg/>',
      'node_modules/a/index.js': '',
    });
    const { out } = await runCommand(['diff', 'HEAD', '--format', 'json'], { folder: one.folder });
    const { others } = JSON.parse(out) as { others: readonly { path: string }[] };
    expect(others.map(({ path }) => path)).toEqual(['map.svg']);
  });

  it('gives data to programs', async () => {
    const { folder } = changedBook();
    const { out } = await runCommand(['diff', 'HEAD', '--format', 'json'], { folder });
    expect(JSON.parse(out)).toMatchObject({ ref: 'HEAD', runbooks: [{ id: 'gone' }, { id: 'queue' }] });
  });
});
