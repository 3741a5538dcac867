/** `2026-11-29 10:03:07`, in UTC, of a time that is stored. */
export function toMoment(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}

/** A time that somebody typed in UTC, with or without its day; undefined for what is none. */
export function fromMoment(text: string, day: string): string | undefined {
  const [, date = day, clock = ''] =
    /^(?:(\d{4}-\d\d-\d\d)[ T])?(\d\d:\d\d(?::\d\d)?)(?: ?(?:UTC|Z))?$/i.exec(text.trim()) ?? [];
  const parsed = clock === '' ? NaN : Date.parse(`${date}T${clock.length === 5 ? `${clock}:00` : clock}Z`);
  return Number.isNaN(parsed) ? undefined : new Date(parsed).toISOString();
}

/** The time where the reader is, as in `11:03 here`; `''` where that is UTC. */
export function localClock(at: string): string {
  const date = new Date(at);
  if (date.getTimezoneOffset() === 0) return '';
  return `${date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false })} here`;
}
