import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';

/** Runbooks are found by the symptom index, every section of them, and alerts by their names; their lists are indexed. */
const FOUND_OTHERWISE = new Set(['runbooks', 'alerts']);

/**
 * Writes Pagefind's full-text index of everything but runbooks and single alerts into a built site.
 * @returns how many pages it holds
 */
export async function indexSite(out: string): Promise<number> {
  const { index, errors } = await createIndex({});
  if (!index) throw new Error(`The full-text index could not be started: ${errors.join(', ')}.`);
  try {
    const entries = await readdir(out, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && !FOUND_OTHERWISE.has(entry.name));
    const lists = [...FOUND_OTHERWISE].map((folder) => `${folder}/index.html`);
    const glob = `{*.html,${lists.join(',')},{${folders.map(({ name }) => name).join(',')}}/**/*.html}`;
    const added = await index.addDirectory({ path: out, glob });
    const written = await index.writeFiles({ outputPath: join(out, 'pagefind') });
    const failed = [...added.errors, ...written.errors];
    if (failed.length > 0) throw new Error(`The full-text index could not be written: ${failed.join(', ')}.`);
    return added.page_count;
  } finally {
    await index.deleteIndex();
    await close();
  }
}
