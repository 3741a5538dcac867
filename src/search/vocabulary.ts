import type { Language } from './language.ts';

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
  /** Whether a word says nothing by itself. */
  isStopWord(word: string): boolean;
  /** Every word in every form. */
  readonly words: readonly string[];
  /** How many numbers are given. */
  size(): number;
  /** As plain data. */
  store(): StoredVocabulary;
}

/** A vocabulary as plain data. */
export interface StoredVocabulary {
  /** Every word in every form, one a line. */
  readonly words: string;
  /** The number of each. */
  readonly numbers: Int32Array;
  /** The stem of each number, one a line. */
  readonly stems: string;
}

/** A vocabulary: empty, or as it was stored in the same language. */
export function openVocabulary(language: Language, stored?: StoredVocabulary): Vocabulary {
  const words = linesOf(stored?.words);
  const numbers = new Map(linesOf(stored?.stems).map((root, number) => [root, number]));
  const forms = new Map(words.map((word, at) => [word, stored?.numbers[at] ?? 0]));
  const firstForms: string[] = [];
  for (const [word, number] of forms) firstForms[number] ??= word;
  return {
    words,
    isStopWord: language.isStopWord,
    form: (number) => firstForms[number],
    size: () => numbers.size,
    has: (word) => forms.has(word),
    find: (word) => forms.get(word) ?? numbers.get(language.stem(word)),
    add(word) {
      const known = forms.get(word);
      if (known !== undefined) return known;
      const root = language.stem(word);
      const number = numbers.get(root) ?? numbers.size;
      if (number === numbers.size) firstForms.push(word);
      numbers.set(root, number);
      forms.set(word, number);
      words.push(word);
      return number;
    },
    store: () => ({
      words: words.join('\n'),
      numbers: Int32Array.from(words, (word) => forms.get(word) ?? 0),
      stems: [...numbers.keys()].join('\n'),
    }),
  };
}

function linesOf(text = ''): string[] {
  return text === '' ? [] : text.split('\n');
}
