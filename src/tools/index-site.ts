import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { close, createIndex } from 'pagefind';
import { scratchPlace } from './scratch-place.ts';

/** Runbooks are found by the symptom index, every section of them, and alerts by their names; their lists are indexed. */
const FOUND_OTHERWISE = new Set(['runbooks', 'alerts']);

/**
 * Writes Pagefind's full-text index of everything but runbooks and single alerts into a built site.
 * @returns how many pages it holds
 */
export async function indexSite(out: string): Promise<number> {
  const site = resolve(out);
  const { index, errors } = await startPagefind();
  if (!index) throw new Error(`The full-text index could not be started: ${errors.join(', ')}.`);
  try {
    const entries = await readdir(site, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && !FOUND_OTHERWISE.has(entry.name));
    const lists = [...FOUND_OTHERWISE].map((folder) => `${folder}/index.html`);
    const glob = `{*.html,${lists.join(',')},{${folders.map(({ name }) => name).join(',')}}/**/*.html}`;
    const added = await index.addDirectory({ path: site, glob });
    const written = await index.writeFiles({ outputPath: join(site, 'pagefind') });
    const failed = [...added.errors, ...written.errors];
    if (failed.length > 0) throw new Error(`The full-text index could not be written: ${failed.join(', ')}.`);
    return added.page_count;
  } finally {
    await index.deleteIndex();
    await close();
  }
}

/**
 * Pagefind is a program that reads `pagefind.yml` (and three more) where it starts, and `PAGEFIND_…`: it is
 * started in an empty folder and without them. It starts before `createIndex` returns, so nobody else sees that.
 */
async function startPagefind(): ReturnType<typeof createIndex> {
  const [folder, empty] = [process.cwd(), await mkdtemp(join(scratchPlace(), 'opsbook-pagefind-'))];
  const settings = Object.entries(process.env).filter(([name]) => /^pagefind_/i.test(name));
  let starting: ReturnType<typeof createIndex>;
  try {
    for (const [name] of settings) delete process.env[name];
    process.chdir(empty);
    starting = createIndex({});
  } finally {
    process.chdir(folder);
    for (const [name, value] of settings) process.env[name] = value;
  }
  try {
    return await starting;
  } finally {
    await rm(empty, { recursive: true });
  }
}
