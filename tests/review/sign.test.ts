import { describe, expect, test } from 'vitest';
import type { Checked } from '../../src/review/checked.ts';
import { missingProof, proofOf, sayUnproved } from '../../src/review/proof.ts';
import { reviewBook } from '../../src/review/review-book.ts';
import type { RunbookReview } from '../../src/review/review-book.ts';
import type { Evidence } from '../../src/runbook/records/evidence.ts';
import { isPerson, MOST_WITHOUT_EVIDENCE, planSigning, snippetSummary } from '../../src/review/sign.ts';
import type { Signing, SignRequest } from '../../src/review/sign.ts';
import { factsOf, hashOf, runbook, signOff } from './facts.ts';

const page = runbook('shop/backlog');
const CONTENT = hashOf('as it was');

/** The review of a page that was signed so. */
function reviewOf(...signOffs: readonly ReturnType<typeof signOff>[]): RunbookReview {
  const [first] = reviewBook(factsOf({ runbooks: [page], signOffs })).reviews;
  if (!first) throw new Error('no review');
  return first;
}

/** A page about which nothing is missing. */
const proved: Checked = {
  findings: { errors: 0, warnings: 0 },
  has: { verified: 0, links: 0 },
  answers: { answered: 0, of: 0, open: [] },
  known: 'teams',
  isDirty: false,
  authors: undefined,
};
const request: SignRequest = { by: 'Ann', at: '2026-11-22T10:00:00Z', maySignOwn: false, hasSeen: false };
const lint: Partial<Checked> = { findings: { errors: 1, warnings: 0 } };

function sign(
  review: RunbookReview,
  checked: Partial<Checked> = {},
  more: Partial<SignRequest> = {},
): Signing {
  return planSigning(review, { ...proved, ...checked }, { ...request, ...more });
}

describe('signing again', () => {
  const today = signOff(page.id, '2026-11-22T08:00:00Z', { known: 'teams' });
  const file = {
    name: 'scripts/a.sh',
    path: 'scripts/a.sh',
    line: 1,
    before: [],
    now: undefined,
    said: undefined,
  };
  const spoken = [{ ...file, commit: 'aaaaaaa1', author: 'Bob', since: '2026-11-20', on: '2026-11-20' }];

  test.each<[string, ReturnType<typeof signOff>, Partial<SignRequest>, Signing['kind']]>([
    ['by the same person on the same day was done', today, {}, 'signed-already'],
    [
      'with the note that is there was done',
      { ...today, note: 'Read it.' },
      { note: 'Read it.' },
      'signed-already',
    ],
    ['without the note that is there was done', { ...today, note: 'Read it.' }, {}, 'signed-already'],
    ['with an empty note was done', { ...today, note: 'Read it.' }, { note: '' }, 'signed-already'],
    ['with a new note is a new one', today, { note: 'Tried the rollback.' }, 'sign'],
    ['with another note is a new one', { ...today, note: 'Read it.' }, { note: 'Tried it.' }, 'sign'],
    ['by somebody else is a new one', today, { by: 'Bob' }, 'sign'],
    ['on another day is a new one', today, { at: '2026-11-23T08:00:00Z' }, 'sign'],
    ['of another text is a new one', { ...today, content: hashOf('older') }, {}, 'sign'],
    ['of what lacked proof is a new one, now that it has some', { ...today, missing: ['lint'] }, {}, 'sign'],
  ])('%s', (_, before, more, kind) => expect(sign(reviewOf(before), {}, more).kind).toBe(kind));

  test('what lacked proof and still does was done', () => {
    expect(sign(reviewOf({ ...today, missing: ['lint'] }), lint).kind).toBe('signed-already');
  });

  test('what it speaks of has changed: it is looked at again', () => {
    expect(sign({ ...reviewOf(today), spoken }).kind).toBe('unseen');
    const seen = sign({ ...reviewOf(today), spoken }, {}, { hasSeen: true });
    expect(seen).toMatchObject({ kind: 'sign', signOff: { seen: ['scripts/a.sh'] } });
  });

  test.each([
    [20, 20, 'f19'],
    [21, 21, 'and 1 more'],
    [90, 21, 'and 70 more'],
  ])('of %i things that have changed it names %i, and %s', (many, named, last) => {
    const all = Array.from({ length: many }, (_, at) => ({ ...spoken[0], name: `f${at}` }));
    const signed = sign({ ...reviewOf(today), spoken: all as typeof spoken }, {}, { hasSeen: true });
    const seen = signed.kind === 'sign' ? (signed.signOff.seen ?? []) : [];
    expect([seen.length, seen[0], seen.at(-1)]).toEqual([named, 'f0', last]);
  });

  test('gives back the newest of those that say it', () => {
    const later = { ...today, at: '2026-11-22T09:00:00Z' };
    expect(sign(reviewOf(today, later))).toEqual({ kind: 'signed-already', signOff: later });
  });
});

