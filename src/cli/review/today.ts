import { dayOf, isDay } from '../../review/day.ts';
import type { Day } from '../../review/day.ts';
import { UsageError } from '../command.ts';
import type { Flags, Terminal } from '../command.ts';

/** The flag that sets the day by which reviews are judged; `OPSBOOK_TODAY` does the same. */
export const TODAY_FLAG = {
  today: { type: 'string', value: 'YYYY-MM-DD', meaning: 'The day to judge by, in UTC (default: today)' },
} as const satisfies Flags;

/** The moment that a command takes for now. */
export interface Now {
  readonly today: Day;
  /** ISO 8601 in UTC, to the second. */
  readonly at: string;
}

/** Now, or what `--today` or `OPSBOOK_TODAY` say: a day, or a time like `2026-10-01T09:30:00Z`. */
export function readNow(given: string | undefined, { environment }: Pick<Terminal, 'environment'>): Now {
  const text = given ?? environment['OPSBOOK_TODAY'];
  if (!text) return nowAt(new Date());
  if (isDay(text)) return { today: text, at: `${text}T00:00:00Z` };
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text)))
    return nowAt(new Date(text));
  const name = given === undefined ? 'OPSBOOK_TODAY' : '--today';
  throw new UsageError(`${name} takes a day like 2026-10-01, not \`${text}\`.`);
}

function nowAt(moment: Date): Now {
  return { today: dayOf(moment), at: `${moment.toISOString().slice(0, 19)}Z` };
}
