import { hash } from 'node:crypto';
import type { BookFiles } from '../runbook/book.ts';
import { buildIndex } from '../search/build-index.ts';
import { openIndex } from '../search/open-index.ts';
import type { OpenIndex } from '../search/open-index.ts';
import { allPages } from '../search/all-pages.ts';
import type { Language } from '../search/language.ts';
import { openStored, storeIndex } from '../search/stored-index.ts';
import type { NotingReader } from '../tools/noted-reads.ts';
import { programDigest } from '../tools/program.ts';
import { loadLanguage } from './book-language.ts';
import { indexPath, readIndexFile, writeIndexFile } from './index-file.ts';
import type { OpenBook } from './open-book.ts';

/**
 * The search index of a book, as it was kept by the last call while the book is what it is: then no page is
 * parsed. Where nothing can be kept, it is made anew.
 * @param noting the reader that the book was opened with: the next call then need not read the settings either
 */
export async function keptIndex(opened: OpenBook, noting?: NotingReader): Promise<OpenIndex> {
  const path = indexPath(opened.root);
  const tag = opened.files.reading.settings.language;
  const language = await loadLanguage(tag);
  const book = digestOf(opened.files);
  const kept = await readIndexFile(path);
  const isKept = kept?.book === book;
  const index = isKept ? openStored(kept.index, language) : makeIndex(opened, language);
  if (isKept && !noting) return index;
  const file = {
    book,
    language: tag,
    index: isKept ? kept.index : storeIndex(index),
    ...(noting ? { reads: noting.noted() } : {}),
  };
  await Promise.all([isKept ? undefined : opened.remember(), writeIndexFile(path, file)]);
  return index;
}

function makeIndex({ book, alertRules }: OpenBook, language: Language): OpenIndex {
  return openIndex(buildIndex(allPages(book, alertRules), language), language);
}

function digestOf({ reading, texts, owners }: BookFiles): string {
  return hash('sha256', JSON.stringify([programDigest(), reading.settings, texts, owners ?? null]));
}
