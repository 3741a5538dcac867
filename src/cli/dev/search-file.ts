import { bookLanguage } from '../../judge/book-language.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { indexFiles } from '../../search/index-files.ts';
import { nameIndex } from '../../tools/build-site.ts';
import type { Answer } from '../../tools/serve-preview.ts';

/** A file of the search index, of the book as it stands: `index.json`, or one that it names. */
export async function searchFile({ book, alertRules }: OpenBook, file: string): Promise<Answer> {
  const language = await bookLanguage(book.settings.language);
  const { front, shards } = nameIndex(indexFiles(book, alertRules, language), 'preview');
  const body = file === 'index.json' ? front : shards.find(([name]) => name === file)?.[1];
  if (body === undefined)
    return { status: 404, type: 'text/plain; charset=utf-8', body: 'There is no such file.' };
  return { status: 200, type: file.endsWith('.js') ? TYPES.js : TYPES.json, body };
}

const TYPES = {
  json: 'application/json; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
} as const;
