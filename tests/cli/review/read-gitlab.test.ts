import { describe, expect, test } from 'vitest';
import { readGitlab } from '../../../src/cli/review/read-gitlab.ts';

const [FIRST, SECOND, THIRD] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];

const request = {
  id: 155016530,
  iid: 3,
  state: 'merged',
  web_url: 'https://gitlab.example.org/acme/shop/-/merge_requests/3',
  sha: THIRD,
  author: { id: 8, username: 'ann', name: 'Ann', state: 'active' },
  diff_refs: { base_sha: '0'.repeat(40), head_sha: THIRD, start_sha: '0'.repeat(40) },
};
/** As `/versions` gives them: the newest first. */
const version = (head: string | null, time: string) => ({
  id: 110,
  head_commit_sha: head,
  base_commit_sha: '0'.repeat(40),
  created_at: `2026-11-20T${time}Z`,
  merge_request_id: 105,
  state: 'collected',
  real_size: '1',
});
const versions = [
  version(THIRD, '12:00:00.500'),
  version(SECOND, '11:00:00.000'),
  version(FIRST, '10:00:00.000'),
];
const approval = (time?: string, more: object = {}) => ({
  user: { id: 7, name: 'Grace Hopper', username: 'grace', state: 'active', ...more },
  ...(time === undefined ? {} : { approved_at: `2026-11-20T${time}` }),
});
const note = (time: string, more: object = {}) => ({
  id: 301,
  body: 'approved this merge request',
  author: { id: 7, username: 'grace', state: 'active' },
  created_at: `2026-11-20T${time}Z`,
  system: true,
  ...more,
});

function read(given: object, all: readonly object[] = versions, notes: readonly object[] = []) {
  const approvals = { id: 5, iid: 3, approved: true, approved_by: [given] };
  return readGitlab({ request, approvals, versions: all, askNotes: () => Promise.resolve(notes) });
}

describe('an approval of GitLab is of the version that was the newest at its time', () => {
  test.each([
    ['of the last', approval('13:00:00.000Z'), THIRD],
    ['of the one before a push', approval('11:59:59.999Z'), SECOND],
    ['to the millisecond', approval('12:00:00.499Z'), SECOND],
    ['of the instant of a push', approval('12:00:00.500Z'), SECOND],
    ['in another zone', approval('11:30:00.000+01:00'), FIRST],
  ])('%s', async (_, given, commit) => {
    const { approvals, leftOut } = await read(given);
    expect([approvals.map((one) => one.commit), leftOut]).toEqual([[commit], []]);
    expect((await read(given, versions.toReversed())).approvals).toEqual(approvals);
  });

  test.each([
    ['its time is in the notes', [note('11:30:00.000')], SECOND],
    ['the last of several counts', [note('11:30:00.000'), note('10:30:00.000')], SECOND],
    [
      'what is no note of that approval is passed over',
      [
        note('13:00:00.000', { system: false }),
        note('13:00:00.000', { body: 'unapproved this merge request' }),
        note('13:00:00.000', { author: { username: 'eve' } }),
        note('13:00:00.000', { author: null }),
        note('10:30:00.000'),
      ],
      FIRST,
    ],
  ])('before GitLab 18 %s', async (_, notes, commit) => {
    expect((await read(approval(), versions, notes)).approvals.map((one) => one.commit)).toEqual([commit]);
  });

  test('where there is one version no time is needed, and no note', async () => {
    const askNotes = () => Promise.reject(new Error('asked'));
    const approvals = { approved_by: [approval()] };
    const once = [version(THIRD, '10:00:00.000')];
    expect((await readGitlab({ request, approvals, versions: once, askNotes })).approvals).toEqual([
      { by: 'grace', at: undefined, commit: THIRD },
    ]);
  });

  test.each([
    ['no time', approval(), versions, 'it has had 3 versions, and GitLab does not say when grace approved'],
    [
      'a time before all of them',
      approval('09:00:00.000Z'),
      versions,
      'GitLab does not say which version grace approved',
    ],
    ['no version', approval('13:00:00.000Z'), [], 'GitLab does not say which version grace approved'],
    [
      'a version without a commit',
      approval('13:00:00.000Z'),
      [version(null, '12:30:00.000'), ...versions],
      'GitLab does not say which version grace approved',
    ],
    [
      'a blocked account',
      approval('13:00:00.000Z', { state: 'blocked' }),
      versions,
      'the account of grace is not active',
    ],
    ['who opened it', approval('13:00:00.000Z', { username: 'ann' }), versions, 'ann opened it'],
    [
      'a token',
      approval('13:00:00.000Z', { username: 'group_7_bot_1a2b' }),
      versions,
      'group_7_bot_1a2b is a program',
    ],
  ])('with %s it is left out, in words', async (_, given, all, because) => {
    expect(await read(given, all)).toMatchObject({ approvals: [], leftOut: [because] });
  });

  test.each([approval('yesterday'), approval('13:00:00Z', { username: 'a b' })])(
    'what GitLab would not write is no approval: %#',
    async (given) => {
      await expect(read(given)).rejects.toThrow('approved_by');
    },
  );
});
