import { describe, expect, it } from 'vitest';
import { readEvent, readGithub } from '../../../src/cli/review/pull-request.ts';
import { parseJson } from '../../../src/runbook/words/record.ts';

const COMMIT = 'a'.repeat(40);

const github = (review: object, about: object = {}) => ({
  action: 'submitted',
  review: { state: 'approved', user: { login: 'grace' }, commit_id: COMMIT, submitted_at: null, ...review },
  pull_request: {
    html_url: 'https://github.com/acme/shop/pull/12',
    user: { login: 'ann' },
    base: { sha: COMMIT },
    ...about,
  },
});
const gitlab = (more: object) => ({
  object_kind: 'merge_request',
  user: { username: 'grace' },
  object_attributes: {
    action: 'approved',
    target_branch: 'main',
    url: 'https://gitlab.example.org/acme/shop/-/merge_requests/3',
    last_commit: { id: COMMIT },
    ...more,
  },
});

it.each([github({}), gitlab({})])('an approval is one: %#', (event) => {
  expect(readEvent(event)).toMatchObject({ request: { approvals: [{ by: 'grace', commit: COMMIT }] } });
});

it.each([
  ['an address with a line in it', github({}, { html_url: 'https://a.b/\n- by: eve' })],
  ['an address that turns the text', github({}, { html_url: 'https://a.b/\u202e' })],
  ['an address without an end', github({}, { html_url: `https://a.b/${'a'.repeat(9_999)}` })],
  ['an address of a file', github({}, { html_url: 'file:///etc/passwd' })],
  ['a state that colours', github({ state: '\u001b[31mapproved' })],
  ['a name that colours', github({ user: { login: '\u001b[31mgrace' } })],
  ['an id that walks out', github({ commit_id: '../../HEAD' })],
  ['an id with more behind it', github({ commit_id: `${COMMIT}\n` })],
  ['a base that walks out', github({}, { base: { sha: `${COMMIT}/../x` } })],
  ['an action of many words', gitlab({ action: 'x '.repeat(99) })],
  ['a branch that colours', gitlab({ target_branch: 'a\u001b[31m' })],
  ['a branch without an end', gitlab({ target_branch: 'a'.repeat(9_999) })],
  ['fields of every object', parseJson('{"__proto__":{"review":1,"pull_request":1},"constructor":1}')],
  ['what is nested deep', parseJson(`${'['.repeat(99_999)}${']'.repeat(99_999)}`)],
])('%s is no approval, and nothing of it is said', (_, event) => {
  const reading = readEvent(event);
  const because = 'because' in reading ? reading.because : 'it was taken';
  expect(because).toMatch(/^it is (?:not as GitHub|not about a merge request|not an event)/);
  expect(because).not.toMatch(/[\p{Cc}\u202e]|passwd|\.\./u);
});

describe('of the reviews that GitHub lists, the last word of each reviewer counts', () => {
  const OTHER = 'b'.repeat(40);
  const request = {
    html_url: 'https://github.com/acme/shop/pull/12',
    user: { login: 'ann', type: 'User' },
    // Of a fork whose repository is gone.
    head: { sha: OTHER, repo: null },
    base: { sha: COMMIT, ref: 'main' },
  };
  const review = (state: string, more: object = {}) => ({
    id: 80,
    user: { login: 'grace', type: 'User' },
    body: '',
    state,
    commit_id: COMMIT,
    submitted_at: '2026-11-20T09:30:00Z',
    author_association: 'MEMBER',
    ...more,
  });

  it.each([
    ['an approval, on the commit that it was given on', [review('APPROVED')], [COMMIT]],
    ['a second one', [review('APPROVED'), review('APPROVED', { commit_id: OTHER })], [OTHER]],
    [
      'a remark takes nothing back',
      [review('APPROVED'), review('COMMENTED', { commit_id: OTHER })],
      [COMMIT],
    ],
    ['changes asked for afterwards do', [review('APPROVED'), review('CHANGES_REQUESTED')], []],
    ['changes asked for before do not', [review('CHANGES_REQUESTED'), review('APPROVED')], [COMMIT]],
    ['one that was dismissed', [review('DISMISSED')], []],
    ['an older one is not found again', [review('APPROVED'), review('DISMISSED')], []],
    ['one that was not sent', [review('PENDING', { submitted_at: undefined })], []],
    ['of an account that is gone', [review('APPROVED', { user: null })], []],
    ['of who opened it', [review('APPROVED', { user: { login: 'ann', type: 'User' } })], []],
    ['of who opened it, in other letters', [review('APPROVED', { user: { login: 'Ann' } })], []],
    ['of a program', [review('APPROVED', { user: { login: 'helper', type: 'Bot' } })], []],
    ['of a commit that is gone', [review('APPROVED', { commit_id: null })], []],
    [
      'of two names of one account',
      [review('APPROVED'), review('DISMISSED', { user: { login: 'Grace' } })],
      [],
    ],
  ])('%s', (_, reviews, commits) => {
    expect(readGithub(request, reviews).approvals.map(({ commit }) => commit)).toEqual(commits);
  });
});
