import { openErrors } from './open-index.ts';
import type { OpenIndex } from './open-index.ts';
import { openScratch } from './scratch.ts';
import type { Language } from './language.ts';
import { openVocabulary } from './vocabulary.ts';
import type { StoredVocabulary } from './vocabulary.ts';

/**
 * An opened index as plain data, which can be written as it is: a call that finds it has no text to split and no word
 * to stem, which is nearly all that opening takes.
 */
export interface StoredIndex extends Omit<
  OpenIndex,
  'vocabulary' | 'errors' | 'pairs' | 'placesByWord' | 'scratch'
> {
  readonly vocabulary: StoredVocabulary;
  readonly errors: readonly { readonly page: number; readonly text: string }[];
}

/** An index as it will be written. */
export function storeIndex(index: OpenIndex): StoredIndex {
  const { vocabulary, errors, pairs: _pairs, placesByWord: _places, scratch: _scratch, ...plain } = index;
  return {
    ...plain,
    vocabulary: vocabulary.store(),
    errors: errors.map(({ page, text }) => ({ page, text })),
  };
}

/** An index as it was stored, ready to be asked. @param language what it was built with */
export function openStored({ vocabulary, errors, ...plain }: StoredIndex, language: Language): OpenIndex {
  return {
    ...plain,
    vocabulary: openVocabulary(language, vocabulary),
    errors: errors.flatMap(({ page, text }) => openErrors([text], page)),
    pairs: new Map(),
    placesByWord: new Map(),
    scratch: openScratch({
      entries: plain.entries.length,
      sections: plain.sections?.list.length ?? 0,
      lines: plain.lines.length,
    }),
  };
}
