import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSignOffFile } from '../../../src/runbook/records/sign-offs.ts';
import { printable } from '../../../src/runbook/words/printable.ts';
import { newReviewBook, runbookText } from './review-book.ts';
import type { ReviewBook, Said } from './review-book.ts';

const API = 'content/runbooks/shop/api.mdx';
const SIGN_OFFS = 'content/reviews/2026-Q4.yaml';

let book: ReviewBook;
let base: string;
let head: string;

beforeEach(() => {
  book = newReviewBook();
  base = book.git('rev-parse', 'HEAD').trim();
  book.git('checkout', '-q', '-b', 'topic');
  book.write(API, runbookText('new API'));
  book.write('main.ts', '');
  book.commit('Another port', 'Ann');
  head = book.git('rev-parse', 'HEAD').trim();
});
afterEach(() => book.remove());

const review = (more: object = {}) => ({
  state: 'approved',
  user: { login: 'grace-h', type: 'User' },
  commit_id: head,
  submitted_at: '2026-11-20T09:30:00Z',
  ...more,
});
const pull = (more: object = {}) => ({
  number: 12,
  html_url: 'https://github.com/acme/shop/pull/12',
  user: { login: 'ann-a', type: 'User' },
  head: { sha: head },
  base: { sha: base, ref: 'main' },
  ...more,
});
const github = (more: object = {}, about: object = {}) => ({
  action: 'submitted',
  review: review(more),
  pull_request: pull(about),
  repository: { full_name: 'acme/shop' },
});
const gitlab = (more: object = {}) => ({
  object_kind: 'merge_request',
  user: { id: 7, name: 'Grace Hopper', username: 'grace' },
  object_attributes: {
    iid: 3,
    action: 'approved',
    author_id: 8,
    target_branch: 'main',
    url: 'https://gitlab.example.org/acme/shop/-/merge_requests/3',
    updated_at: '2026-11-20 09:30:00 UTC',
    last_commit: { id: head },
    ...more,
  },
});

function fromEvent(event: unknown, ...argv: readonly string[]): Promise<Said> {
  book.write('event.json', typeof event === 'string' ? event : JSON.stringify(event));
  return book.opsbook('review', 'from-pull-request', '--event', 'event.json', ...argv);
}

function signOffs() {
  const text = readFileSync(join(book.root, SIGN_OFFS), 'utf8');
  const { signOffs: made, faults } = readSignOffFile({ path: '', text, faults: [] });
  expect(faults).toEqual([]);
  return made.map(({ runbook, by, at, known, approval, commit }) => ({
    runbook,
    by,
    at,
    known,
    approval,
    commit,
  }));
}

