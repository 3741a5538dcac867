import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reviewableText } from '../../../src/runbook/read/reviewable-text.ts';
import { readSignOffFile } from '../../../src/runbook/records/sign-offs.ts';
import { contentHash } from '../../../src/tools/content-hash.ts';
import { newReviewBook, runbookText } from './review-book.ts';
import type { ReviewBook } from './review-book.ts';

const API = 'content/runbooks/shop/api.mdx';
const SIGN_OFFS = 'content/reviews/2026-Q4.yaml';
const ALREADY = 'signed already: shop/api  0 errors, 0 warnings; no snippets run\n';

let book: ReviewBook;
beforeEach(() => {
  book = newReviewBook();
});
afterEach(() => book.remove());

const read = (path: string): string => readFileSync(join(book.root, path), 'utf8');
const sign = (...argv: readonly string[]) =>
  book.opsbook('review', 'sign', ...argv, '--answers', 'answers.md');

function signOffs(): string[] {
  return readSignOffFile({ path: '', text: read(SIGN_OFFS), faults: [] }).signOffs.map(
    ({ runbook, by }) => `${runbook} by ${by}`,
  );
}

describe('opsbook review sign', () => {
  test('records who, when, which text and what was checked, and sets the date alone', async () => {
    const head = book.git('rev-parse', 'HEAD').trim();
    const { status, out } = await sign('shop/api', '--by', 'Bob', '--note', 'Read it\nwith Cy: "fine"');
    expect([status, out]).toEqual([
      0,
      `signed shop/api  0 errors, 0 warnings; no snippets run\nWritten to ${SIGN_OFFS}. Commit it with the runbooks.\n`,
    ]);
    const { signOffs: made, faults } = readSignOffFile({ path: '', text: read(SIGN_OFFS), faults: [] });
    expect(faults).toEqual([]);
    expect(made).toMatchObject([
      {
        runbook: 'shop/api',
        at: '2026-11-22T00:00:00Z',
        by: 'Bob',
        commit: head,
        content: contentHash(runbookText('API')),
        findings: { errors: 0, warnings: 0 },
        questions: { answered: 1, of: 1 },
        known: 'teams',
        note: 'Read it with Cy: "fine"',
      },
    ]);
    expect(read(API)).toBe(runbookText('API', 'reviewed: 2026-11-22\n'));
  });

  test.each([
    [
      'a date of before, with a comment',
      'reviewed: 2025-01-01 # by hand\n',
      'reviewed: 2026-11-22 # by hand\n',
    ],
    ['a date in quotes', 'reviewed: "2025-01-01"\ntags: [a]\n', 'reviewed: 2026-11-22\ntags: [a]\n'],
    ['no date', 'review-every: 1 year\n', 'review-every: 1 year\nreviewed: 2026-11-22\n'],
  ])('changes nothing but the date in a file with %s', async (_, before, after) => {
    const weird = (more: string): string => `${runbookText('API', more)}\nTwo spaces  \r\nno end`;
    book.write(API, weird(before));
    book.commit('Change');
    await sign('shop/api', '--by', 'Bob');
    expect(read(API)).toBe(weird(after));
  });

  test('keeps a byte order mark and line endings of Windows', async () => {
    const text = `\uFEFF${runbookText('API').replaceAll('\n', '\r\n')}`;
    book.write(API, text);
    book.commit('From Windows');
    expect((await sign('shop/api', '--by', 'Bob')).status).toBe(0);
    expect(read(API)).toBe(text.replace('platform\r\n', 'platform\r\nreviewed: 2026-11-22\r\n'));
    expect((await book.opsbook('review', 'status')).out).toContain('1 fresh');
  });

  test('is the same when it is done again, before and after the commit', async () => {
    await sign('shop/api', '--by', 'Bob');
    const once = [read(SIGN_OFFS), read(API)];
    expect((await sign('shop/api', '--by', 'Bob')).out).toBe(ALREADY);
    book.commit('Sign', 'Bob');
    expect((await sign('shop/api', '--by', 'Bob')).out).toBe(ALREADY);
    expect([read(SIGN_OFFS), read(API)]).toEqual(once);
  });

  test('refuses an author of every change since the last sign-off, by name or address', async () => {
    for (const name of ['Ann', 'ann@example.org', ' ANN ']) {
      const { status, said } = await sign('shop/api', '--by', name);
      expect([status, said]).toEqual([
        1,
        `shop/api: ${name.trim()} made every change since the last review: somebody else has to read it (or set review.sole-author: allow).\nNothing was signed.\n`,
      ]);
    }
    await sign('shop/api', '--by', 'Bob');
    book.commit('Signed', 'Bob');
    book.write(API, `${read(API)}\nMore.\n`);
    book.commit('More of it');
    // The commit that signed was Bob's, and no change of the text.
    expect((await sign('shop/api', '--by', 'Ann')).status).toBe(1);
    expect((await sign('shop/api', '--by', 'Bob')).status).toBe(0);
  });

  test('refuses them too where a mailmap calls whoever wrote it somebody else', async () => {
    book.write('.mailmap', 'Zed <zed@example.org> Ann <ann@example.org>\n');
    book.commit('Who is who', 'Bob');
    for (const by of ['Ann', 'Zed'])
      expect((await sign('shop/api', '--by', by)).said).toContain(`${by} made every change`);
  });

  test('lets an author sign where the book allows it, or when somebody else has changed the text too', async () => {
    book.write('content/runbooks/shop/queue.mdx', runbookText('long queue'));
    book.commit('Length', 'Bob');
    expect((await sign('shop/queue', '--by', 'Ann')).status).toBe(0);
    book.write('opsbook.yaml', 'review: { sole-author: allow }\n');
    expect((await sign('shop/api', '--by', 'Ann')).status).toBe(0);
  });

  test('follows a rename to find who wrote the text', async () => {
    book.git('mv', API, 'content/runbooks/shop/gateway.mdx');
    book.commit('Rename', 'Bob');
    // A rename alone is no change of the text.
    expect((await sign('shop/gateway', '--by', 'Ann')).status).toBe(1);
  });

  test('refuses a text that is not committed, and one that git does not know', async () => {
    book.write(API, runbookText('new API'));
    book.write('content/runbooks/shop/fresh.mdx', runbookText('fresh page'));
    const { status, said } = await sign('shop/api', 'shop/fresh', '--by', 'Bob');
    const because = 'its text is not committed: commit it first, so that what was signed can be found.';
    expect([status, said]).toEqual([
      1,
      `shop/api: ${because}\nshop/fresh: ${because}\nNothing was signed.\n`,
    ]);
    expect(() => read(SIGN_OFFS)).toThrow('ENOENT');
  });

  test('signs in spite of lint errors as what it is, and moves no due date', async () => {
    book.write(API, runbookText('API').replace('owner: platform', 'owner: nobody'));
    book.commit('Wrong owner');
    const { status, said } = await sign('shop/api', '--by', 'Bob');
    expect([status, said]).toEqual([
      1,
      'shop/api: this review is not proved (--despite "why" signs it as what it is, and moves no due date).\n  - 1 lint error: see opsbook lint\nNothing was signed.\n',
    ]);
    const text = read(API);
    const { out } = await sign('shop/api', '--by', 'Bob', '--despite', 'the team is new');
    expect(out).toContain(
      'signed without proof: shop/api  1 error, 0 warnings; no snippets run; without a text without lint errors; despite: the team is new\n',
    );
    expect(read(SIGN_OFFS)).toContain('missing: [ lint ], despite: the team is new }');
    expect(read(API)).toBe(text);
    const shown = (await book.opsbook('review', 'status')).out;
    expect(shown).toMatch(/never reviewed +- +shop\/api .*signed without proof by Bob on 2026-11-22/);
  });

  test('signs nothing when one of several is refused', async () => {
    book.write(API, runbookText('new API'));
    const { status } = await sign('shop/store', 'shop/api', '--by', 'Bob');
    expect([status, book.git('status', '--porcelain')]).toEqual([1, ` M ${API}\n`]);
  });

  test('refuses more than ten at once without evidence, and takes them with it', async () => {
    const ids = Array.from({ length: 11 }, (_, number) => `bulk/page-${number}`);
    for (const id of ids) book.write(`content/runbooks/${id}.mdx`, runbookText(id));
    book.commit('Many');
    const { status, said } = await sign(...ids, '--by', 'Bob');
    expect(status).toBe(1);
    expect(said).toContain('11 runbooks at once, 11 of them without evidence: sign at most 10');
    const evidence = {
      version: 1,
      opsbook: '0.1.0',
      at: '2026-11-20T09:00:00Z',
      tools: {},
      runbooks: ids.map((id) => ({
        id,
        path: `content/runbooks/${id}.mdx`,
        contentHash: contentHash(reviewableText(runbookText(id))),
        snippets: [{ name: 'ping', line: 1, status: 'passed' }],
      })),
    };
    book.write('evidence.json', JSON.stringify(evidence));
    expect((await sign(...ids, '--by', 'Bob', '--evidence', 'evidence.json')).status).toBe(0);
    expect(signOffs()).toHaveLength(11);
    expect(read(SIGN_OFFS)).toContain('snippets: { passed: 1, failed: 0, skipped: 0, on: 2026-11-20 }');
  });

  test.each([
    [
      'an id that nobody has',
      ['shop/apy', '--by', 'Bob'],
      'no runbook has the id `shop/apy`. Did you mean `shop/api`?',
    ],
    ['no name', ['shop/api'], 'review sign needs --by with the name of who reviewed.'],
    ['no id', ['--by', 'Bob'], 'review sign takes ids of runbooks, as in pilot/disk-full.'],
    [
      'a day that does not exist',
      ['shop/api', '--by', 'Bob', '--today', '2026-02-30'],
      '--today takes a day like 2026-10-01, not `2026-02-30`.',
    ],
    [
      'evidence that is not there',
      ['shop/api', '--by', 'Bob', '--evidence', 'no.json'],
      '--evidence `no.json` cannot be read.',
    ],
    [
      'evidence that is none',
      ['shop/api', '--by', 'Bob', '--evidence', 'opsbook.yaml'],
      '--evidence `opsbook.yaml` is not what opsbook verify --evidence writes',
    ],
  ])('says that it was called with %s', async (_, argv, message) => {
    const { status, said } = await sign(...argv);
    expect([status, said.includes(message)]).toEqual([2, true]);
  });

  test('leaves a file of sign-offs alone that it cannot read', async () => {
    mkdirSync(join(book.root, 'content/reviews'));
    writeFileSync(join(book.root, SIGN_OFFS), 'quarter: 2026-Q4\nsign-offs: {}\n');
    const { status, said } = await sign('shop/api', '--by', 'Bob');
    expect([status, said]).toEqual([
      2,
      `opsbook: ${SIGN_OFFS} is not as opsbook writes it. Fix what opsbook lint says of it; nothing was signed.\n`,
    ]);
  });
});