describe('a new sign-off', () => {
  test('says who, when and what, and nothing that nobody knows', () => {
    const own = { runbook: page.id, at: request.at, by: 'Ann', content: CONTENT };
    expect(sign(reviewOf())).toEqual({
      kind: 'sign',
      signOff: { ...own, findings: proved.findings, known: 'teams' },
    });
  });

  test('says everything that is known', () => {
    const checked: Partial<Checked> = {
      commit: 'abc',
      links: { ok: 1, broken: 0, unchecked: 0 },
      snippets: { passed: 1, failed: 0, skipped: 0, on: '2026-11-20' },
      alerts: { raised: 1, unknown: 0 },
      answers: { answered: 1, of: 2, open: ['Is it true?'] },
      approval: 'https://forge.example.dev/pull/7',
    };
    expect(sign(reviewOf(), checked, { note: 'Read.', despite: 'No time.' })).toMatchObject({
      signOff: {
        ...{ commit: 'abc', links: checked.links, snippets: checked.snippets, alerts: checked.alerts },
        ...{ questions: { answered: 1, of: 2 }, approval: checked.approval, note: 'Read.' },
      },
    });
    // Nothing is missing, as the approval stands for the answers: there is nothing to be signed despite of.
    const { signOff: made } = sign(reviewOf(), checked, { despite: 'No time.' }) as { signOff: object };
    expect(Object.keys(made)).not.toContain('despite');
    expect(Object.keys(made)).not.toContain('missing');
  });

  test.each<[string, Partial<Checked>, Partial<SignRequest>, Signing]>([
    [
      'of what is not committed',
      { isDirty: true },
      {},
      { kind: 'refused', because: expect.stringContaining('not committed') },
    ],
    [
      'of what one has written oneself',
      { authors: [{ author: 'Ann', email: 'a@example.org' }] },
      {},
      { kind: 'refused', because: expect.stringContaining('Ann made every change') },
    ],
    ['of what lacks proof', lint, {}, { kind: 'unproved', gaps: ['1 lint error: see opsbook lint'] }],
  ])('%s is none', (_, checked, more, said) => expect(sign(reviewOf(), checked, more)).toEqual(said));

  test.each<[string, Partial<Checked>, Partial<SignRequest>]>([
    ['of what nobody has changed', { authors: [] }, {}],
    ['of what one may sign', { authors: [{ author: 'Ann', email: '' }] }, { maySignOwn: true }],
    [
      'of what somebody else has changed too',
      {
        authors: [
          { author: 'Ann', email: '' },
          { author: 'Bob', email: '' },
        ],
      },
      {},
    ],
  ])('%s is one', (_, checked, more) => expect(sign(reviewOf(), checked, more).kind).toBe('sign'));

  test('of what lacks proof says what and why', () => {
    const { signOff: made } = sign(reviewOf(), lint, { despite: 'It burns.' }) as { signOff: object };
    expect(made).toMatchObject({ missing: ['lint'], despite: 'It burns.' });
  });
});

test.each([
  ['Ann Lee', true],
  ['ann  lee', true],
  [' Ann Lee ', true],
  ['Ａnn Lee', true],
  ['12+ann@users.example.org', true],
  ['12+ann', true],
  ['ann', true],
  ['Lee, Ann', true],
  ['Bob', false],
])('the author is meant by %j: %s', (name, is) => {
  const mapped = { author: 'Lee, Ann', email: 'lee@example.org' };
  expect(isPerson({ author: 'Ann Lee', email: '12+ann@users.example.org', mapped }, name)).toBe(is);
});

test('only digits at the beginning of an address are no part of a name', () => {
  expect(isPerson({ author: 'x', email: 'ann1+b@example.org' }, 'annb')).toBe(false);
  expect(isPerson({ author: 'x', email: '1+b@example.org' }, 'b')).toBe(true);
});

test('more than ten at once need evidence', () => expect(MOST_WITHOUT_EVIDENCE).toBe(10));

