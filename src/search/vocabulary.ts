import { stem } from './stem.ts';

/** All words of a book. Words of one stem are one word with one number. */
export interface Vocabulary {
  /** The number of a word, which it gets now if it has none. */
  add(word: string): number;
  /** The number of a word that the book knows, in this form or another. */
  find(word: string): number | undefined;
  /** Whether the book has the word in just this form. */
  has(word: string): boolean;
  /** The form in which the book first has a word. */
  form(number: number): string | undefined;
  /** Every word in every form. */
  readonly words: readonly string[];
  /** How many numbers are given. */
  size(): number;
}

/** An empty vocabulary. */
export function openVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const forms = new Map<string, number>();
  const words: string[] = [];
  const firstForms: string[] = [];
  return {
    words,
    form: (number) => firstForms[number],
    size: () => numbers.size,
    has: (word) => forms.has(word),
    find: (word) => forms.get(word) ?? numbers.get(stem(word)),
    add(word) {
      const known = forms.get(word);
      if (known !== undefined) return known;
      const root = stem(word);
      const number = numbers.get(root) ?? numbers.size;
      if (number === numbers.size) firstForms.push(word);
      numbers.set(root, number);
      forms.set(word, number);
      words.push(word);
      return number;
    },
  };
}
