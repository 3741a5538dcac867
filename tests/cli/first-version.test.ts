import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRepository } from '../tools/repository.ts';
import type { Repository } from '../tools/repository.ts';
import { call } from './call.ts';

/**
 * A book with everything that opsbook 0.1.0 has written in it: settings, baseline, evidence, sign-offs, a worksheet, an
 * incident and its note. They were made by the first version itself, and are never made anew.
 */
const FIRST = join(import.meta.dirname, '../fixtures/first-version');

let book: Repository;
beforeEach(() => {
  book = makeRepository();
  const entries = readdirSync(FIRST, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  book.write(
    Object.fromEntries(files.map((path) => [path.slice(FIRST.length + 1), readFileSync(path, 'utf8')])),
  );
  book.commit();
});
afterEach(() => book.remove());

/** The day after the last of these files was written. */
const today = ['--today', '2026-11-30'];

test('its settings, pages and rules are read, and its baseline holds what it held', async () => {
  const before = readFileSync(join(book.folder, 'opsbook-baseline.json'), 'utf8');
  const { status, out, said } = await call(
    book.folder,
    'lint',
    '--baseline',
    'opsbook-baseline.json',
    ...today,
  );
  expect({ status, said }).toEqual({ status: 0, said: '' });
  expect(out).toContain('0 errors, ');
  expect(readFileSync(join(book.folder, 'opsbook-baseline.json'), 'utf8')).toBe(before);
  expect((await call(book.folder, 'lint', ...today)).out).toContain('1 error, ');
});

test('its sign-offs hold', async () => {
  const { status, out } = await call(book.folder, 'review', 'status', '--format', 'json', ...today);
  expect(status).toBe(0);
  // The shape of `--format json`. There was an incident after its sign-off.
  const reviews = JSON.parse(out) as { id: string; by: string; reviewed: string; state: string }[];
  expect(reviews.map(({ id, by, reviewed, state }) => ({ id, by, reviewed, state }))).toEqual([
    { id: 'db/disk-full', by: 'Grace', reviewed: '2026-11-22', state: 'incident-since' },
    { id: 'web/website-down', by: 'Sam', reviewed: '2026-11-22', state: 'fresh' },
  ]);
});

test('its evidence is taken for a sign-off, beside those that it has written', async () => {
  const before = readFileSync(join(book.folder, 'content/reviews/2026-Q4.yaml'), 'utf8');
  const signed = await call(
    book.folder,
    ...[
      'review',
      'sign',
      'db/disk-full',
      '--by',
      'Lin',
      '--evidence',
      'evidence.json',
      '--despite',
      'Known.',
    ],
    ...['--today', '2026-12-01'],
  );
  expect(signed).toMatchObject({ status: 0, said: '' });
  expect(signed.out).toContain('snippets: 1 passed, 0 failed, 0 skipped');
  const after = readFileSync(join(book.folder, 'content/reviews/2026-Q4.yaml'), 'utf8');
  for (const line of before.split('\n').filter((text) => text.includes('runbook:')))
    expect(after).toContain(line);
});

test('its worksheet and its incidents go on', async () => {
  const worksheet = join(book.folder, 'content/reviews/2026-Q4/on-call.md');
  expect((await call(book.folder, 'review', 'start', ...today)).status).toBe(0);
  expect(readFileSync(worksheet, 'utf8')).toContain('db/disk-full');
  const asked = await call(
    book.folder,
    ...'review after-incident db/disk-full --ref OPS-8'.split(' '),
    ...today,
  );
  expect(asked.status).toBe(0);
});