describe('what is missing of a proof', () => {
  const run = { passed: 1, failed: 0, skipped: 0, on: '2026-11-20' };
  const asked = { ok: 1, broken: 0, unchecked: 0 };
  const said = (checked: Partial<Checked>): readonly string[] =>
    missingProof('Ann', { ...proved, ...checked }).map(({ of, said: why }) => `${of}: ${why}`);

  test.each<[string, Partial<Checked>, string]>([
    ['somebody unknown', { known: undefined }, 'reviewer: nobody here is called Ann'],
    [
      'a question',
      { answers: { answered: 1, of: 2, open: ['Is it true?'] } },
      'answers: 1 question of 2 not answered',
    ],
    ['a run', { has: { verified: 1, links: 0 } }, 'snippets: 1 snippet to verify, not run'],
    [
      'a run that passed',
      { has: { verified: 1, links: 0 }, snippets: { ...run, failed: 1 } },
      'snippets: 1 snippet failed on 2026-11-20',
    ],
    [
      'a run that ran',
      { has: { verified: 2, links: 0 }, snippets: { ...run, passed: 0, skipped: 2 } },
      'snippets: no snippet ran on 2026-11-20: 2 skipped',
    ],
    ['links', { has: { verified: 0, links: 1 } }, 'links: 1 external link not asked'],
    [
      'links that lead somewhere',
      { has: { verified: 0, links: 1 }, links: { ...asked, broken: 1 } },
      'links: 1 external link broken',
    ],
    ['a rule', { alerts: { raised: 0, unknown: 1 } }, 'alerts: no rule raises 1 alert'],
    ['a text without errors', lint, 'lint: 1 lint error'],
  ])('%s', (_, checked, what) => expect(said(checked)).toEqual([expect.stringContaining(what)]));

  test.each<[string, Partial<Checked>]>([
    ['a page that has nothing to be asked about', {}],
    ['a run that passed', { has: { verified: 1, links: 0 }, snippets: run }],
    ['a failed run of nothing', { snippets: { ...run, failed: 1 } }],
    ['links that lead somewhere', { has: { verified: 0, links: 1 }, links: asked }],
    ['broken links of nothing', { links: { ...asked, broken: 1 } }],
    ['alerts that are raised', { alerts: { raised: 1, unknown: 0 } }],
    ['warnings', { findings: { errors: 0, warnings: 3 } }],
    ['an approval', { approval: 'x', answers: { answered: 0, of: 1, open: ['Is it true?'] } }],
  ])('nothing of %s', (_, checked) => expect(said(checked)).toEqual([]));

  test('is said of who signed all the same', () => {
    const made = signOff(page.id, '2026-11-22T08:00:00Z', { missing: ['lint', 'links'] });
    const without =
      'signed without proof by Ann on 2026-11-22: without a text without lint errors, a look at its links';
    expect(sayUnproved(made)).toBe(without);
    expect(sayUnproved({ ...made, despite: 'It burns.' })).toBe(`${without} (It burns.)`);
    expect([made, signOff('a', ''), signOff('a', '', { known: 'teams' })].map(proofOf)).toEqual([
      'without',
      'of-before',
      'proved',
    ]);
  });
});

test('what was run counts for the text that was run, with the versions of what it speaks of', () => {
  const snippets = (['passed', 'failed', 'skipped', 'skipped'] as const).map((status, line) => ({
    ...{ name: 'a', line, status },
  }));
  const evidence: Evidence = {
    version: 1,
    opsbook: '0.1.0',
    at: '2026-11-20T10:00:00Z',
    tools: { psql: 'psql (PostgreSQL) 17.2', jq: 'jq-1.7' },
    runbooks: [{ id: page.id, path: page.path, contentHash: CONTENT, snippets }],
  };
  const review = { ...reviewOf(), runbook: { ...page, text: 'use psql, (not jqq)' } };
  const counted = { passed: 1, failed: 1, skipped: 2, on: '2026-11-20' };
  expect(snippetSummary(evidence, review)).toEqual({ ...counted, tools: { psql: '17.2' } });
  expect(snippetSummary(evidence, reviewOf())).toEqual(counted);
  expect(snippetSummary(evidence, { ...review, content: hashOf('newer') })).toBeUndefined();
  expect(snippetSummary(evidence, { ...review, runbook: runbook('other') })).toBeUndefined();
  expect(snippetSummary(undefined, review)).toBeUndefined();
});
