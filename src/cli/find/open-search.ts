import { loadLanguage } from '../../judge/book-language.ts';
import { indexOfSameBytes } from '../../judge/index-file.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { once } from '../../runbook/words/once.ts';
import type { OpenIndex } from '../../search/open-index.ts';
import { openStored } from '../../search/stored-index.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { noteReads } from '../../tools/noted-reads.ts';

/** What is asked of a book by whoever looks for a runbook. */
export interface OpenedSearch {
  readonly index: OpenIndex;
  /** The book itself: read when somebody asks for more than what the index has. */
  opened(): Promise<OpenBook>;
}

/**
 * Opens the search of a book. What reads settings and pages is loaded only where the index is not that of the last
 * call: it is most of the program.
 */
export async function openSearch(root: string, isOutsideAllowed: boolean): Promise<OpenedSearch> {
  const reader = folderReader(root, isOutsideAllowed);
  const kept = await indexOfSameBytes(root, reader);
  const noting = noteReads(reader);
  const opened = once(async () => {
    const { openBook } = await import('../../judge/open-book.ts');
    return openBook(root, noting.reader);
  });
  return {
    index: kept ? openStored(kept.index, await loadLanguage(kept.language)) : await makeIndex(),
    opened,
  };

  async function makeIndex(): Promise<OpenIndex> {
    const { keptIndex } = await import('../../judge/kept-index.ts');
    return keptIndex(await opened(), noting);
  }
}
