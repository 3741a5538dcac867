/** Stretches of a text that a reading holds: offsets, or points with offsets, lines and columns. */
interface Found {
  readonly at: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Throws where a range does not lie inside the text that it is a range of. Every object with `start` and `end` at
 * any depth is a range: offsets into the text, or points of which `offset` is one.
 */
export function mustLieInside(reading: unknown, text: string): void {
  for (const { at, start, end } of rangesIn(reading, '')) {
    if (start >= 0 && end >= start && end <= text.length && Number.isInteger(start) && Number.isInteger(end))
      continue;
    throw new Error(`${at || 'The range'} is ${start} to ${end}, in a text of ${text.length}.`);
  }
}

function* rangesIn(value: unknown, at: string, seen = new Set<object>()): Generator<Found> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  const { start, end } = value as { start?: unknown; end?: unknown }; // asked below what they are
  if (typeof start === 'number' && typeof end === 'number') yield { at, start, end };
  else if (isPoint(start) && isPoint(end)) yield { at, start: start.offset, end: end.offset };
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  for (const [key, inner] of entries) yield* rangesIn(inner, `${at}.${String(key)}`, seen);
}

function isPoint(value: unknown): value is { offset: number } {
  return typeof value === 'object' && value !== null && 'offset' in value && typeof value.offset === 'number';
}
