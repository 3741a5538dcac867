import { afterEach, beforeEach, expect, test } from 'vitest';
import { newReviewBook, runbookText } from './review-book.ts';
import type { ReviewBook } from './review-book.ts';

let book: ReviewBook;
beforeEach(() => {
  // The book is a folder of a repository, whose CODEOWNERS lies above it.
  book = newReviewBook({
    'docs/ops/opsbook.yaml': 'owners: codeowners\n',
    'docs/ops/content/teams.yaml':
      "platform: { name: Platform, members: [Ann] }\nstorage: { name: Storage, codeowners: ['@acme/Disks'], members: ['@grace'] }\n",
    'docs/ops/content/services/worker.yaml':
      'name: Worker\nsystem: shop\nowner: platform\ndescription: Works.\n',
    'docs/ops/content/runbooks/disks/full.mdx': runbookText('full disk').replace('owner: platform\n', ''),
    'docs/ops/content/runbooks/disks/slow.mdx': runbookText('slow disk'),
    'docs/ops/content/runbooks/disks/one.mdx': runbookText('one disk').replace('owner: platform\n', ''),
    'docs/ops/content/runbooks/web.mdx': runbookText('web').replace('owner: platform\n', ''),
    CODEOWNERS: '* @acme/platform\n/docs/ops/**/disks/ @acme/disks\none.mdx @grace\n',
  });
});
afterEach(() => book.remove());

const opsbook = (...argv: readonly string[]) => book.opsbook(...argv, '--root', 'docs/ops');

test('CODEOWNERS says whose a page is that does not say it, for the review and for the linter', async () => {
  const { out } = await opsbook('review', 'status', '--format', 'json');
  const rows = JSON.parse(out) as { id: string; owner?: string }[];
  expect(rows.map(({ id, owner }) => `${id} ${owner}`).sort()).toEqual([
    'disks/full storage',
    'disks/one storage',
    'disks/slow platform',
    'web platform',
  ]);
  expect((await opsbook('review', 'start')).out.match(/\S+\.md \(\d/g)).toEqual([
    'content/reviews/2026-Q4/platform.md (2',
    'content/reviews/2026-Q4/storage.md (2',
  ]);
});

test('a page that says otherwise is a finding, and so it is when CODEOWNERS alone has changed', async () => {
  const found = async (): Promise<string[]> =>
    (await opsbook('lint', '--rule', 'owner-agrees')).out
      .split('\n')
      .filter((line) => line.includes('owner-agrees'));
  expect(await found()).toEqual([
    expect.stringMatching(
      /slow\.mdx:6:8 +warning +Change `owner` to `storage`, or CODEOWNERS: CODEOWNERS:2 gives this page to `@acme\/disks`\./,
    ),
  ]);
  book.write('CODEOWNERS', '* @acme/platform\n');
  expect(await found()).toEqual([]);
});

test('a line that the forge passes over is a finding of the file above the book', async () => {
  book.write('CODEOWNERS', '* @acme/platform\n*.mdx acme/disks\n');
  expect((await opsbook('lint', '--rule', 'codeowners-valid')).out).toMatch(
    /\.\.\/\.\.\/CODEOWNERS:2:7 +warning +Write `@name`.* in place of `acme\/disks`/,
  );
});

test('without the setting nobody asks CODEOWNERS', async () => {
  book.write('docs/ops/opsbook.yaml', '');
  const { out } = await opsbook('review', 'status', '--format', 'json');
  expect((JSON.parse(out) as { owner?: string }[]).map(({ owner }) => owner)).toEqual([
    undefined,
    undefined,
    'platform',
    undefined,
  ]);
});
