import { expect, test } from 'vitest';
import { lastReview, unprovedSince } from '../../src/review/last-review.ts';
import { signOff } from './facts.ts';

const TODAY = '2026-11-22';
const at = (moment: string, more = {}) => signOff('a', moment, more);
const lone = { missing: ['lint' as const] };

test.each([
  ['nothing', undefined, [], undefined],
  ['a date', '2026-11-01', [], '2026-11-01T23:59:59Z'],
  ['the date of today', TODAY, [], `${TODAY}T23:59:59Z`],
  ['a date to come', '2026-11-23', [], undefined],
  ['a sign-off', undefined, [at('2026-11-01T09:00:00Z')], '2026-11-01T09:00:00Z'],
  ['a sign-off of today', undefined, [at(`${TODAY}T23:00:00Z`)], `${TODAY}T23:00:00Z`],
  ['a sign-off to come', '2026-10-01', [at('2026-11-23T00:00:00Z')], '2026-10-01T23:59:59Z'],
  ['a later date by hand', '2026-11-20', [at('2026-11-01T09:00:00Z')], '2026-11-01T09:00:00Z'],
  [
    'the latest of two, wherever it stands',
    undefined,
    [at('2026-11-02T09:00:00Z'), at('2026-11-01T09:00:00Z')],
    '2026-11-02T09:00:00Z',
  ],
  [
    'the latest by its moment, not by its text',
    undefined,
    [at('2026-11-01T23:30:00-02:00'), at('2026-11-02T00:30:00Z')],
    '2026-11-01T23:30:00-02:00',
  ],
  ['no proof', '2026-11-20', [at('2026-11-21T09:00:00Z', lone)], '2026-11-20T23:59:59Z'],
])('by %s it was last reviewed', (_, reviewed, signOffs, moment) => {
  const last = lastReview({ reviewed }, signOffs, TODAY);
  expect(last?.at).toBe(moment);
  expect(last?.on).toBe(moment?.slice(0, 10));
  expect(last?.signOff).toBe(signOffs.find((one) => one.at === moment));
});

test('of two sign-offs at one moment the second counts', () => {
  const two = [at('2026-11-01T09:00:00Z'), at('2026-11-01T09:00:00Z', { by: 'Bob' })];
  expect(lastReview({ reviewed: undefined }, two, TODAY)?.signOff?.by).toBe('Bob');
});

test.each([
  ['none', [], '2026-11-01T09:00:00Z', undefined],
  ['one before a review', [at('2026-10-01T09:00:00Z', lone)], '2026-11-01T09:00:00Z', undefined],
  ['one at the moment of a review', [at('2026-11-01T09:00:00Z', lone)], '2026-11-01T09:00:00Z', undefined],
  ['one after a review', [at('2026-11-01T09:00:01Z', lone)], '2026-11-01T09:00:00Z', '2026-11-01T09:00:01Z'],
  ['one of today', [at(`${TODAY}T09:00:00Z`, lone)], undefined, `${TODAY}T09:00:00Z`],
  ['one to come', [at('2026-11-23T09:00:00Z', lone)], undefined, undefined],
  ['one with proof', [at('2026-11-20T09:00:00Z')], undefined, undefined],
])('signed without proof since: %s', (_, signOffs, reviewed, moment) => {
  const last = reviewed === undefined ? undefined : { on: reviewed.slice(0, 10), at: reviewed };
  expect(unprovedSince(last, signOffs, TODAY)?.at).toBe(moment);
});
