import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheControl, KEPT_FOLDERS } from './kept-for-long.ts';
import { SITE_HEADERS } from './page-policy.ts';

/**
 * The file `_headers`, as Netlify and Cloudflare Pages read it: what they send with a site.
 * @param base the path that the site is published under, as in `/` or `/runbooks/`
 */
export function hostingHeaders(base: string): string {
  const all = Object.entries(SITE_HEADERS).map(([name, value]) => `  ${name}: ${value}\n`);
  const kept = KEPT_FOLDERS.map((files) => `${base}${files}\n  Cache-Control: ${cacheControl(files)}\n`);
  return `${base}*\n${all.join('')}${kept.join('')}`;
}

/** Writes it into a site. */
export async function writeHeaders(out: string, base: string): Promise<void> {
  await writeFile(join(out, '_headers'), hostingHeaders(base));
}
