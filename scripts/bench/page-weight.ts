import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes as they lie on disk, and as a server sends them. */
export interface Weight {
  readonly raw: number;
  readonly compressed: number;
}

/** What a page makes a browser load at once. */
export interface PageWeight {
  readonly html: Weight;
  readonly css: Weight;
  readonly js: Weight;
}

/**
 * Weighs a built page with the styles and scripts that it names, and the scripts which these import.
 * @param site the folder of the built site
 * @param page its path in there, as in `runbooks/pilot/disk-full/index.html`
 */
export async function weighPage(site: string, page: string): Promise<PageWeight> {
  const html = await readFile(join(site, page), 'utf8');
  const styles = listMatches(html, /<link[^>]+rel="stylesheet"[^>]*href="([^"]+)"/g);
  const scripts = listMatches(html, /<script[^>]+src="([^"]+)"/g);
  return {
    html: weigh([Buffer.from(html)]),
    css: weigh(await Promise.all(styles.map((path) => readFile(join(site, path))))),
    js: weigh([...(await withImports(site, scripts)).values()]),
  };
}

/** Follows `import … from './x.js'`; what is imported only when needed is not loaded with the page. */
async function withImports(site: string, scripts: readonly string[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const waiting = [...scripts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const source = await readFile(join(site, path));
    found.set(path, source);
    const imported = listMatches(source.toString(), /\b(?:from|import)\s*"(\.[^"]+)"/g);
    for (const name of imported) waiting.push(new URL(name, `http://site${path}`).pathname);
  }
  return found;
}

/** Weighs every file in a folder. */
export async function weighFolder(folder: string): Promise<Weight & { readonly files: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const bytes = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
  return { ...weigh(bytes), files: files.length };
}

function weigh(files: readonly Buffer[]): Weight {
  return {
    raw: files.reduce((sum, file) => sum + file.length, 0),
    compressed: files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0),
  };
}

function listMatches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found);
}
