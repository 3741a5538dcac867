import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentHash } from '../../../src/tools/content-hash.ts';
import { reviewableText } from '../../../src/runbook/read/reviewable-text.ts';
import { newReviewBook, runbookText } from './review-book.ts';
import type { ReviewBook, Said } from './review-book.ts';

const API = 'content/runbooks/shop/api.mdx';
const SIGN_OFFS = 'content/reviews/2026-Q4.yaml';

let book: ReviewBook;
beforeEach(() => {
  book = newReviewBook();
});
afterEach(() => book.remove());

const read = (path: string): string => readFileSync(join(book.root, path), 'utf8');
const sign = (...argv: readonly string[]): Promise<Said> =>
  book.opsbook('review', 'sign', 'shop/api', ...argv);
const answered = ['--answers', 'answers.md'];

describe('a reviewer is somebody', () => {
  test.each([
    ['a member of a team', 'Bob', 'teams'],
    ['an owner in CODEOWNERS', 'octo', 'codeowners'],
    ['an address in CODEOWNERS', 'Ops@example.org', 'codeowners'],
    ['an author of commits', 'Eve', 'author'],
  ])('%s', async (_, by, known) => {
    book.write('.github/CODEOWNERS', '* @octo @acme/platform ops@example.org\n');
    book.write('main.ts', '');
    book.commit('Code', 'Eve');
    expect(await sign('--by', by, ...answered)).toMatchObject({ status: 0, said: '' });
    expect(read(SIGN_OFFS)).toContain(`known: ${known}`);
  });

  test.each([
    ['a name that nobody has', 'Zed'],
    ['a team', 'Platform'],
    ['a team of CODEOWNERS', '@acme/platform'],
    ['a program', 'dependabot[bot]'],
  ])('and %s is not', async (_, by) => {
    book.write('.github/CODEOWNERS', '* @octo @acme/platform\n');
    book.write('main.ts', '');
    book.commit('Bump', 'dependabot[bot]');
    const { status, said } = await sign('--by', by, ...answered);
    expect([status, said]).toEqual([1, expect.stringContaining(`nobody here is called ${by}`)]);
  });
});

describe('what a page has to be asked about', () => {
  const rich = `${runbookText('API', 'alerts: [Gone]\n')}
See [the status](https://status.shop-of-ours.com/).

\`\`\`bash {name=ping risk=read verify}
echo pong
\`\`\`
`;
  beforeEach(() => {
    book.write(API, rich);
    book.write(
      'content/alerts/shop.rules.yaml',
      'groups:\n  - name: shop\n    rules:\n      - { alert: Slow, expr: up == 0, annotations: { runbook_url: /runbooks/shop/queue/ } }\n',
    );
    book.commit('More', 'Ann');
  });

  test('is said, all of it at once', async () => {
    book.write(
      'some.md',
      '- [x] Read to its end, and true. I did.\n- [-] Its commands work: no shell here\n',
    );
    const { status, said } = await sign('--by', 'Bob', '--answers', 'some.md');
    expect(status).toBe(1);
    for (const line of [
      '2 questions of 4 not answered',
      '- [ ] Its alerts fire as it says.\n',
      '- [ ] Its links work.\n',
      '1 snippet to verify, not run for this text',
      '1 external link not asked: sign with --links',
      'no rule raises 1 alert that it names',
    ])
      expect(said).toContain(line);
    expect(said).not.toContain('Its queries');
    expect(said).not.toContain('Read to its end');
    expect(() => read(SIGN_OFFS)).toThrow('ENOENT');
  });

  test.each([
    ['passed', 0, undefined],
    ['failed', 1, '1 snippet failed on 2026-11-20'],
    ['skipped', 1, 'no snippet ran on 2026-11-20: 1 skipped'],
  ])('a run that %s', async (result, status, message) => {
    const text = rich.replace('alerts: [Gone]\n', '').replace(/^See .*$/m, '');
    book.write(API, text);
    book.commit('Less', 'Ann');
    const runbook = { id: 'shop/api', path: API, contentHash: contentHash(reviewableText(text)) };
    const evidence = {
      version: 1,
      opsbook: '0.1.0',
      at: '2026-11-20T09:00:00Z',
      tools: {},
      runbooks: [{ ...runbook, snippets: [{ name: 'ping', line: 1, status: result }] }],
    };
    book.write('evidence.json', JSON.stringify(evidence));
    const signed = await sign('--by', 'Bob', ...answered, '--evidence', 'evidence.json');
    expect([signed.status, message === undefined || signed.said.includes(message)]).toEqual([status, true]);
  });
});

