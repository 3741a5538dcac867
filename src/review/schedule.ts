import type { ReviewSettings } from '../runbook/schema/settings.ts';
import type { Day } from './day.ts';
import { after, before, parseInterval } from './interval.ts';
import type { Interval } from './interval.ts';

/** The days on which the review of a runbook changes its standing. */
export interface DueDays {
  /** From here on it is due soon. */
  readonly soon: Day;
  readonly due: Day;
  /** From here on it is overdue. */
  readonly overdue: Day;
}

/** The schema lets nothing else through; a book read past its faults has the default. */
const THREE_MONTHS: Interval = { count: 3, unit: { months: 1 } };

/** When a review of that day has to be followed by another. */
export function dueDays(reviewed: Day, every: string | undefined, settings: ReviewSettings): DueDays {
  const due = after(reviewed, parseInterval(every ?? settings.every) ?? THREE_MONTHS);
  const soon = parseInterval(settings.soon);
  const grace = parseInterval(settings.grace);
  return {
    // A review that holds for a week is not due soon on the day after it.
    soon: soon ? later(before(due, soon), middle(reviewed, due)) : due,
    due,
    overdue: grace ? after(due, grace) : due,
  };
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}

function middle(from: Day, to: Day): Day {
  const half = (Date.parse(from) + Date.parse(to)) / 2;
  return new Date(half).toISOString().slice(0, 10);
}

/** What the calendar alone says of a review. */
export type Standing = 'fresh' | 'due-soon' | 'due' | 'overdue';

/** The standing on a day; the same words in a terminal, a build and a browser. */
export function standingOn(today: Day, { soon, due, overdue }: DueDays): Standing {
  if (today >= overdue) return 'overdue';
  if (today >= due) return 'due';
  return today >= soon ? 'due-soon' : 'fresh';
}
