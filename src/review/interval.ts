import { addDays, addMonths } from './day.ts';
import type { Day } from './day.ts';

/** Days or months of each unit; what is counted in months keeps its day of the month. */
const UNITS: Readonly<Record<string, { readonly days: number } | { readonly months: number }>> = {
  d: { days: 1 },
  w: { days: 7 },
  m: { months: 1 },
  q: { months: 3 },
  y: { months: 12 },
};

/** A stretch of the calendar. */
export interface Interval {
  readonly count: number;
  readonly unit: { readonly days: number } | { readonly months: number };
}

/** Reads `3 months`, `90 days`, `2 quarters`, `1 year`, and on a command line `30d`; undefined for anything else. */
export function parseInterval(text: string): Interval | undefined {
  const match = /^([1-9]\d{0,4}) ?(d(?:ays?)?|w(?:eeks?)?|m(?:onths?)?|q(?:uarters?)?|y(?:ears?)?)$/.exec(
    text.trim(),
  );
  const unit = UNITS[match?.[2]?.[0] ?? ''];
  return match && unit ? { count: Number(match[1]), unit } : undefined;
}

/** The day an interval after another. */
export function after(day: Day, { count, unit }: Interval): Day {
  return 'days' in unit ? addDays(day, count * unit.days) : addMonths(day, count * unit.months);
}

/** The day an interval before another. */
export function before(day: Day, { count, unit }: Interval): Day {
  return after(day, { count: -count, unit });
}
