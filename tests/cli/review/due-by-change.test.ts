import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openBook } from '../../../src/judge/open-book.ts';
import { readReviews } from '../../../src/site/read-reviews.ts';
import { newReviewBook, TODAY } from './review-book.ts';
import type { ReviewBook } from './review-book.ts';

const PAGE = 'content/runbooks/shop/slow.mdx';
const FENCE = '```';
const TEXT = `---
title: Payments are slow
kind: reference
summary: What to do when payments are slow.
service: worker
owner: platform
alerts: [PaymentsSlow]
watches: ['services/**']
params:
  NAMESPACE: { description: Where it runs, default: payments }
---

## Restart

${FENCE}bash {name=restart}
kubectl -n "$NAMESPACE" rollout restart deploy/api
./scripts/restore.sh
make deploy
psql -c "SELECT status FROM orders"
${FENCE}
`;
const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: payments
spec:
  replicas: 2
`;
const RULES = `groups:
  - name: shop
    rules:
      - alert: PaymentsSlow
        expr: up{job="api"} == 0
`;

const WATCHED = 'watch-touched: watched code changed in 1 commit by Ann, last COMMIT on DAY';

let book: ReviewBook;
beforeEach(() => {
  book = newReviewBook({
    [PAGE]: TEXT,
    'k8s/api.yaml': MANIFEST,
    'k8s/other.yaml': MANIFEST.replace('name: api', 'name: other'),
    'scripts/restore.sh': '#!/bin/sh\necho restore\n',
    'services/worker.ts': 'one();\n',
    'db/9_orders.sql': 'CREATE TABLE orders (\n  id int,\n  status text\n);\n',
    Makefile: 'deploy:\n\techo deploy\n\nbuild:\n\techo build\n',
    'content/alerts/shop.rules.yaml': RULES,
  });
});
afterEach(() => book.remove());

const review = (...argv: readonly string[]) => book.opsbook('review', ...argv);
const sign = (...argv: readonly string[]) =>
  review('sign', 'shop/slow', '--by', 'Bob', '--answers', 'answers.md', ...argv);

/** Reviewed and committed; then one commit changes a file. */
async function signedThen(path: string, text: string | undefined): Promise<void> {
  expect(await sign()).toMatchObject({ status: 0, said: '' });
  book.commit('Signed');
  if (text === undefined) book.git('rm', '-q', path);
  else book.write(path, text);
  book.commit('Change');
}

async function reasons(): Promise<string[]> {
  const { out } = await review('status', '--format', 'json');
  // Its own output.
  const rows = JSON.parse(out) as { id: string; reasons: { state: string; message: string }[] }[];
  const own = rows.find(({ id }) => id === 'shop/slow')?.reasons ?? [];
  return own.map(({ state, message }) =>
    `${state}: ${message}`
      .replace(/on \d{4}-\d\d-\d\d in [0-9a-f]{7}/, 'on DAY in COMMIT')
      .replace(/[0-9a-f]{7} on \d{4}-\d\d-\d\d/, 'COMMIT on DAY'),
  );
}

describe('due by change', () => {
  test.each<[string, string, string | undefined, string[]]>([
    [
      'the object that a command names',
      'k8s/api.yaml',
      MANIFEST.replace('replicas: 2', 'replicas: 3'),
      ['due-by-change: deployment api changed (k8s/api.yaml:4), last by Ann on DAY in COMMIT'],
    ],
    [
      'the object that a command names, taken away',
      'k8s/api.yaml',
      undefined,
      ['due-by-change: deployment api is gone (k8s/api.yaml:4), last by Ann on DAY in COMMIT'],
    ],
    [
      'the script that it calls',
      'scripts/restore.sh',
      '#!/bin/sh\necho other\n',
      ['due-by-change: scripts/restore.sh changed, last by Ann on DAY in COMMIT'],
    ],
    [
      'the target that it makes',
      'Makefile',
      'deploy:\n\techo other\n\nbuild:\n\techo build\n',
      ['due-by-change: make target deploy changed (Makefile:1), last by Ann on DAY in COMMIT'],
    ],
    [
      'the rule of its alert',
      'content/alerts/shop.rules.yaml',
      RULES.replace('== 0', '== 1'),
      [
        'due-by-change: alert PaymentsSlow changed (content/alerts/shop.rules.yaml:4), last by Ann on DAY in COMMIT',
      ],
    ],
    [
      'a file that it watches',
      'services/worker.ts',
      'other();\n',
      ['due-by-change: services/worker.ts changed, last by Ann on DAY in COMMIT', WATCHED],
    ],
    [
      'a new file among those that it watches',
      'services/more.ts',
      'more();\n',
      ['due-by-change: services/more.ts changed, last by Ann on DAY in COMMIT', WATCHED],
    ],
    [
      'a patch of the object in a new file',
      'k8s/patch.yaml',
      MANIFEST.replace('replicas: 2', 'paused: true'),
      ['due-by-change: deployment api changed (k8s/patch.yaml:4), last by Ann on DAY in COMMIT'],
    ],
    [
      'another rule of its alert in a new file',
      'content/alerts/more.rules.yaml',
      RULES,
      [
        'due-by-change: alert PaymentsSlow changed (content/alerts/more.rules.yaml:4), last by Ann on DAY in COMMIT',
      ],
    ],
    [
      'a column that a new migration adds to its table',
      'db/10_note.sql',
      'ALTER TABLE orders ADD COLUMN note text;\n',
      ['due-by-change: table orders changed (db/10_note.sql:1), last by Ann on DAY in COMMIT'],
    ],
    [
      'a column that a new migration drops',
      'db/10_note.sql',
      'ALTER TABLE orders DROP COLUMN status;\n',
      [
        'due-by-change: table orders changed (db/10_note.sql:1), column status is gone (db/10_note.sql:1), last by Ann on DAY in COMMIT',
      ],
    ],
    [
      'a table that a new migration drops',
      'db/10_note.sql',
      '-- why\nDROP TABLE IF EXISTS orders;\n',
      [
        'due-by-change: table orders is gone (db/10_note.sql:2), column status is gone (db/10_note.sql:2), last by Ann on DAY in COMMIT',
      ],
    ],
    [
      'not the first rule of an alert',
      'content/alerts/more.rules.yaml',
      RULES.replace('PaymentsSlow', 'Other'),
      [],
    ],
    ['not the part that undoes a migration', 'db/10_note.down.sql', 'DROP TABLE orders;\n', []],
    ['not a table that it does not name', 'db/10_note.sql', 'CREATE TABLE more (id int);\n', []],
    ['not a comment in a file that it watches', 'services/worker.ts', '# note\none();\n', [WATCHED]],
    ['not another object of the namespace', 'k8s/other.yaml', undefined, []],
    ['not another target', 'Makefile', 'deploy:\n\techo deploy\n\nbuild:\n\techo other\n', []],
    ['not what every release writes anew', 'k8s/api.yaml', `# v2\n${MANIFEST}`, []],
    ['not what it does not name', 'README.md', 'other\n', []],
  ])('%s', async (_, path, text, expected) => {
    await signedThen(path, text);
    expect(await reasons()).toEqual(expected);
  });

  test('of services with one name in many systems, that of the page counts', async () => {
    const compose = (image: string): string => `services:\n  redis:\n    command: ${image}\n`;
    book.write('shop/compose.yaml', compose('a'));
    book.write('blog/compose.yaml', compose('a'));
    book.write(PAGE, TEXT.replace('make deploy', 'docker compose restart redis'));
    book.commit('Systems');
    await signedThen('blog/compose.yaml', compose('b'));
    expect(await reasons()).toEqual([]);
    book.write('shop/compose.yaml', compose('b'));
    book.commit('Own');
    expect(await reasons()).toEqual([
      'due-by-change: compose service redis changed (shop/compose.yaml:2), last by Ann on DAY in COMMIT',
    ]);
  });

  test('a page that watches everything is not due by its own sign-off', async () => {
    book.write(PAGE, TEXT.replace("'services/**'", "'**'"));
    book.commit('Everything');
    await signedThen('README.md', '# note\n');
    expect((await reasons()).filter((one) => one.startsWith('due-by-change'))).toEqual([]);
  });

  test('a file that is watched is read before a page is signed, but for the values of secrets in it', async () => {
    book.write('services/key.yaml', 'kind: Secret\nstringData: { a: hunter2 }\n');
    book.commit('Key');
    expect(await sign()).toMatchObject({ status: 0 });
    book.write('services/key.yaml', 'kind: Secret\nstringData: { a: hunter3 }\n');
    book.write('services/worker.ts', 'other();\n');
    book.commit('Signed, and changed');
    const { status, out } = await sign();
    expect(status).toBe(1);
    expect(out).toContain("    page, line 8: watches: ['services/**']\n    -one();\n    +other();\n");
    expect(out).toContain('services/key.yaml changed');
    expect(out).not.toContain('hunter');
  });

  test('an object that has moved to another file as it was is no change', async () => {
    await sign();
    book.commit('Signed');
    book.git('rm', '-q', 'k8s/api.yaml');
    book.write('k8s/all.yaml', `${MANIFEST}---\n${MANIFEST.replace('name: api', 'name: web')}`);
    book.commit('Move');
    expect(await reasons()).toEqual([]);
  });

  test('is told by linter, worksheet, reminder, calendar and feed', async () => {
    await signedThen('k8s/api.yaml', MANIFEST.replace('replicas: 2', 'replicas: 3'));
    const said = 'deployment api changed (k8s/api.yaml:4), last by Ann';
    expect((await review('remind')).out).toContain(`due by change, ${said}`);
    const events = (await review('ics')).out.replaceAll('\r\n ', '');
    expect(events).toContain('SUMMARY:Review the runbook: Payments are slow (what it speaks of changed)');
    expect((await review('feed')).out).toContain(said);
    expect((await book.opsbook('show', 'shop/slow')).out).toContain(`\ndue by change: ${said}`);
    const linted = async (): Promise<string> => (await book.opsbook('lint', '--rule', 'review-current')).out;
    const told =
      /warning +Review this runbook: deployment api changed \(k8s\/api\.yaml:4\), last by Ann on .*, after its review on/;
    expect(await linted()).toMatch(told);
    await review('start');
    const sheet = readFileSync(join(book.root, 'content/reviews/2026-Q4/platform.md'), 'utf8');
    expect(sheet).toContain(
      '- What it speaks of, changed since: 1\n  - deployment api, k8s/api.yaml:4: changed by Ann',
    );
    expect(sheet).toContain('line 17 of the page: kubectl');
    expect((await review('status', '--fail-on', 'due-by-change')).status).toBe(1);
  });

  test('is told by a linter that has kept all other findings', async () => {
    const before = process.env['OPSBOOK_CACHE'];
    const cache = mkdtempSync(join(tmpdir(), 'opsbook-due-'));
    process.env['OPSBOOK_CACHE'] = cache;
    try {
      await signedThen('k8s/api.yaml', MANIFEST.replace('replicas: 2', 'replicas: 3'));
      await book.opsbook('lint');
      const again = await book.opsbook('lint', '--verbose');
      expect(again.out).toContain('Review this runbook: deployment api changed (k8s/api.yaml:4)');
      expect(again.said).toMatch(/^(\d+) of \1 pages/m);
    } finally {
      rmSync(cache, { recursive: true });
      if (before === undefined) delete process.env['OPSBOOK_CACHE'];
      else process.env['OPSBOOK_CACHE'] = before;
    }
  });

  test('is told by the page and the overview of the site', async () => {
    await signedThen('k8s/api.yaml', MANIFEST.replace('replicas: 2', 'replicas: 3'));
    const { reviews, owners, appointments } = await readReviews(await openBook(book.root), TODAY);
    const own = reviews.find(({ id }) => id === 'shop/slow');
    expect(own?.state).toBe('due-by-change');
    expect(own?.reasons).toEqual([
      expect.stringMatching(/^due by change: deployment api changed \(k8s\/api.yaml:4\)/),
    ]);
    expect(owners[0]?.counts['due-by-change']).toBe(1);
    expect(appointments.filter(({ state }) => state === 'due-by-change')).toHaveLength(2);
  });

  test('signing shows both sides, and signs only what was seen', async () => {
    await signedThen('k8s/api.yaml', MANIFEST.replace('replicas: 2', 'replicas: 3'));
    const shown = await sign();
    expect(shown.status).toBe(1);
    expect(shown.out).toMatch(/^ {4}-  replicas: 2\n {4}\+  replicas: 3$/m);
    expect(shown.out).toContain('    page, line 17: kubectl -n "$NAMESPACE" rollout restart deploy/api\n');
    const code = /--seen ([0-9a-f]{8})\b/.exec(shown.said)?.[1] ?? '';
    expect(await sign('--seen', '00000000')).toMatchObject({
      status: 1,
      said: `This is not what was shown before. Read both sides, and sign with --seen ${code}. Nothing was signed.\n`,
    });
    expect((await sign('--seen', code)).status).toBe(0);
    expect(readFileSync(join(book.root, 'content/reviews/2026-Q4.yaml'), 'utf8')).toContain(
      'seen: [ deployment api ]',
    );
    book.commit('Signed again');
    expect(await reasons()).toEqual([]);
  });

  test('a change after what was shown asks for another look', async () => {
    await signedThen('k8s/api.yaml', MANIFEST.replace('replicas: 2', 'replicas: 3'));
    const code = /--seen ([0-9a-f]{8})\b/.exec((await sign()).said)?.[1] ?? '';
    book.write('k8s/api.yaml', MANIFEST.replace('replicas: 2', 'replicas: 9'));
    book.commit('Again');
    expect((await sign('--seen', code)).status).toBe(1);
  });

  test('the values of a secret are not shown', async () => {
    book.write(
      'k8s/key.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata: { name: key, namespace: payments }\nstringData: { a: hunter2 }\n',
    );
    book.write(PAGE, TEXT.replace('make deploy', 'kubectl -n payments get secret key'));
    book.commit('A secret');
    await signedThen(
      'k8s/key.yaml',
      'apiVersion: v1\nkind: Secret\nmetadata: { name: key, namespace: payments }\nstringData: { a: hunter3 }\n',
    );
    const { out } = await sign();
    expect(out).toContain('secret key changed');
    expect(out).not.toContain('hunter');
  });
});
