import { copyFileSync, linkSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';

/** Writes a page of a site, by its path in there. In turn: thousands at once are no faster. */
export function writePage(out: string, file: string, body: Uint8Array): void {
  const path = join(out, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, body);
}

/**
 * Brings a page over from the site that is to be replaced.
 * @returns false where that one does not have it
 */
export function keepPage(older: string, fresh: string, file: string): boolean {
  const [from, to] = [join(older, file), join(fresh, file)];
  mkdirSync(dirname(to), { recursive: true });
  try {
    // The older site is removed afterwards; where two names for a file are not to be had, it is copied.
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    copyFileSync(from, to);
  }
  return true;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** A file of a book that its site hands out; undefined where it is not there, or not inside the book. */
export function readPublished(root: string, path: string): Uint8Array | undefined {
  try {
    const real = realpathSync(root);
    const file = realpathSync(join(real, path));
    return file.startsWith(real + sep) ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Puts what every site has into a site: styles, scripts, pictures. */
export async function copyAssets(assets: string, out: string): Promise<void> {
  await cp(assets, out, { recursive: true });
}
