import { hash } from 'node:crypto';
import type { BookFiles } from '../runbook/book.ts';
import { buildIndex } from '../search/build-index.ts';
import { openIndex } from '../search/open-index.ts';
import type { OpenIndex } from '../search/open-index.ts';
import { allPages } from '../search/all-pages.ts';
import type { IndexShards } from '../search/shards.ts';
import { cachePath, keepInCache, readFromCache } from '../tools/cache-folder.ts';
import { programDigest } from '../tools/program.ts';
import type { OpenBook } from './open-book.ts';

/**
 * The search index of a book, as it was kept by the last call while the book is what it was: then no page is
 * parsed. Where nothing can be kept, it is made anew.
 */
export async function keptIndex(opened: OpenBook): Promise<OpenIndex> {
  const path = cachePath(`index-${hash('sha1', opened.root).slice(0, 16)}`);
  const digest = digestOf(opened.files);
  const kept = readShards(await readFromCache(path), digest);
  if (kept) return openIndex(kept);
  const shards = buildIndex(allPages(opened.book, opened.alertRules));
  await Promise.all([opened.remember(), keepInCache(path, `${digest}\n${JSON.stringify(shards)}`)]);
  return openIndex(shards);
}

function digestOf({ reading, texts }: BookFiles): string {
  return hash('sha256', JSON.stringify([programDigest(), reading.settings, texts]));
}

function readShards(text: string, digest: string): IndexShards | undefined {
  if (!text.startsWith(`${digest}\n`)) return undefined;
  try {
    // Written above, by this very program.
    return JSON.parse(text.slice(digest.length + 1)) as IndexShards;
  } catch {
    return undefined; // half of a file, on a disk that was full
  }
}
