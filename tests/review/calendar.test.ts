import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, dayOf, daysBetween, isDay } from '../../src/review/day.ts';
import { after, before, parseInterval } from '../../src/review/interval.ts';
import { parseQuarter, quarterOf } from '../../src/review/quarter.ts';
import { dueDays, standingOn } from '../../src/review/schedule.ts';
import type { ReviewSettings } from '../../src/runbook/schema/settings.ts';

const SETTINGS: ReviewSettings = {
  every: '3 months',
  soon: '14 days',
  grace: '14 days',
  yearStart: 1,
  maySignOwn: false,
};

describe('days', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-10-31', -1, '2026-09-30'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-31', 3, '2027-03-31'],
  ])('%s and %i months are %s', (day, months, later) => {
    expect(addMonths(day, months)).toBe(later);
  });

  test.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-29', 1, '2026-03-30'], // clocks go forward in Europe
    ['2026-01-01', -1, '2025-12-31'],
  ])('%s and %i days are %s', (day, days, later) => {
    expect(addDays(day, days)).toBe(later);
    expect(daysBetween(day, later)).toBe(days);
  });

  test.each([
    ['2026-11-22T23:59:59-01:00', '2026-11-23'],
    ['2026-11-22T00:30:00+13:00', '2026-11-21'],
    ['2026-11-22T12:00:00Z', '2026-11-22'],
  ])('%s is a moment of %s: days are those of UTC', (moment, day) => {
    expect(dayOf(new Date(moment))).toBe(day);
  });

  test.each([
    ['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00', ''],
    ['+002026-01-01', '02026-01-01', '2026-01-01 ', '2026-01', '2026'],
  ])('what is no day, as %j', (...texts) => expect(texts.filter(isDay)).toEqual([]));

  test('a day that is there is one', () => expect(isDay('2028-02-29')).toBe(true));
});

describe('intervals', () => {
  test.each([
    ['3 months', '2026-11-30', '2027-02-28'],
    ['90 days', '2026-10-01', '2026-12-30'],
    ['2 quarters', '2026-08-31', '2027-02-28'],
    ['1 year', '2024-02-29', '2025-02-28'],
    ['2 weeks', '2026-12-25', '2027-01-08'],
    ['30d', '2026-11-22', '2026-12-22'],
    ['2w', '2026-11-22', '2026-12-06'],
  ])('%s after %s is %s', (text, day, later) => {
    const interval = parseInterval(text);
    expect(interval && after(day, interval)).toBe(later);
  });

  test.each([
    '0 days',
    '-1 day',
    'a month',
    '3',
    '3 fortnights',
    '1.5 months',
    '999999 days',
    '3 monthss',
    '1 day ago',
    '',
  ])('%j is none', (text) => expect(parseInterval(text)).toBeUndefined());

  test('before is what after was, by days', () => {
    expect(before('2026-03-01', { count: 1, unit: { days: 1 } })).toBe('2026-02-28');
  });
});

describe('quarters', () => {
  test.each([
    ['2026-01-01', 1, '2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-11-22', 1, '2026-Q4', '2026-10-01', '2026-12-31'],
    ['2024-02-29', 1, '2024-Q1', '2024-01-01', '2024-03-31'],
    ['2026-03-31', 4, '2026-Q4', '2026-01-01', '2026-03-31'],
    ['2026-04-01', 4, '2027-Q1', '2026-04-01', '2026-06-30'],
    ['2026-11-22', 2, '2027-Q4', '2026-11-01', '2027-01-31'],
    ['2027-01-31', 2, '2027-Q4', '2026-11-01', '2027-01-31'],
    ['2026-11-22', 10, '2027-Q1', '2026-10-01', '2026-12-31'],
    ['2026-12-01', 12, '2027-Q1', '2026-12-01', '2027-02-28'],
  ])('%s of a year that starts in month %i is in %s', (day, yearStart, id, start, end) => {
    expect(quarterOf(day, yearStart)).toEqual({ id, start, end });
    expect(parseQuarter(id, yearStart)).toEqual({ id, start, end });
  });

  test('every day is in the quarter that its id names', () => {
    const days = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('2000-01-01', days));
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 12 }), (day, yearStart) => {
        const quarter = quarterOf(day, yearStart);
        expect(quarter.start <= day && day <= quarter.end).toBe(true);
        expect(parseQuarter(quarter.id, yearStart)).toEqual(quarter);
        expect(daysBetween(quarter.start, quarter.end)).toBeGreaterThan(87);
      }),
    );
  });

  test.each(['2026', '2026-Q5', 'Q4', '../2026-Q4', '2026-Q4.yaml'])('%j names none', (id) => {
    expect(parseQuarter(id, 1)).toBeUndefined();
  });
});

describe('the standing of a review', () => {
  test.each([
    ['2026-08-01', undefined, '2026-10-17', 'fresh'],
    ['2026-08-01', undefined, '2026-10-18', 'due-soon'],
    ['2026-08-01', undefined, '2026-10-31', 'due-soon'],
    ['2026-08-01', undefined, '2026-11-01', 'due'],
    ['2026-08-01', undefined, '2026-11-14', 'due'],
    ['2026-08-01', undefined, '2026-11-15', 'overdue'],
    ['2026-08-01', '1 year', '2026-11-15', 'fresh'],
    ['2026-11-30', undefined, '2027-02-28', 'due'],
    ['2026-11-20', '7 days', '2026-11-21', 'fresh'],
    ['2026-11-20', '7 days', '2026-11-23', 'due-soon'],
  ])('of %s, every %s, is on %s: %s', (reviewed, every, today, standing) => {
    expect(standingOn(today, dueDays(reviewed, every, SETTINGS))).toBe(standing);
  });
});
