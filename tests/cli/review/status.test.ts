import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newReviewBook, runbookText } from './review-book.ts';
import type { ReviewBook } from './review-book.ts';

let book: ReviewBook;
beforeEach(() => {
  book = newReviewBook({
    'content/runbooks/shop/api.mdx': runbookText('API', 'reviewed: 2026-07-01\n'),
    'content/runbooks/shop/queue.mdx': runbookText('queue', 'reviewed: 2026-11-20\nreview-every: 2 weeks\n'),
    'content/runbooks/shop/=sum.mdx': runbookText('"Sum, of all"').replace('owner: platform', 'owner: data'),
  });
});
afterEach(() => book.remove());

const status = (...argv: readonly string[]) => book.opsbook('review', 'status', ...argv);

describe('opsbook review status', () => {
  test('shows every review by owner, what is due first', async () => {
    expect(await status()).toEqual({
      status: 0,
      said: '',
      out: `platform (3)
  overdue         2026-10-01  shop/api    due since 2026-10-01, reviewed on 2026-07-01
  never reviewed  -           shop/store
  fresh           2026-12-04  shop/queue

data (1)
  never reviewed  -           shop/=sum

4 runbooks on 2026-11-22: 1 overdue, 2 never reviewed, 1 fresh.
`,
    });
  });

  test.each([
    [['--owner', 'data'], ['shop/=sum']],
    [
      ['--owner', 'data', '--owner', 'platform'],
      ['shop/=sum', 'shop/api', 'shop/queue', 'shop/store'],
    ],
    [
      ['--due-within', '30d'],
      ['shop/=sum', 'shop/api', 'shop/queue', 'shop/store'],
    ],
    [
      ['--due-within', '11 days'],
      ['shop/=sum', 'shop/api', 'shop/store'],
    ],
  ])('with %j lists %j', async (argv, ids) => {
    const { out } = await status(...argv, '--format', 'json');
    const rows = JSON.parse(out) as { id: string }[];
    expect(rows.map(({ id }) => id).sort()).toEqual(ids);
  });

  test.each([
    ['overdue', [], 1],
    ['due', [], 0],
    ['due,never-reviewed', [], 1],
    ['overdue', ['--owner', 'data'], 0],
    ['overdue', ['--today', '2026-10-14'], 0],
    ['overdue', ['--today', '2026-10-15'], 1],
  ])('--fail-on %s with %j ends with %i', async (states, argv, expected) => {
    expect((await status('--fail-on', states, ...argv)).status).toBe(expected);
  });

  test('is written for a spreadsheet without formulas, and as Markdown without HTML', async () => {
    const { out } = await status('--format', 'csv');
    expect(out.split('\r\n')).toContain(
      'data,never-reviewed,,,,shop/=sum,"Sum, of all",content/runbooks/shop/=sum.mdx,"nobody has signed it off, and it has no date"',
    );
    expect((await status('--format', 'markdown')).out).toContain(
      '| overdue | 2026-10-01 | API (`shop/api`) | 2026-07-01 | due since 2026-10-01, reviewed on 2026-07-01 |',
    );
  });

  test.each([
    [['--owner', 'plattform'], '--owner: no team is called `plattform`. Did you mean `platform`?'],
    [['--due-within', 'soon'], '--due-within takes a time like 30d or 3 months, not `soon`.'],
    [['--fail-on', 'over-due'], '--fail-on knows no state `over-due`. Did you mean `overdue`?'],
    [['--today', 'tomorrow'], '--today takes a day like 2026-10-01, not `tomorrow`.'],
    [
      ['shop'],
      'review status takes no arguments, not `shop`. For the book in a folder, give --root `shop`. See opsbook review status --help.',
    ],
  ])('says what is wrong with %j', async (argv, message) => {
    const { status: ended, said } = await status(...argv);
    expect([ended, said]).toEqual([2, `opsbook: ${message}\n`]);
  });

  test('says that there is no git, and that a clone is shallow', async () => {
    book.write('note.md', '');
    book.commit('Second');
    const clone = join(book.root, 'clone');
    book.git('clone', '-q', '--depth', '1', `file://${book.root}`, clone);
    expect((await status('--root', clone)).said).toContain('This clone is shallow');
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-no-git-'));
    writeFileSync(join(folder, 'disk.md'), '# Disk full\n');
    const { out, said } = await status('--root', folder);
    expect([out.includes('never reviewed  -  disk'), said]).toEqual([
      true,
      'No git history here: changes of watched code are not seen.\n',
    ]);
    rmSync(folder, { recursive: true });
  });

  test('counts the snippets that failed after the sign-off', async () => {
    await book.opsbook(
      'review',
      'sign',
      'shop/store',
      '--by',
      'Bob',
      '--answers',
      'answers.md',
      '--today',
      '2026-11-20',
    );
    const run = {
      id: 'shop/store',
      path: '',
      contentHash: '',
      snippets: [{ name: 'a', line: 1, status: 'failed' }],
    };
    const evidence = (at: string): string =>
      JSON.stringify({ version: 1, opsbook: '0', at, tools: {}, runbooks: [run] });
    book.write('evidence.json', evidence('2026-11-21T00:00:00Z'));
    const { out } = await status('--evidence', 'evidence.json');
    expect(out).toContain('shop/store  1 snippet failed on 2026-11-21');
    // What somebody wrote by hand would never grow old.
    book.write('evidence.json', evidence('2999-01-01T00:00:00Z'));
    expect(await status('--evidence', 'evidence.json')).toMatchObject({
      status: 2,
      said: 'opsbook: --evidence `evidence.json` says that it was run at 2999-01-01T00:00:00Z, which is in the future.\n',
    });
  });

  test('of an empty book is empty', async () => {
    book.git('rm', '-rq', 'content/runbooks');
    expect((await status()).out).toBe('0 runbooks on 2026-11-22: nothing.\n');
  });
});
