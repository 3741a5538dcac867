/** Tells which of many texts have all of some words, by their places, in order. */
export type WordIndex = (words: readonly string[]) => readonly number[];

/** Reads the words of texts once: of thousands, a set for each takes more room than the texts. */
export function wordIndex(texts: readonly string[]): WordIndex {
  const places = new Map<string, number[]>();
  for (const [place, text] of texts.entries())
    for (const word of new Set(wordsOf(text))) {
      const known = places.get(word);
      if (known) known.push(place);
      else places.set(word, [place]);
    }
  return (words) => {
    if (words.length === 0) return [...texts.keys()];
    const lists = words.map((word) => places.get(word) ?? []).sort((a, b) => a.length - b.length);
    const [shortest = [], ...others] = lists;
    const sets = others.map((list) => new Set(shortest.length === 0 ? [] : list));
    return shortest.filter((place) => sets.every((set) => set.has(place)));
  };
}

/** Runs of letters, digits and `_`. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/\w+/g) ?? [];
}