describe('an approved pull request is a sign-off', () => {
  test('of GitHub: of the runbooks that it changes, by who approved it', async () => {
    const { status, out, said } = await fromEvent(github());
    expect([status, said]).toEqual([0, '']);
    expect(out).toContain('signed shop/api');
    expect(signOffs()).toEqual([
      {
        runbook: 'shop/api',
        by: 'grace-h',
        at: '2026-11-20T09:30:00Z',
        known: 'forge',
        approval: 'https://github.com/acme/shop/pull/12',
        commit: head,
      },
    ]);
    expect(readFileSync(join(book.root, API), 'utf8')).toContain('\nreviewed: 2026-11-20\n');
    expect((await fromEvent(github())).out).toContain('signed already: shop/api');
  });

  test('of GitLab: the same', async () => {
    expect((await fromEvent(gitlab())).status).toBe(0);
    expect(signOffs()).toMatchObject([{ by: 'grace', at: '2026-11-20T09:30:00Z', commit: head }]);
  });

  test('when it was squashed, of the commit that brought its text', async () => {
    book.git('checkout', '-q', 'main');
    book.git('merge', '-q', '--squash', 'topic');
    book.commit('Another port (#12)', 'Ann');
    const merged = book.git('rev-parse', 'HEAD').trim();
    expect((await fromEvent(github())).status).toBe(0);
    expect(signOffs()).toMatchObject([{ runbook: 'shop/api', commit: merged }]);
    expect((await book.opsbook('review', 'status')).out).toMatch(/fresh +2027-02-20 +shop\/api\n/);
  });

  test('when it was squashed, not where a file that it watches changed again afterwards', async () => {
    const text = (title: string): string => runbookText(title, "watches: ['main.ts']\n");
    const change = (title: string, code: string): void => {
      book.write(API, text(title));
      book.write('main.ts', code);
      book.commit(title, 'Ann');
    };
    book.git('checkout', '-q', 'main');
    change('API', 'one();\n');
    await book.opsbook('review', 'sign', 'shop/api', '--by', 'Bob', '--answers', 'answers.md');
    book.commit('Signed');
    base = book.git('rev-parse', 'HEAD').trim();
    book.git('checkout', '-q', '-b', 'other');
    change('other API', 'two();\n');
    head = book.git('rev-parse', 'HEAD').trim();
    book.git('checkout', '-q', 'main');
    book.git('merge', '-q', '--squash', 'other');
    book.commit('Other API (#12)', 'Ann');
    book.write('main.ts', 'three();\n');
    book.commit('Later', 'Ann');
    const { status, said } = await fromEvent(github());
    expect([status, said]).toEqual([
      1,
      'shop/api: what it speaks of changed elsewhere than in this pull request, or after it: read both sides (opsbook review sign).\nThese were not signed.\n',
    ]);
    book.git('reset', '-q', '--hard', 'HEAD~1');
    expect((await fromEvent(github())).out).toContain('signed shop/api');
  });

  test('signs what is proved, and says what is not', async () => {
    const ping = '\n```bash {name=ping risk=read verify}\necho pong\n```\n';
    book.write('content/runbooks/shop/queue.mdx', runbookText('queue') + ping);
    book.commit('A command', 'Ann');
    head = book.git('rev-parse', 'HEAD').trim();
    const { status, said } = await fromEvent(github());
    expect(status).toBe(1);
    expect(said).toContain('shop/queue: this review is not proved');
    expect(said).toContain('1 snippet to verify, not run for this text');
    expect(said).not.toContain('Its commands work');
    expect(signOffs()).toMatchObject([{ runbook: 'shop/api' }]);
  });

  test('of a fork whose account is gone, by a stranger who is known here, in a file with a byte order mark', async () => {
    book.write(
      'content/teams.yaml',
      "platform: { name: Platform, contact: ['#p'], members: [Ann, '@eve'] }\n",
    );
    book.commit('Eve is one of us', 'Ann');
    const event = github({ author_association: 'NONE', user: { login: 'eve' } }, { user: null });
    const { status, said } = await fromEvent(`\uFEFF${JSON.stringify(event)}`);
    expect([status, said]).toEqual([0, '']);
    expect(signOffs()).toMatchObject([{ runbook: 'shop/api', by: 'eve', known: 'forge' }]);
  });

  test('of a runbook that has another name since', async () => {
    book.git('checkout', '-q', 'main');
    book.git('merge', '-q', '--no-ff', 'topic');
    book.git('mv', API, 'content/runbooks/shop/gate.mdx');
    book.commit('Call it gate', 'Ann');
    expect((await fromEvent(github())).status).toBe(0);
    expect(signOffs()).toMatchObject([{ runbook: 'shop/gate', commit: head }]);
  });

  test('and the pull request that brings the sign-off is none', async () => {
    await fromEvent(github());
    base = head;
    book.commit('Sign-offs of #12', 'opsbook');
    head = book.git('rev-parse', 'HEAD').trim();
    const again = await fromEvent(github({ user: { login: 'sam' } }));
    expect([again.status, again.out]).toEqual([
      0,
      'Nothing to sign: it changes no runbook that is still here.\n',
    ]);
  });

  test('of GitLab in a clone that has only the branches of the forge', async () => {
    book.git('checkout', '-q', '--detach');
    book.git('update-ref', 'refs/remotes/origin/main', 'main');
    book.git('branch', '-q', '-D', 'main');
    expect((await fromEvent(gitlab({ action: 'approval' }))).status).toBe(0);
    expect(signOffs()).toMatchObject([{ runbook: 'shop/api', by: 'grace' }]);
  });

  test('of GitLab after it was merged it is not known, and the forge has to be asked', async () => {
    book.git('checkout', '-q', 'main');
    book.git('merge', '-q', '--no-ff', 'topic');
    expect(await fromEvent(gitlab())).toMatchObject({
      status: 2,
      said: expect.stringContaining('is in `main` already') as string,
    });
  });

  test('does not sign a text that was changed after it was approved', async () => {
    book.write(API, runbookText('newer API'));
    book.commit('After the approval', 'Ann');
    const { status, said } = await fromEvent(github());
    expect([status, said]).toEqual([
      1,
      `shop/api: its text here is not the one that grace-h approved in ${head.slice(0, 7)}.\nThese were not signed.\n`,
    ]);
  });
});

