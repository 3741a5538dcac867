import type { ComparedLine } from './compared-line.ts';
import type { ExpectedLine } from './expected-line.ts';

type Fits = (expected: ExpectedLine, line: string, index: number) => boolean;

/** The ways on from a place: take this line, leave this expected line, or count this line as unexpected. */
const [TAKE, LEAVE, EXTRA] = [0, 1, 2] as const;
/** A missing line weighs more than an unexpected one, so that `(*)` does not swallow what comes before it. */
const MISSING = 1.5;

/**
 * Lays expected and actual lines beside each other so that the fewest are missing or unexpected. A place is
 * the number of expected lines done, times two, plus one when the next of them has been taken at least once.
 */
export function alignLines(
  expected: readonly ExpectedLine[],
  actual: readonly string[],
  fits: Fits,
): readonly ComparedLine[] {
  const ways = chooseWays(expected, actual, fits);
  const lines: ComparedLine[] = [];
  let place = 0;
  for (let at = 0; at < actual.length || place < 2 * expected.length;) {
    const item = expected[place >> 1];
    const line = actual[at] ?? '';
    const way = item === undefined ? EXTRA : (ways[at]?.[place] ?? LEAVE);
    if (item && way === TAKE) lines.push({ kind: 'fits', expected: item, actual: line });
    if (way === EXTRA) lines.push({ kind: 'unexpected', actual: line });
    if (item && way === LEAVE && (place & 1) === 0)
      lines.push({ kind: item.least === 0 ? 'absent' : 'missing', expected: item });
    if (way !== LEAVE) at += 1;
    if (item && way !== EXTRA)
      place = way === TAKE ? placeAfterTaking(place, item) : placeAfterLeaving(place);
  }
  return lines;
}

function placeAfterTaking(place: number, { most }: ExpectedLine): number {
  return most > 1 ? place | 1 : placeAfterLeaving(place);
}

function placeAfterLeaving(place: number): number {
  return (place | 1) + 1;
}

/** The best way on for every line and place, found from the end. */
function chooseWays(
  expected: readonly ExpectedLine[],
  actual: readonly string[],
  fits: Fits,
): readonly Uint8Array[] {
  const width = 2 * expected.length + 1;
  const ways: Uint8Array[] = [];
  let after = new Float64Array(width);
  for (let at = actual.length; at >= 0; at -= 1) {
    const costs = new Float64Array(width);
    const row = new Uint8Array(width);
    const hasLine = at < actual.length;
    const extra = (place: number): number => (hasLine ? (after[place] ?? 0) + 1 : Infinity);
    costs[width - 1] = hasLine ? extra(width - 1) : 0;
    for (let index = expected.length - 1; index >= 0; index -= 1) {
      const item = expected[index];
      if (!item) continue;
      const isFit = hasLine && fits(item, actual[at] ?? '', at);
      for (const place of [2 * index + 1, 2 * index]) {
        const isTaken = (place & 1) === 1;
        const options = [
          isFit && (!isTaken || item.most > 1) ? (after[placeAfterTaking(place, item)] ?? 0) : Infinity,
          (costs[placeAfterLeaving(place)] ?? 0) + (isTaken || item.least === 0 ? 0 : MISSING),
          extra(place),
        ];
        const best = Math.min(...options);
        row[place] = options.indexOf(best);
        costs[place] = best;
      }
    }
    ways[at] = row;
    after = costs;
  }
  return ways;
}
