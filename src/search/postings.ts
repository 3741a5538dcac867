/** For every word, by number: where it stands, and how much it weighs there. */
export interface Postings {
  /** Where each word's places begin; one more than there are words. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly weights: Float32Array;
}

/** Collects postings in any order. */
export interface PostingsList {
  readonly words: number[];
  readonly places: number[];
  readonly weights: number[];
}

/** An empty list to collect postings in. */
export function postingsList(): PostingsList {
  return { words: [], places: [], weights: [] };
}

/** Sorts collected postings by word, in the time it takes to walk through them. */
export function sortPostings({ words, places, weights }: PostingsList, wordCount: number): Postings {
  const starts = new Int32Array(wordCount + 1);
  for (const word of words) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
  for (let word = 0; word < wordCount; word += 1)
    starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0);
  const next = starts.slice();
  const sorted = { starts, places: new Int32Array(words.length), weights: new Float32Array(words.length) };
  words.forEach((word, at) => {
    const to = next[word] ?? 0;
    next[word] = to + 1;
    sorted.places[to] = places[at] ?? 0;
    sorted.weights[to] = weights[at] ?? 0;
  });
  return sorted;
}
