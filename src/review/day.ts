/** A day of the calendar in UTC, as `2026-10-01`: days compare as text. */
export type Day = string;

const MS_A_DAY = 86_400_000;

/** The day of a moment, in UTC, whatever the zone of the machine. */
export function dayOf(moment: Date): Day {
  return moment.toISOString().slice(0, 10);
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  return new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false;
}

/** Days later, or earlier with a negative number. */
export function addDays(day: Day, days: number): Day {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_A_DAY));
}

/** The same day of a later month; the last one where that month is shorter: 31 January is followed by 28 or 29 February. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), ((index % 12) + 12) % 12];
  const last = new Date(Date.UTC(toYear, toMonth + 1, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(toYear, toMonth, Math.min(date, last))));
}

/** Whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_A_DAY);
}