describe('signed without proof', () => {
  test('moves no due date, and is followed by a sign-off that does', async () => {
    const before = read(API);
    expect((await sign('--by', 'Zed', '--despite', 'all are ill')).out).toContain(
      'signed without proof: shop/api',
    );
    expect(read(API)).toBe(before);
    expect(read(SIGN_OFFS)).toContain('missing: [ reviewer, answers ], despite: all are ill');
    expect((await book.opsbook('review', 'status', '--fail-on', 'never-reviewed')).status).toBe(1);
    expect((await book.opsbook('review', 'status', '--fail-on', 'without-proof')).status).toBe(1);
    // The same again adds nothing; with proof it is another review.
    expect((await sign('--by', 'Zed', '--despite', 'all are ill')).out).toContain('signed already: shop/api');
    expect((await sign('--by', 'Bob', ...answered, '--despite', 'not needed')).out).toContain(
      'signed shop/api',
    );
    expect(read(SIGN_OFFS)).not.toContain('not needed');
    expect((await book.opsbook('review', 'status')).out).toMatch(/fresh +2027-02-22 +shop\/api\n/);
  });

  test('after a review that was proved, that one counts', async () => {
    await sign('--by', 'Bob', ...answered, '--today', '2026-08-01');
    book.commit('Signed', 'Bob');
    await sign('--by', 'Cy', '--despite', 'no time');
    expect((await book.opsbook('review', 'status')).out).toMatch(
      /overdue +2026-11-01 +shop\/api .*signed without proof by Cy on 2026-11-22: without answers \(no time\)/,
    );
  });
});

test('sign-offs from before proof was asked for stay valid', async () => {
  const content = contentHash(reviewableText(runbookText('API')));
  const old = `  - { runbook: shop/api, at: 2026-11-01T09:00:00Z, by: Zed, content: ${content}, despite: it had errors }\n`;
  book.write(SIGN_OFFS, `quarter: 2026-Q4\nsign-offs:\n${old}`);
  book.commit('Of the first version');
  expect((await book.opsbook('review', 'status')).out).toMatch(/fresh +2027-02-01 +shop\/api\n/);
});

test('one who left is still who signed, and signs no more', async () => {
  await sign('--by', 'Dora', ...answered);
  book.write(
    'content/teams.yaml',
    "platform: { name: Platform, contact: ['#platform'], members: [Ann, Bob] }\n",
  );
  book.commit('Dora left', 'Ann');
  expect((await book.opsbook('review', 'status', '--format', 'csv')).out).toContain(
    '2026-11-22,Dora,shop/api',
  );
  const { said } = await book.opsbook('review', 'sign', 'shop/queue', '--by', 'Dora', ...answered);
  expect(said).toContain('nobody here is called Dora');
});

test('a runbook that was renamed twice, once with its folder, keeps who signed it, and is signed again under its name', async () => {
  const signed = await book.opsbook('review', 'sign', 'shop/api', '--by', 'Bob', '--answers', 'answers.md');
  expect(signed.status).toBe(0);
  book.commit('Signed', 'Bob');
  book.git('mv', 'content/runbooks/shop/api.mdx', 'content/runbooks/shop/gate.mdx');
  book.commit('Call it gate', 'Ann');
  book.git('mv', 'content/runbooks/shop', 'content/runbooks/store');
  book.commit('Call the folder store', 'Ann');
  const rows = async () => {
    const { out } = await book.opsbook('review', 'status', '--format', 'json');
    const all = JSON.parse(out) as { id: string; state: string; by?: string }[];
    return all.find(({ id }) => id === 'store/gate');
  };
  expect(await rows()).toMatchObject({ state: 'fresh' });
  const file = 'content/runbooks/store/gate.mdx';
  book.write(file, readFileSync(join(book.root, file), 'utf8').replace('9000', '9001'));
  book.commit('Another port', 'Ann');
  expect(await rows()).toMatchObject({ state: 'changed' });
  const again = await book.opsbook('review', 'sign', 'store/gate', '--by', 'Bob', '--answers', 'answers.md');
  expect([again.status, again.said]).toEqual([0, '']);
  expect(await rows()).toMatchObject({ state: 'fresh' });
});
