import { join } from 'node:path';
import { close, createIndex } from 'pagefind';

/**
 * Writes Pagefind's full-text index into a built site.
 * @returns how many pages it holds
 */
export async function indexSite(out: string): Promise<number> {
  const { index, errors } = await createIndex({});
  if (!index) throw new Error(`The full-text index could not be started: ${errors.join(', ')}.`);
  try {
    const added = await index.addDirectory({ path: out });
    const written = await index.writeFiles({ outputPath: join(out, 'pagefind') });
    const failed = [...added.errors, ...written.errors];
    if (failed.length > 0) throw new Error(`The full-text index could not be written: ${failed.join(', ')}.`);
    return added.page_count;
  } finally {
    await index.deleteIndex();
    await close();
  }
}
