import { stem as stemEnglish } from 'porter2';
import { isStopWord, stopWordsOf } from './stop-words.ts';

/** What a search has to know of a language. An index is asked in the one that it was built with. */
export interface Language {
  /** The stem of a word, in which its forms meet: `failing` and `failed`. What is no word of it comes back as it is. */
  stem(word: string): string;
  /** Whether a word says nothing by itself. */
  isStopWord(word: string): boolean;
}

/**
 * English, by Porter's second algorithm. Against it, `failure` meets `failing` and `failed`, and `queue` meets `queued`: no words
 * are as common in what operators write.
 */
export const ENGLISH: Language = {
  stem: (word) =>
    /^[a-z]{3,}$/.test(word)
      ? stemEnglish(word).replace(/(?<=[a-z]{4})ur$|(?<=[a-z]{3}u)e$|(?<=[a-z]{6})i$/, '')
      : word,
  isStopWord,
};

/** A language without a stemmer: every word stands for itself. */
export const UNSTEMMED: Language = { stem: (word) => word, isStopWord };

/** The module of `@orama/stemmers` for each language, by its subtag of BCP 47. English is part of the program. */
const MODULES = {
  da: 'dk.js',
  de: 'de.js',
  es: 'es.js',
  fi: 'fi.js',
  fr: 'fr.js',
  hu: 'hu.js',
  it: 'it.js',
  nb: 'no.js',
  nl: 'nl.js',
  nn: 'no.js',
  no: 'no.js',
  pt: 'pt.js',
  ro: 'ro.js',
  ru: 'ru.js',
  sv: 'se.js',
  tr: 'tr.js',
} as const;

/** All modules that opsbook brings. */
export const STEMMER_MODULES: ReadonlySet<string> = new Set(Object.values(MODULES));

/** What a module of a stemmer exports. It keeps its word in one object, so it must not be asked twice at a time. */
export interface StemmerModule {
  stemmer(word: string): string;
}

/**
 * The module that a language needs; undefined where the program needs none.
 * @param tag as in `de` or `pt-BR`
 */
export function stemmerModule(tag: string): string | undefined {
  return new Map<string, string>(Object.entries(MODULES)).get(subtagOf(tag));
}

/**
 * Words come without their accents, by which the French stemmer knows participles: of `démarrée` it leaves an `e` that
 * it takes from `démarrée` with its accent.
 */
const FRENCH_ENDING = /(?<=[a-z]{2})e{1,3}$/;
const NO_ENDING = /(?!)/;

/** A language, with its module where it needs one. */
export function languageOf(tag: string, module?: StemmerModule): Language {
  if (!module) return subtagOf(tag) === 'en' ? ENGLISH : UNSTEMMED;
  const own = stopWordsOf(subtagOf(tag));
  const ending = subtagOf(tag) === 'fr' ? FRENCH_ENDING : NO_ENDING;
  return {
    stem: (word) => (/^\p{L}{3,}$/u.test(word) ? module.stemmer(word).replace(ending, '') : word),
    // Logs are in English everywhere.
    isStopWord: (word) => own.has(word) || isStopWord(word),
  };
}

const subtagOf = (tag: string): string => tag.toLowerCase().split('-')[0] ?? '';
