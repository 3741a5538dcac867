import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newReviewBook, runbookText } from './review-book.ts';
import type { ReviewBook } from './review-book.ts';

const SHEET = 'content/reviews/2026-Q4/platform.md';
const PICTURE = '\n![The panel](panel.png) and [the status page](https://status.example.org/).\n';

let book: ReviewBook;
beforeEach(() => {
  book = newReviewBook({
    'content/runbooks/shop/queue.mdx': `${runbookText('queue', "reviewed: 2026-10-05\nwatches: ['services/worker/**']\nalerts: [QueueLong]\n")}${PICTURE}`,
    'content/runbooks/shop/panel.png': 'old',
    'content/alerts/shop.rules.yaml':
      'groups:\n  - name: shop\n    rules:\n      - { alert: QueueLong, expr: up == 0 }\n',
    'content/incidents/2026-10-09-orders.md':
      '---\ntitle: Orders lost\ndate: 2026-10-09\nref: INC-7\nrunbooks: [shop/queue]\n---\n\nWhat happened.\n',
    'services/worker/main.ts': '',
  });
  book.write('services/worker/main.ts', 'more');
  book.write(
    'content/alerts/shop.rules.yaml',
    'groups:\n  - name: shop\n    rules:\n      - { alert: QueueLong, expr: up < 1 }\n',
  );
  book.commit('Retry <twice>', 'Bob', '2026-10-10T00:00:00Z');
});
afterEach(() => book.remove());

const read = (path: string): string => readFileSync(join(book.root, path), 'utf8');
const start = (...argv: readonly string[]) => book.opsbook('review', 'start', ...argv);

describe('opsbook review start', () => {
  test('writes what the machine knows of each runbook, and the questions', async () => {
    expect(await start()).toMatchObject({ status: 0, out: `written: ${SHEET} (3 runbooks)\n` });
    const sheet = read(SHEET);
    const own = sheet.slice(
      sheet.indexOf('begin runbook shop/queue'),
      sheet.indexOf('begin runbook shop/api'),
    );
    for (const line of [
      '### [queue](../../runbooks/shop/queue.mdx)\n**due by change**: reviewed on 2026-10-05 by a date alone, next on 2027-01-05\n',
      '- Changes of the code it watches: 1\n',
      ' 2026-10-10 Bob: Retry &lt;twice>',
      '- What it speaks of, changed since: 2\n  - alert QueueLong, content/alerts/shop.rules.yaml:4: changed by Bob',
      '- Incidents since: 1\n  - 2026-10-09 INC-7: Orders lost',
      '- Alerts changed since: 1\n  - QueueLong: its rule file, in 1 commit',
      '- Pictures older than the review: 1\n  - content/runbooks/shop/panel.png, changed 2026-10-01',
      '- [ ] Its links work.\n',
      '- [ ] Its alerts fire as it says.\n',
    ])
      expect(own).toContain(line);
    expect(own).not.toContain('Lint');
    expect(sheet).toContain('- Runbooks: 3 to review, 0 of them signed');
    expect(sheet).toContain('- Members: Ann, Bob');
    // The other two have no links, no alerts and no commands: nobody is asked about any.
    expect(sheet.match(/- \[ \]/g)).toHaveLength(1 + 1 + 4 + 2);
    // What speaks of something that has changed comes first, then what nobody has read for longest.
    expect([...sheet.matchAll(/begin runbook (\S+)/g)].map(([, id]) => id)).toEqual([
      'shop/queue',
      'shop/api',
      'shop/store',
    ]);
  });

  test('gives every runbook a place to be signed under, which git then merges by itself', async () => {
    await start();
    book.commit('Start');
    book.git('rm', '-q', '--cached', 'content/reviews/.gitattributes');
    writeFileSync(join(book.root, 'content/reviews/.gitattributes'), '# no union here\n');
    book.commit('Plain merges');
    book.git('checkout', '-q', '-b', 'theirs');
    await book.opsbook('review', 'sign', 'shop/api', '--by', 'Cy', '--answers', 'answers.md');
    book.commit('Theirs', 'Cy');
    book.git('checkout', '-q', 'main');
    await book.opsbook('review', 'sign', 'shop/store', '--by', 'Bob', '--answers', 'answers.md');
    book.commit('Mine', 'Bob');
    book.git('-c', 'user.name=M', '-c', 'user.email=m@x', 'merge', '-q', 'theirs');
    expect(read('content/reviews/2026-Q4.yaml').match(/by: (Cy|Bob)/g)).toEqual(['by: Cy', 'by: Bob']);
    expect((await book.opsbook('lint')).status).toBe(0);
  });

  test('started again keeps answers, and the sign-off counts them', async () => {
    await start();
    const answered = read(SHEET).replace(
      /(begin runbook shop\/api[\s\S]*?)- \[ \] Read to its end, and true\./,
      '$1- [x] Read to its end, and true. Ä note',
    );
    writeFileSync(join(book.root, SHEET), answered);
    book.write('content/runbooks/shop/api.mdx', runbookText('API', 'review-every: 1 year\n'));
    book.commit('Less often', 'Cy');
    expect((await start()).out).toBe(`updated: ${SHEET} (3 runbooks)\n`);
    expect(read(SHEET)).toContain('true. Ä note');
    expect((await book.opsbook('review', 'sign', 'shop/api', '--by', 'Bob')).status).toBe(0);
    expect(read('content/reviews/2026-Q4.yaml')).toContain('questions: { answered: 1, of: 1 }');
  });

  test('takes another quarter, and one owner', async () => {
    const { out } = await start('--quarter', '2027-Q1', '--owner', 'platform');
    expect(out).toBe('written: content/reviews/2027-Q1/platform.md (3 runbooks)\n');
    expect(existsSync(join(book.root, SHEET))).toBe(false);
  });

  test.each([
    [['--quarter', '2026-Q5'], '--quarter takes one like 2026-Q4, not `2026-Q5`.'],
    [['--owner', 'plattform'], '--owner: no runbook belongs to `plattform`. Did you mean `platform`?'],
  ])('says what is wrong with %j', async (argv, message) => {
    const { status, said } = await start(...argv);
    expect([status, said]).toEqual([2, `opsbook: ${message}\n`]);
  });

  test('writes no file outside the reviews folder, whatever an owner is called', async () => {
    book.write(
      'content/runbooks/shop/api.mdx',
      runbookText('API').replace('owner: platform', 'owner: ../../../etc/x'),
    );
    expect((await start()).out).toContain('content/reviews/2026-Q4/etc-x.md (1 runbook)');
  });
});

describe('opsbook review after-incident', () => {
  test('puts the follow-up on the worksheet, once', async () => {
    const argv = [
      'review',
      'after-incident',
      'shop/api',
      '--ref',
      'INC-9',
      '--missing',
      'the port of the <proxy>',
    ];
    expect((await book.opsbook(...argv)).out).toContain(`added: shop/api in ${SHEET}`);
    const sheet = read(SHEET);
    expect(sheet).toContain(
      '- [ ] After INC-9: it did not say: the port of the &lt;proxy>\n- [ ] Read to its end',
    );
    expect((await book.opsbook(...argv)).out).toBe(`there already: shop/api in ${SHEET}\n`);
    expect(read(SHEET)).toBe(sheet);
  });

  test('needs to know which incident', async () => {
    const { status, said } = await book.opsbook('review', 'after-incident', 'shop/api');
    expect([status, said]).toEqual([
      2,
      'opsbook: review after-incident needs --ref with what the incident is called.\n',
    ]);
  });
});
