import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SITE_HEADERS } from './page-policy.ts';

/** Folders of a site whose files have names of their content: a browser that has one never has to ask again. */
const KEPT_FOR_LONG = ['assets', 'pagefind/fragment', 'pagefind/index'];

/**
 * The file `_headers`, as Netlify and Cloudflare Pages read it: what they send with a site.
 * @param base the path that the site is published under, as in `/` or `/runbooks/`
 */
export function hostingHeaders(base: string): string {
  const all = Object.entries(SITE_HEADERS).map(([name, value]) => `  ${name}: ${value}\n`);
  const kept = KEPT_FOR_LONG.map(
    (folder) => `${base}${folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n`,
  );
  return `${base}*\n${all.join('')}${kept.join('')}`;
}

/** Writes it into a site. */
export async function writeHeaders(out: string, base: string): Promise<void> {
  await writeFile(join(out, '_headers'), hostingHeaders(base));
}