describe('nothing is signed', () => {
  test.each([
    ['a remark', () => github({ state: 'commented' }), 'the review says commented, and not approved'],
    ['a refusal', () => github({ state: 'changes_requested' }), 'the review says changes requested'],
    ['a review taken back', () => ({ ...github(), action: 'dismissed' }), 'the review was dismissed'],
    ['who opened it', () => github({ user: { login: 'ann-a' } }), 'nobody else has approved it'],
    ['a program', () => github({ user: { login: 'ok[bot]', type: 'Bot' } }), 'nobody else has approved it'],
    ['a merge request that was opened', () => gitlab({ action: 'open' }), 'was changed by `open`'],
    ['who opened that', () => gitlab({ author_id: 7 }), 'nobody else has approved it'],
    ['a merge', () => ({ action: 'closed', pull_request: pull() }), '--number asks the forge who approved'],
    ['a push', () => ({ ref: 'refs/heads/main' }), 'it is not an event that can approve'],
    ['no object', () => '[]', 'it is not an event that can approve'],
    ['a commit that is none', () => github({ commit_id: '--output=x' }), 'not as GitHub writes it'],
    ['a name that is none', () => github({ user: { login: 'a b\n' } }), 'not as GitHub writes it'],
    [
      'a stranger, of a public repository',
      () => github({ author_association: 'NONE', user: { login: 'eve' } }),
      'nobody else has approved it',
    ],
    [
      "a token of GitLab's",
      () => ({ ...gitlab(), user: { id: 9, username: 'project_12_bot_3f2a9c1b' } }),
      'nobody else has approved it',
    ],
    ['an approval that is gone', () => gitlab({ action: 'unapproved', system: true }), 'by `unapproved`'],
    ['what GitLab did itself', () => gitlab({ system: true }), 'GitLab says that it did so itself'],
    [
      'a merge queue',
      () => ({ action: 'checks_requested', merge_group: { head_sha: head } }),
      'it is not an event that can approve',
    ],
    [
      'an address that runs',
      () => github({}, { html_url: 'javascript:alert(1)' }),
      'not as GitHub writes it',
    ],
    ['a key that colours', () => '{"review":{"\\u001b[31m":1},"pull_request":{}}', 'not as GitHub writes it'],
    ['a branch that is a flag', () => gitlab({ target_branch: '--output=x' }), 'not about a merge request'],
  ])('for %s', async (_, event, message) => {
    const { status, out } = await fromEvent(event());
    expect([status, out.includes(message) ? message : out]).toEqual([0, message]);
    expect(out.trimEnd()).toBe(printable(out.trimEnd()));
    expect(() => readFileSync(join(book.root, SIGN_OFFS))).toThrow('ENOENT');
  });

  test.each([
    ['{', '--event `event.json` is no JSON.'],
    [' '.repeat(26 * 1024 * 1024), '--event `event.json` cannot be read: it holds over 25 MB.'],
    [JSON.stringify({}), undefined],
  ])('for a text that holds no event: $1', async (text, message) => {
    const { said } = await fromEvent(text);
    expect(said).toBe(message === undefined ? '' : `opsbook: ${message}\n`);
  });

  test('where this clone has not the commit', async () => {
    const { status, said } = await fromEvent(github({ commit_id: 'a'.repeat(40) }));
    expect([status, said]).toEqual([
      2,
      `opsbook: this clone has no commit \`${'a'.repeat(40)}\`: fetch it, as with git fetch origin ${'a'.repeat(40)}\n`,
    ]);
  });

  test('without an event or a number', async () => {
    expect(await book.opsbook('review', 'from-pull-request')).toMatchObject({ status: 2 });
  });
});

