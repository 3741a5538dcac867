/** A longer name is no slip of the finger, and comparing two takes time that grows with their product. */
const LONGEST = 200;

/**
 * Damerau's distance: letters changed, added, left out, or two neighbours swapped. A swap is one slip
 * of the fingers, and counting it as one finds `get` for `gte` where Levenshtein sees two changes. Two names of
 * which one is longer than 200 letters are as far apart as they can be.
 */
export function slips(a: string, b: string): number {
  if (Math.max(a.length, b.length) > LONGEST) return a === b ? 0 : Math.max(a.length, b.length);
  const width = b.length + 1;
  const rows = Array.from({ length: (a.length + 1) * width }, (_, index) =>
    index < width ? index : index % width === 0 ? index / width : 0,
  );
  const at = (i: number, j: number): number => rows[i * width + j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1));
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) best = Math.min(best, at(i - 2, j - 2) + 1);
      rows[i * width + j] = best;
    }
  }
  return at(a.length, b.length);
}

/** The known name that was probably meant: at most a third of the letters may differ, at least one. */
export function nearestName(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const wanted = word.toLowerCase();
  const bare = wanted.replace(/^-+/, '');
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const longer = Math.max(bare.length, name.replace(/^-+/, '').length);
    const allowed = Math.max(1, Math.floor(longer / 3));
    if (Math.abs(name.length - wanted.length) > allowed) continue;
    const distance = slips(wanted, name.toLowerCase()) + tieBreak(wanted, name.toLowerCase());
    if (distance < allowed + 1 && (!best || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

/** Among equally near names: the same letters in another order, then one letter left out, then the same beginning. */
function tieBreak(word: string, name: string): number {
  const sameLetters = [...word].sort().join('') === [...name].sort().join('');
  const likelihood = sameLetters ? 0 : name.length > word.length ? 0.2 : 0.4;
  let shared = 0;
  while (shared < word.length && word[shared] === name[shared]) shared += 1;
  return likelihood + 0.3 * (1 - shared / Math.max(1, word.length));
}
