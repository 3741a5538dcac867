import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { glob } from 'tinyglobby';
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
    const wanted = `{*.html,${lists.join(',')},{${folders.map(({ name }) => name).join(',')}}/**/*.html}`;
    const paths = (await glob(wanted, { cwd: site, dot: true, expandDirectories: false })).sort();
    const faults: string[] = [];
    for (const path of paths) {
      const content = spaced(await readFile(join(site, path), 'utf8'));
      faults.push(...(await index.addHTMLFile({ sourcePath: path, content })).errors);
    }
    const written = await index.writeFiles({ outputPath: join(site, 'pagefind') });
    const failed = [...faults, ...written.errors];
    if (failed.length > 0) throw new Error(`The full-text index could not be written: ${failed.join(', ')}.`);
    return paths.length;
  } finally {
    await index.deleteIndex();
    await close();
  }
}

/**
 * HTML with a blank after what stands by itself: Pagefind puts cells and terms together as they stand, and an excerpt
 * says `OwnerPlatform`. Only the index sees it.
 */
function spaced(html: string): string {
  return html.replace(/<\/(?:t[dh]|d[td]|li|h[1-6]|p|div|a|span|button|summary)>(?=<)/g, '$& ');
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
