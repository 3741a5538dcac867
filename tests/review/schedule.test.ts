import { expect, test } from 'vitest';
import { dueDays, standingOn } from '../../src/review/schedule.ts';
import { factsOf } from './facts.ts';

const { settings } = factsOf({});

test.each([
  ['as the settings say', '2026-01-10', undefined, {}, ['2026-03-27', '2026-04-10', '2026-04-24']],
  ['as its page says', '2026-01-10', '6 months', {}, ['2026-06-26', '2026-07-10', '2026-07-24']],
  // A review that holds for a week is not due soon on the day after it.
  ['for a week', '2026-01-10', '7 days', {}, ['2026-01-13', '2026-01-17', '2026-01-31']],
  ['for four weeks', '2026-01-01', '28 days', {}, ['2026-01-15', '2026-01-29', '2026-02-12']],
  ['as nobody can read', '2026-01-10', 'now and then', {}, ['2026-03-27', '2026-04-10', '2026-04-24']],
  [
    'without a warning',
    '2026-01-10',
    undefined,
    { soon: 'never' },
    ['2026-04-10', '2026-04-10', '2026-04-24'],
  ],
  ['without grace', '2026-01-10', undefined, { grace: '0 days' }, ['2026-03-27', '2026-04-10', '2026-04-10']],
])('a review holds %s', (_, reviewed, every, more, [soon, due, overdue]) => {
  expect(dueDays(reviewed, every, { ...settings, ...more })).toEqual({ soon, due, overdue });
});

test('its standing changes on the day itself', () => {
  const days = dueDays('2026-01-10', undefined, settings);
  const on = [
    '2026-03-26',
    '2026-03-27',
    '2026-04-09',
    '2026-04-10',
    '2026-04-23',
    '2026-04-24',
    '2030-01-01',
  ];
  expect(on.map((day) => standingOn(day, days))).toEqual([
    'fresh',
    'due-soon',
    'due-soon',
    'due',
    'due',
    'overdue',
    'overdue',
  ]);
});
