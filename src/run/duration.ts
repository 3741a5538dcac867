const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration like `10s` or `2m`; undefined for anything else. */
export function readDuration(text: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)(ms|s|m|h)$/.exec(text ?? '') ?? [];
  return count === undefined || unit === undefined ? undefined : Number(count) * (UNITS[unit] ?? 1);
}

/** A duration for a person: `0.4 s`, `12.0 s`, `3 min 5 s`. */
export function renderDuration(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
