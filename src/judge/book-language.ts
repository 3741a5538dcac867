import type { BookLanguage } from '../search/index-files.ts';
import { languageOf, stemmerModule } from '../search/language.ts';
import type { Language, StemmerModule } from '../search/language.ts';
import { importStemmer, readStemmer } from '../tools/stemmer-files.ts';

/** Loads what a search has to know of a language. @param tag as the settings name it, in `de` or `pt-BR` */
export async function loadLanguage(tag: string): Promise<Language> {
  const module = stemmerModule(tag);
  if (module === undefined) return languageOf(tag);
  // A module of `@orama/stemmers`: each has this one function.
  return languageOf(tag, (await importStemmer(module)) as StemmerModule);
}

/** The same, with the module that a browser needs for it. */
export async function bookLanguage(tag: string): Promise<BookLanguage> {
  const module = stemmerModule(tag);
  const language = await loadLanguage(tag);
  return { tag, language, ...(module === undefined ? {} : { module: await readStemmer(module) }) };
}
