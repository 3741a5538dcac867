import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { livedHistory, NOTICE } from '../../scripts/example/lived-history.ts';
import { readDemo } from '../../scripts/example/read-demo.ts';
import { writeHistory } from '../../scripts/example/write-history.ts';
import { runCommand } from '../cli/run-command.ts';
import { reviewableText } from '../../src/runbook/read/reviewable-text.ts';

const TODAY = '2026-11-23';
const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'opsbook-example-'));
let book: Record<string, string>;

beforeAll(async () => {
  book = await readDemo(ROOT);
  await writeHistory(folder, livedHistory(book, TODAY));
});
afterAll(() => rmSync(folder, { recursive: true }));

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });

const opsbook = async (...argv: readonly string[]): Promise<string> =>
  (await runCommand([...argv, '--today', TODAY], { folder })).out;

interface Row {
  readonly id: string;
  readonly by?: string;
  readonly reviewed?: string;
  readonly state: string;
  readonly reasons: readonly { readonly state: string; readonly message: string }[];
}
const status = async (): Promise<Row[]> =>
  JSON.parse(await opsbook('review', 'status', '--format', 'json')) as Row[];

describe('a book that has been lived in', () => {
  test('says in the end what the demo book says, and that it is an example', () => {
    for (const [path, text] of Object.entries(book)) {
      const lived = readFileSync(join(folder, path), 'utf8');
      if (path === 'opsbook.yaml') expect(lived).toContain(NOTICE);
      else
        expect(reviewableText(lived).replace(/^watches: \['example\/.*\n/m, '')).toBe(reviewableText(text));
    }
    expect(git('status', '--porcelain')).toBe('');
  });

  test('is the same on every machine', async () => {
    const other = mkdtempSync(join(tmpdir(), 'opsbook-example-'));
    await writeHistory(other, livedHistory(book, TODAY));
    const head = execFileSync('git', ['-C', other, 'rev-parse', 'HEAD'], { encoding: 'utf8' });
    rmSync(other, { recursive: true });
    expect(head).toBe(git('rev-parse', 'HEAD'));
  });

  test('is by roles and no made-up person, over six quarters', () => {
    expect([...new Set(git('log', '--format=%an').trim().split('\n'))].sort()).toEqual([
      'Engineering lead',
      'On-call engineer',
      'Operations lead',
    ]);
    const quarters = git('ls-files', 'content/reviews').trim().split('\n');
    expect(quarters.length).toBeGreaterThanOrEqual(6);
  });

  test('has reviews in every state, and no finding at error level but what is overdue', async () => {
    const states = new Set(
      (await status()).flatMap(({ state, reasons }) => [state, ...reasons.map((one) => one.state)]),
    );
    for (const state of [
      'overdue',
      'never-reviewed',
      'due-by-change',
      'due',
      'without-proof',
      'incident-since',
      'changed',
      'watch-touched',
      'due-soon',
      'fresh',
    ])
      expect([state, states.has(state)]).toEqual([state, true]);
    const found = JSON.parse(await opsbook('lint', '--format', 'json')) as {
      ruleId: string;
      level: string;
    }[];
    const errors = found.filter(({ level }) => level === 'error').map(({ ruleId }) => ruleId);
    expect([...new Set(errors)]).toEqual(['review-current']);
  });

  test('an incident that was resolved calls for the runbook that it used, until that is signed', async () => {
    const row = (await status()).find(({ id }) => id === 'pilot/disk-full');
    expect(row).toMatchObject({ state: 'incident-since' });
    expect(row?.reasons[0]?.message).toMatch(/^incident EXAMPLE-2026-11-14 on 2026-11-14$/);
    // The older one was followed by reviews, and is no reason any more.
    const older = (await status())
      .flatMap(({ reasons }) => reasons)
      .filter(({ message }) => message.includes('EXAMPLE'));
    expect(older).toHaveLength(1);
  });

  test('a runbook that is renamed keeps its reviews, and an owner who left is still who signed', async () => {
    const before = (await status()).find(({ id }) => id === 'pilot/auth-broken');
    git('mv', 'content/runbooks/pilot/auth-broken.mdx', 'content/runbooks/pilot/nobody-signs-in.mdx');
    git('-c', 'user.name=Ops', '-c', 'user.email=ops@example.org', 'commit', '-q', '-m', 'Rename');
    const after = (await status()).find(({ id }) => id === 'pilot/nobody-signs-in');
    expect({ ...after, id: '', path: '' }).toEqual({ ...before, id: '', path: '' });
    expect(after?.by).toMatch(/lead|engineer/);
    git('reset', '-q', '--hard', 'HEAD~1');
  });
});
