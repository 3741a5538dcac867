import { expect, test } from 'vitest';
import { reasonsFor, STATE_WORDS, STATES } from '../../src/review/state.ts';
import type { Since } from '../../src/review/state.ts';
import type { SignOff } from '../../src/runbook/records/sign-offs.ts';
import { commit, factsOf, hashOf, signOff } from './facts.ts';

const CONTENT = hashOf('as it was');

/** A runbook that was signed on the first of November, and of which nothing is known since. */
const quiet: Since = {
  today: '2026-11-22',
  last: undefined,
  unproved: undefined,
  days: undefined,
  settings: factsOf({}).settings,
  content: CONTENT,
  incidents: [],
  watched: [],
  spoken: [],
};

/** Every reason of a runbook whose last sign-off says this. */
function signed(says: Partial<SignOff>, more: Partial<Since> = {}): readonly string[] {
  const last = { on: '2026-11-01', signOff: signOff('a', '2026-11-01T09:00:00Z', says) } as Since['last'];
  return said({ ...quiet, last, ...more });
}

const said = (since: Since): readonly string[] =>
  reasonsFor(since).map(({ state, message }) => `${state}: ${message}`);

const run = { passed: 1, failed: 0, skipped: 0, on: '2026-11-01' };
const links = { ok: 1, broken: 0, unchecked: 0 };
const lone = signOff('a', '2026-11-10T09:00:00Z', { missing: ['lint'] });
const without =
  'without-proof: signed without proof by Ann on 2026-11-10: without a text without lint errors';
const failed = { failed: 1, on: '2026-11-20' };

test('the states, the worst first, each with its words', () => {
  expect(STATES.map((state) => STATE_WORDS[state])).toEqual([
    'overdue',
    'never reviewed',
    'due by change',
    'due',
    'signed without proof',
    'incident since review',
    'changed since review',
    'watched code changed',
    'evidence stale',
    'due soon',
    'fresh',
  ]);
});

test.each<[string, Partial<SignOff>, readonly string[]]>([
  ['nothing', {}, []],
  ['all that it should', { snippets: run, links, findings: { errors: 0, warnings: 9 } }, []],
  ['that one failed', { snippets: { ...run, failed: 1 } }, ['1 snippet failed when it was signed']],
  [
    'that none ran',
    { snippets: { ...run, passed: 0, skipped: 1 } },
    ['no snippet ran when it was signed: 1 skipped'],
  ],
  ['that some were skipped', { snippets: { ...run, skipped: 1 } }, []],
  ['that there were none', { snippets: { ...run, passed: 0 } }, []],
  [
    'that all failed',
    { snippets: { ...run, passed: 0, failed: 2, skipped: 1 } },
    ['2 snippets failed when it was signed'],
  ],
  ['what was run today', { snippets: { ...run, on: '2026-11-22' } }, []],
  [
    'what will be run tomorrow',
    { snippets: { ...run, on: '2026-11-23' } },
    ['its snippets ran on 2026-11-23, which has not come yet'],
  ],
  // Evidence holds as long as a review does, to the day.
  ['what was run on the last day that counts', { snippets: { ...run, on: '2026-08-23' } }, []],
  [
    'what was run the day before',
    { snippets: { ...run, on: '2026-08-22' } },
    ['snippets last run on 2026-08-22'],
  ],
  ['that a link is broken', { links: { ...links, broken: 1 } }, ['1 link broken when it was signed']],
  ['that a link was not asked', { links: { ...links, unchecked: 1 } }, ['1 link not checked']],
  ['that lint found an error', { findings: { errors: 1, warnings: 0 } }, ['signed with 1 lint error']],
])('a sign-off that says %s', (_, says, reasons) =>
  expect(signed(says)).toEqual(reasons.map((reason) => `evidence-stale: ${reason}`)),
);

test('evidence never goes stale by a setting that cannot be read', () => {
  const settings = { ...quiet.settings, every: 'now and then' };
  expect(signed({ snippets: { ...run, on: '2020-01-01' } }, { settings })).toEqual([]);
});

test('what came after a sign-off, and after none', () => {
  const since = { unproved: lone, failedSince: failed };
  const stale = 'evidence-stale: 1 snippet failed on 2026-11-20';
  expect(signed({}, since)).toEqual([without, stale]);
  expect(said({ ...quiet, ...since })).toEqual([
    'never-reviewed: nobody has signed it off, and it has no date',
    without,
    stale,
  ]);
  expect(signed({}, { failedSince: { ...failed, failed: 0 } })).toEqual([]);
});

test('what it speaks of makes it due', () => {
  const file = {
    name: 'scripts/a.sh',
    path: 'scripts/a.sh',
    line: 1,
    before: [],
    now: undefined,
    said: undefined,
  };
  const spoken = [{ ...file, commit: 'aaaaaaa1', author: 'Bob', since: '2026-11-20', on: '2026-11-20' }];
  expect(signed({}, { spoken }).map((reason) => reason.split(':')[0])).toEqual(['due-by-change']);
});

test.each([
  [['Ann', 'Bob', 'Cid'], 'Ann, Bob, Cid'],
  [['Ann', 'Bob', 'Cid', 'Dee'], '4 people'],
])('watched code that %j changed is said to be changed by %s', (authors, who) => {
  const watched = authors.map((author, at) => commit(`aaaaaaa${at}`, '2026-11-20T00:00:00Z', { author }));
  expect(signed({}, { watched }).join()).toContain(` by ${who}, last aaaaaaa on 2026-11-20`);
});
