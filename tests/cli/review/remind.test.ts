import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newReviewBook, runbookText } from './review-book.ts';
import type { ReviewBook } from './review-book.ts';

let book: ReviewBook;
beforeEach(() => {
  book = newReviewBook({
    'opsbook.yaml': 'site: { title: Test, url: "https://ops.example.org", base: /books }\n',
    'content/runbooks/shop/api.mdx': runbookText('API', 'reviewed: 2026-07-01\n'),
    'content/runbooks/shop/queue.mdx': runbookText('queue', 'reviewed: 2026-11-20\n'),
    'content/runbooks/shop/store.mdx': runbookText('store [*] @all <b>').replace('owner: platform\n', ''),
  });
});
afterEach(() => book.remove());

const review = async (...argv: readonly string[]): Promise<string> =>
  (await book.opsbook('review', ...argv)).out;

describe('opsbook review remind', () => {
  test('lists for each owner what is not fresh, with its address', async () => {
    expect(await review('remind')).toBe(`## Platform

1 runbook on 2026-11-22, due by 2026-12-31.

- [ ] [API](https://ops.example.org/books/runbooks/shop/api/): overdue, due since 2026-10-01, reviewed on 2026-07-01

\`opsbook review start\` writes the worksheet; \`opsbook review sign <id> --by NAME\` signs.

## nobody

1 runbook on 2026-11-22, due by 2026-12-31.

- [ ] [store \\[\\*\\] @\u200Ball &lt;b>](https://ops.example.org/books/runbooks/shop/store/): never reviewed

\`opsbook review start\` writes the worksheet; \`opsbook review sign <id> --by NAME\` signs.
`);
  });

  test('prints a payload for Slack', async () => {
    expect(JSON.parse(await review('remind', '--format', 'slack', '--owner', 'platform'))).toEqual({
      text: 'Runbook reviews of 2026-Q4: 1 runbook',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'Runbook reviews of 2026-Q4: 1 runbook' } },
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: '*Platform*\n• <https://ops.example.org/books/runbooks/shop/api/|API>: overdue, due 2026-10-01',
          },
        },
      ],
    });
  });

  test('prints an issue for each owner, which the next run can find', async () => {
    const issues: unknown = JSON.parse(await review('remind', '--format', 'github-issue'));
    expect(issues).toMatchObject([
      {
        owner: 'platform',
        mark: 'opsbook-review 2026-Q4 platform',
        title: 'Runbook reviews 2026-Q4: Platform',
        body: expect.stringMatching(/^<!-- opsbook-review 2026-Q4 platform -->\n1 runbook/) as string,
      },
      { owner: null, mark: 'opsbook-review 2026-Q4 no-owner' },
    ]);
  });

  test('says so when nothing is due', async () => {
    for (const id of ['api', 'store']) book.git('rm', '-q', `content/runbooks/shop/${id}.mdx`);
    expect(await review('remind')).toBe('No review is due on 2026-11-22.\n');
  });
});

describe('opsbook review ics', () => {
  test('has a day for each review, and one for what was never reviewed', async () => {
    const lines = (await review('ics')).split('\r\n');
    expect(lines.filter((line) => /^(UID|DTSTART|SUMMARY|URL)/.test(line))).toEqual([
      // Both are due today: nobody looks for them on days gone by.
      'UID:never-reviewed%2F%2F2026-Q4@opsbook',
      'DTSTART;VALUE=DATE:20261122',
      'SUMMARY:Review 1 runbook that nobody has reviewed: no owner',
      'URL;VALUE=URI:https://ops.example.org/books/reviews/',
      'UID:shop%2Fapi%2F2026-10-01@opsbook',
      'DTSTART;VALUE=DATE:20261122',
      'SUMMARY:Review the runbook: API',
      'URL;VALUE=URI:https://ops.example.org/books/runbooks/shop/api/',
      'UID:shop%2Fqueue%2F2027-02-20@opsbook',
      'DTSTART;VALUE=DATE:20270220',
      'SUMMARY:Review the runbook: queue',
      'URL;VALUE=URI:https://ops.example.org/books/runbooks/shop/queue/',
    ]);
    expect(lines.at(-1)).toBe('');
  });

  test.each(['ics', 'feed', 'status'])('%s says the same in every time zone', async (command) => {
    const said: string[] = [];
    for (const zone of ['UTC', 'Pacific/Auckland', 'America/Los_Angeles']) {
      vi.stubEnv('TZ', zone);
      said.push(new Date('2026-01-01T00:00:00Z').toString(), await review(command));
    }
    vi.unstubAllEnvs();
    // Three zones, one answer.
    expect(new Set(said).size).toBe(4);
  });
});

describe('opsbook review feed', () => {
  test('has what is due, and not what is fresh', async () => {
    const feed = await review('feed');
    expect([...feed.matchAll(/<title[^>]*><!\[CDATA\[(.*?)\]\]>/g)].map(([, title]) => title)).toEqual([
      'Review 1 runbook that nobody has reviewed: no owner',
      'Review the runbook: API',
    ]);
    expect(feed).toContain('<link href="https://ops.example.org/books/runbooks/shop/api/"/>');
  });

  test('is a feed without an address too', async () => {
    book.write('opsbook.yaml', '');
    expect(await review('feed', '--owner', 'platform')).toContain(
      '<id>urn:opsbook:review:shop%2Fapi%2F2026-10-01</id>',
    );
  });
});

describe('opsbook review tag', () => {
  test('begins with 1.0, and lists every runbook', async () => {
    expect(await review('tag')).toBe(`runbooks-v1.0

Runbook update: runbooks-v1.0 - the first of this book

New:
- shop/api: API
- shop/queue: queue
- shop/store: store [*] @all <b>
`);
  });

  test('lists what has changed since the last one, and who reviewed', async () => {
    book.git('tag', 'runbooks-v1.9-caches');
    book.git('tag', 'runbooks-v1.10');
    book.git('tag', 'v7.0');
    book.write('content/runbooks/shop/api.mdx', runbookText('the API'));
    book.commit('API', 'Bob', '2026-10-02T00:00:00Z');
    book.git('rm', '-q', 'content/runbooks/shop/store.mdx');
    book.write('content/runbooks/shop/cache.mdx', runbookText('cache'));
    book.commit('Cache', 'Bob', '2026-10-03T00:00:00Z');
    await book.opsbook('review', 'sign', 'shop/cache', '--by', 'Ann', '--answers', 'answers.md');
    expect(await review('tag', '--about', 'Database failover')).toBe(`runbooks-v1.11-database-failover

Runbook update: runbooks-v1.11-database-failover - Database failover

New:
- shop/cache: cache

Changed:
- shop/api: the API (1 commit by Bob)

Removed:
- shop/store

Reviewed:
- shop/cache by Ann on 2026-11-22
`);
    expect(await review('tag', '--major')).toMatch(
      /^runbooks-v2.0\n\nRunbook update: runbooks-v2.0 - since runbooks-v1.10\n/,
    );
  });
});
