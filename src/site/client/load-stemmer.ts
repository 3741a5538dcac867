import type { StemmerModule } from '../../search/language.ts';

/** Loads the stemmer of a language that the program does not bring. @param address as a page would link to it */
export async function loadStemmer(address: string): Promise<StemmerModule> {
  // Written by the build that wrote this program.
  return (await import(/* @vite-ignore */ address)) as StemmerModule;
}
