/**
 * Whether a page that the full text found holds a word of the query, in the same or another form: where no page has
 * a word, Pagefind gives the pages of its first letters (`no` for `nope`).
 * @param marked what it marked in the page, and its title
 */
export function holdsAWord(query: string, marked: readonly string[]): boolean {
  const asked = wordsOf(query);
  return marked.flatMap(wordsOf).some((word) => asked.some((wanted) => isAlike(wanted, word)));
}

/** More of a word of the query must be there than its first half or its first two letters. */
function isAlike(wanted: string, word: string): boolean {
  if (word.includes(wanted)) return true;
  const shared = [...wanted].findIndex((letter, at) => word[at] !== letter);
  return shared >= ENOUGH_LETTERS || shared > wanted.length / 2;
}

const ENOUGH_LETTERS = 3;

/** Without accents and case, which the index does not tell apart. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