describe('two people who sign on two branches', () => {
  const merge = (): string => book.git('-c', 'user.name=M', '-c', 'user.email=m@x', 'merge', '-q', 'theirs');

  async function signOnTwoBranches(mine: string, theirs: string): Promise<void> {
    book.git('checkout', '-q', '-b', 'theirs');
    await sign(theirs, '--by', 'Cy');
    book.commit('Theirs', 'Cy');
    book.git('checkout', '-q', 'main');
    await sign(mine, '--by', 'Bob');
    book.commit('Mine', 'Bob');
  }

  test.each([
    ['shop/api', 'shop/queue'],
    ['shop/queue', 'shop/api'],
    ['shop/api', 'shop/store'],
  ])('begin the same file with %s and %s, and git merges it', async (mine, theirs) => {
    await signOnTwoBranches(mine, theirs);
    merge();
    expect(signOffs().sort()).toEqual([`${mine} by Bob`, `${theirs} by Cy`].sort());
    expect((await book.opsbook('lint')).out).toContain('No findings');
  });

  test('sign the same runbook, and both sign-offs stand', async () => {
    // Both have set the same date: git sees one change of the page.
    await signOnTwoBranches('shop/api', 'shop/api');
    merge();
    expect(signOffs().sort()).toEqual(['shop/api by Bob', 'shop/api by Cy']);
  });

  test('add to a file that is there already', async () => {
    await sign('shop/queue', '--by', 'Dora');
    book.commit('Before', 'Dora');
    await signOnTwoBranches('shop/api', 'shop/store');
    merge();
    expect(signOffs()).toEqual(['shop/api by Bob', 'shop/queue by Dora', 'shop/store by Cy']);
  });
});
