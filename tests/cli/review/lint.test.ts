import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newReviewBook, runbookText } from './review-book.ts';
import type { ReviewBook } from './review-book.ts';

const API = 'content/runbooks/shop/api.mdx';

let book: ReviewBook;
beforeEach(() => {
  book = newReviewBook({ [API]: runbookText('API', 'reviewed: 2026-07-01\n') });
});
afterEach(() => book.remove());

/** `path level rule` of every finding. */
async function lint(...argv: readonly string[]): Promise<string[]> {
  const { out } = await book.opsbook('lint', '--format', 'json', ...argv);
  const findings = JSON.parse(out) as { path: string; level: string; ruleId: string }[];
  return findings.map(({ path, level, ruleId }) => `${path} ${level} ${ruleId}`);
}

describe('opsbook lint of reviews', () => {
  test.each([
    ['2026-09-30', []],
    ['2026-10-01', [`${API} warning review-current`]],
    ['2026-10-15', [`${API} error review-current`]],
  ])('judges by the day: on %s', async (today, findings) => {
    expect(await lint('--today', today)).toEqual(findings);
  });

  test('says of a change, and not of the whole book, that it was not reviewed', async () => {
    await book.opsbook('review', 'sign', 'shop/api', '--by', 'Bob', '--answers', 'answers.md');
    book.commit('Sign', 'Bob');
    book.write(API, runbookText('faster API', 'reviewed: 2026-11-22\n'));
    expect(await lint()).toEqual([]);
    expect(await lint('--changed-since', 'HEAD')).toEqual([`${API} warning changed-since-review`]);
    expect(await lint('--rule', 'changed-since-review')).toEqual([`${API} warning changed-since-review`]);
  });

  test('fixes a date that was moved by hand', async () => {
    await book.opsbook('review', 'sign', 'shop/api', '--by', 'Bob', '--answers', 'answers.md');
    book.write(API, runbookText('API', 'reviewed: 2026-11-21 # soon\n'));
    expect(await lint()).toEqual([`${API} warning review-date-valid`]);
    expect((await book.opsbook('lint', '--fix')).said).toBe(`fixed ${API}:7:11  review-date-valid\n`);
    expect(await lint()).toEqual([]);
  });

  test('signing is not stopped by what is overdue', async () => {
    expect(
      (await book.opsbook('review', 'sign', 'shop/api', '--by', 'Bob', '--answers', 'answers.md')).status,
    ).toBe(0);
    expect(await lint()).toEqual([]);
  });

  test('reads incidents: what they lack, and runbooks that do not exist', async () => {
    book.write('content/incidents/a.md', '---\ntitle: A\ndate: 2026-13-01\n---\n');
    book.write('content/incidents/b.md', '---\ntitle: B\ndate: 2026-11-01\nrunbooks: [shop/apy]\n---\n');
    book.write('content/incidents/c.md', '# C\n');
    const { out } = await book.opsbook('lint', '--rule', 'frontmatter-valid', '--today', '2026-07-02');
    expect(out).toContain('a.md:3:7  error  Change `date`: it must be a day that exists, not `2026-13-01`.');
    expect(out).toContain(
      'b.md:4:12  error  Change `runbooks`: no runbook has the id `shop/apy`. Did you mean `shop/api`?',
    );
    expect(out).toContain('c.md:1:1  warning  Add frontmatter with `title`, `date` and `runbooks`');
  });
});
