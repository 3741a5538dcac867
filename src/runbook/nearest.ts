import { distance } from 'fastest-levenshtein';

/** A longer name is no slip of the finger, and comparing it takes time. */
const LONGEST_NAME = 200;

/**
 * The known name that was probably meant, or undefined when none is near: at most a third of the letters
 * may differ, at least one.
 */
export function findNearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const wanted = name.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) > allowed) continue;
    const d = slips(wanted, candidate.toLowerCase());
    if (d <= allowed && (!best || d < best.distance)) best = { name: candidate, distance: d };
  }
  return best?.name;
}

/** How many slips of a finger are between two names; two letters in the wrong order are one. */
function slips(a: string, b: string): number {
  const d = distance(a, b);
  return d === 2 && letters(a) === letters(b) ? 1 : d;
}

function letters(name: string): string {
  return [...name].sort().join('');
}

/** " Did you mean `x`?", or nothing: the tail of a message about an unknown name. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const nearest = findNearest(name, known);
  return nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
}
