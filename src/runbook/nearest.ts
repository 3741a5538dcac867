import { distance } from 'fastest-levenshtein';

/**
 * The known name that was probably meant, or undefined when none is near: at most a third of the letters
 * may differ, at least one.
 */
export function findNearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    const d = distance(wanted, candidate.toLowerCase());
    if (d <= allowed && (!best || d < best.distance)) best = { name: candidate, distance: d };
  }
  return best?.name;
}

/** " Did you mean `x`?", or nothing: the tail of a message about an unknown name. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const nearest = findNearest(name, known);
  return nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
}
