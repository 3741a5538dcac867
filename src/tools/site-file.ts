import { realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** What an address of a built site leads to. */
export type SiteFile =
  /** A file, by its real path inside the site, with `/`. */
  | { readonly kind: 'file'; readonly path: string }
  /** A folder that was asked for without the slash that its page's links count on. */
  | { readonly kind: 'folder' }
  | { readonly kind: 'none' };

const NONE: SiteFile = { kind: 'none' };

/**
 * Looks an address up on disk, as any static server does. Hidden files are not served, and a symbolic link
 * leads no further than the site.
 * @param site the real path of the site's folder
 * @param address the path of a request as it came, without what follows `?`
 */
export async function findSiteFile(site: string, address: string): Promise<SiteFile> {
  const path = decode(address);
  if (path === undefined || !isPlain(path)) return NONE;
  try {
    const wanted = join(site, path.endsWith('/') ? `${path}index.html` : path);
    const real = await realpath(wanted);
    if (!real.startsWith(site + sep)) return NONE;
    const inside = relative(site, real).replaceAll(sep, '/');
    if (!isPlain(`/${inside}`)) return NONE;
    const stats = await stat(real);
    if (stats.isDirectory()) return path.endsWith('/') ? NONE : { kind: 'folder' };
    return stats.isFile() ? { kind: 'file', path: inside } : NONE;
  } catch {
    return NONE; // not there, not allowed, a name that is too long: the answer is the same
  }
}

function decode(address: string): string | undefined {
  try {
    return decodeURIComponent(address);
  } catch {
    return undefined;
  }
}

/** Whether every part of a path is a name: not empty, not hidden, not a step upward. */
function isPlain(path: string): boolean {
  const parts = path.replace(/\/$/, '').split('/').slice(1);
  return path.startsWith('/') && parts.every((part) => /^[^.\0\\/][^\0\\/]*$/.test(part));
}
