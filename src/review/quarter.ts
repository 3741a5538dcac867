import { addDays, addMonths } from './day.ts';
import type { Day } from './day.ts';

/** Three months of a team's year. */
export interface Quarter {
  /** As in `2026-Q4`. */
  readonly id: string;
  readonly start: Day;
  /** The last day in it. */
  readonly end: Day;
}

/**
 * The quarter that a day is in. A year that does not begin in January has the name of the calendar year in
 * which it ends, as accountants have it: with `yearStart` 4, 2026-04-01 begins 2027-Q1.
 */
export function quarterOf(day: Day, yearStart: number): Quarter {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const sinceStart = (month - yearStart + 12) % 12;
  const began = month >= yearStart ? year : year - 1;
  const number = Math.floor(sinceStart / 3) + 1;
  return quarter(began + (yearStart === 1 ? 0 : 1), number, yearStart);
}

/** Reads `2026-Q4`; undefined for anything else. */
export function parseQuarter(id: string, yearStart: number): Quarter | undefined {
  const match = /^(\d{4})-Q([1-4])$/i.exec(id);
  return match ? quarter(Number(match[1]), Number(match[2]), yearStart) : undefined;
}

function quarter(year: number, number: number, yearStart: number): Quarter {
  const began = yearStart === 1 ? year : year - 1;
  const first = `${String(began).padStart(4, '0')}-${String(yearStart).padStart(2, '0')}-01`;
  const start = addMonths(first, (number - 1) * 3);
  return { id: `${year}-Q${number}`, start, end: addDays(addMonths(start, 3), -1) };
}
