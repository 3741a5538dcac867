import { hash } from 'node:crypto';
import { markAsKept } from '../offline/kept-notice.ts';
import { mapTags, relativeAddress, relativePage } from './relative-page.ts';

/**
 * The one inline script of an archive, the same in every page: it loads the archive's own. A page on a disk may load
 * no modules, and its policy names this text by its hash.
 */
const LOADER =
  "const script = document.createElement('script'); " +
  "script.src = document.documentElement.dataset.base + 'assets/book.js'; document.head.append(script);";

const LOADER_HASH = hash('sha256', LOADER, 'base64');

/** What a page of an archive may load: what its one script loads, and styles and pictures that lie beside it. */
export const ARCHIVE_POLICY =
  `default-src 'none'; script-src 'sha256-${LOADER_HASH}' 'strict-dynamic'; worker-src blob:; style-src 'self'; ` +
  "img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'self'";

/**
 * A page of a site as it stands in an archive.
 * @param html as it is drawn for a site at `/`
 * @param words what it says of its day, in plain text
 */
export function archivePage(html: string, { file, words }: { file: string; words: string }): string {
  const home = relativeAddress('/', file).replace(/index\.html$/, '');
  const page = mapTags(relativePage(html, file), (tag) => {
    if (tag.startsWith('<html ')) return tag.replace(/ data-base="[^"]*"/, ` data-base="${home || './'}"`);
    if (tag.startsWith('<meta http-equiv="Content-Security-Policy"'))
      return `<meta http-equiv="Content-Security-Policy" content="${ARCHIVE_POLICY}">`;
    // Modules are not loaded from a disk; nor is anything that is fetched.
    if (/^<script type="module"|^<link rel="(modulepreload|preload|alternate)"/.test(tag)) return '';
    return tag;
  });
  // Only the ends of the modules that were taken out are left.
  const bare = page.replaceAll('</script>', '');
  return markAsKept(bare.replace('</body>', `<script>${LOADER}</script></body>`), words);
}
