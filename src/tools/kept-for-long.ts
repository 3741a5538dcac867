/**
 * Files of a site whose names tell their content: a browser that has one never has to ask again. Below the base of the
 * site; matches `assets/Base.Dk3x.css` and `search/1f0c.names.json`, not `search/index.json`.
 */
const KEPT_FOR_LONG =
  /^(?:assets|pagefind\/fragment|pagefind\/index)\/|^search\/[0-9a-f]{16}\.(?:\w+\.json|stemmer\.js)$/;

/** Folders and patterns of such files, as hosts write them. */
export const KEPT_FOLDERS = ['assets/*', 'pagefind/fragment/*', 'pagefind/index/*'] as const;

/** What a server says of how long a file may be kept. @param path relative to the site, with `/` */
export function cacheControl(path: string): string {
  return KEPT_FOR_LONG.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