describe('--number asks the forge', () => {
  let server: Server;
  let asked: string[];
  let answers: Record<string, unknown>;
  beforeEach(async () => {
    asked = [];
    answers = {};
    server = createServer((request, response) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      asked.push(
        `${request.headers.authorization ?? request.headers['private-token']?.toString() ?? 'nobody'} ${path}`,
      );
      response.statusCode = path in answers ? 200 : 404;
      response.end(JSON.stringify(answers[path] ?? {}));
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  });
  afterEach(() => server.close());

  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  test('GitHub: the latest word of each reviewer counts', async () => {
    answers['/repos/acme/shop/pulls/12'] = pull();
    answers['/repos/acme/shop/pulls/12/reviews'] = [
      review({ state: 'APPROVED', user: { login: 'grace-h' } }),
      review({ state: 'APPROVED', user: { login: 'sam' } }),
      review({ state: 'COMMENTED', user: { login: 'grace-h' } }),
      review({ state: 'CHANGES_REQUESTED', user: { login: 'sam' } }),
      review({ state: 'APPROVED', user: { login: 'lin' }, author_association: 'CONTRIBUTOR' }),
      review({ state: 'APPROVED', user: { login: 'left' }, author_association: 'CONTRIBUTOR' }),
      review({ state: 'APPROVED', user: { login: 'eve' }, author_association: 'NONE' }),
      review({ state: 'APPROVED', user: { login: 'old' }, commit_id: 'a'.repeat(40) }),
    ];
    answers['/repos/acme/shop/collaborators/lin/permission'] = { permission: 'write', role_name: 'maintain' };
    answers['/repos/acme/shop/collaborators/left/permission'] = { permission: 'read', role_name: 'read' };
    const environment = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_API_URL: address(), GITHUB_TOKEN: 't' };
    const { status, said } = await book.opsbookIn(
      environment,
      'review',
      'from-pull-request',
      '--number',
      '12',
    );
    const stranger = (login: string, part: string): string =>
      `An approval is left out: GitHub does not say that ${login} may write to the repository (${part}), and nobody here has that name; add \`@${login}\` to the \`members\` of their team.\n`;
    expect([status, said]).toEqual([
      0,
      `Asking ${address()} for number 12 of acme/shop.\n${stranger('left', 'CONTRIBUTOR')}${stranger('eve', 'NONE')}The approval of old is left out: this clone has no commit \`${'a'.repeat(40)}\`: fetch it, as with git fetch origin ${'a'.repeat(40)}\n`,
    ]);
    expect(
      signOffs()
        .map(({ by }) => by)
        .sort(),
    ).toEqual(['grace-h', 'lin']);
    expect(asked).toEqual([
      'Bearer t /repos/acme/shop/pulls/12',
      'Bearer t /repos/acme/shop/pulls/12/reviews',
      ...['lin', 'left', 'eve'].map((login) => `Bearer t /repos/acme/shop/collaborators/${login}/permission`),
    ]);
  });

  test('GitLab: approvals, but for who opened it', async () => {
    const path = '/projects/42/merge_requests/3';
    const at = '2026-11-20T09:30:00.000Z';
    answers[path] = {
      web_url: 'https://gitlab.example.org/acme/shop/-/merge_requests/3',
      sha: head,
      author: { username: 'ann' },
      diff_refs: { base_sha: base },
    };
    answers[`${path}/approvals`] = {
      approved_by: [
        { user: { username: 'grace' }, approved_at: at },
        { user: { username: 'ann' }, approved_at: at },
      ],
    };
    answers[`${path}/versions`] = [{ id: 1, head_commit_sha: head, created_at: '2026-11-20T09:00:00.000Z' }];
    const environment = { CI_API_V4_URL: address(), CI_PROJECT_ID: '42', GITLAB_TOKEN: 't' };
    const { status, said } = await book.opsbookIn(
      environment,
      'review',
      'from-pull-request',
      '--number',
      '3',
    );
    expect([status, said]).toEqual([
      0,
      `Asking ${address()} for number 3 of 42.\nAn approval is left out: ann opened it.\n`,
    ]);
    expect(signOffs()).toMatchObject([{ by: 'grace', at: '2026-11-20T09:30:00Z' }]);
  });

  test('GitLab: what was pushed after an approval is not what was approved', async () => {
    const approved = head;
    book.write(API, runbookText('newer API'));
    book.commit('After the approval', 'Ann');
    head = book.git('rev-parse', 'HEAD').trim();
    const path = '/projects/42/merge_requests/3';
    answers[path] = {
      web_url: 'https://gitlab.example.org/acme/shop/-/merge_requests/3',
      sha: head,
      author: { username: 'ann' },
      diff_refs: { base_sha: base, head_sha: head, start_sha: base },
    };
    answers[`${path}/versions`] = [
      { id: 111, head_commit_sha: head, created_at: '2026-11-20T10:00:00.000Z', state: 'collected' },
      { id: 110, head_commit_sha: approved, created_at: '2026-11-20T09:00:00.000Z', state: 'collected' },
    ];
    answers[`${path}/approvals`] = { approved_by: [{ user: { username: 'grace', state: 'active' } }] };
    answers[`${path}/notes`] = [
      {
        id: 303,
        body: 'approved this merge request',
        author: { username: 'grace', state: 'active' },
        created_at: '2026-11-20T09:30:00.000Z',
        system: true,
      },
    ];
    const environment = { CI_API_V4_URL: address(), CI_PROJECT_ID: '42', GITLAB_TOKEN: 't' };
    const words = ['review', 'from-pull-request', '--number', '3'] as const;
    const { status, said } = await book.opsbookIn(environment, ...words);
    expect([status, said.replace(/^Asking .*\n/, '')]).toEqual([
      1,
      `shop/api: its text here is not the one that grace approved in ${approved.slice(0, 7)}.\nThese were not signed.\n`,
    ]);
    expect(asked).toEqual(['', '/approvals', '/versions', '/notes'].map((more) => `t ${path}${more}`));
  });

  test('says what to do where it is not let in, and where it does not know the forge', async () => {
    const environment = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_API_URL: address() };
    const { status, said } = await book.opsbookIn(
      environment,
      'review',
      'from-pull-request',
      '--number',
      '12',
    );
    expect([status, said]).toEqual([2, expect.stringContaining('answers 404: give a token') as string]);
    const without = await book.opsbook('review', 'from-pull-request', '--number', '12');
    expect(without).toMatchObject({ status: 2 });
    expect(without.said).toContain('--number needs to know the forge');
  });
});
