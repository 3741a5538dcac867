import { addressKey } from './former-addresses.ts';
import type { LinkIndex } from './link-index.ts';
import { withoutEnding } from './page-file.ts';
import type { Link } from './written-link.ts';

/** Files that say from which addresses a site leads on. */
export const REDIRECTS = /(?:^|\/)(?:mkdocs\.ya?ml|_redirects|docusaurus\.config\.[cm]?[jt]s)$/;

/** Old addresses, as keys, that a site leads on from: `redirect_maps` of MkDocs, `_redirects`, a plugin of Docusaurus. */
export function readRedirects(
  files: readonly { readonly path: string; readonly text: string }[],
): Set<string> {
  const all = files.flatMap(({ path, text }) => {
    if (path.endsWith('_redirects')) return ofLines(text);
    return path.includes('docusaurus') ? ofDocusaurus(text) : ofMkDocs(text);
  });
  return new Set(all.map((one) => addressKey(withoutEnding(one), '')).filter((key) => key !== ''));
}

/** `/old/x  /new/x  301`; a pattern is not followed. */
function ofLines(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [from = '', to] = line.trim().split(/\s+/, 2);
    return from.startsWith('/') && to !== undefined && !/[*:]/.test(from) ? [from] : [];
  });
}

/** The lines below `redirect_maps:` that stand right of it: `'old.md': 'new.md'`. */
function ofMkDocs(text: string): string[] {
  const [, indent, below = ''] = /^([ \t]{0,40})(?:- )?redirect_maps:[ \t\r]*\n([^]*)/m.exec(text) ?? [];
  if (indent === undefined) return [];
  const found: string[] = [];
  for (const line of below.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    if (line.search(/\S/) <= indent.length) break;
    const [from = '', to] = line.split(':', 2);
    if (to !== undefined) found.push(from.trim().replace(/^["']|["']$/g, ''));
  }
  return found;
}

/** `from: '/old'` and `from: ['/a', '/b']`, where the plugin is set up. */
function ofDocusaurus(text: string): string[] {
  if (!text.includes('client-redirects')) return [];
  return [...text.matchAll(/\bfrom:[ \t]{0,9}(\[[^\]]{0,2000}\]|["'`][^"'`\n]{1,300}["'`])/g)].flatMap(
    ([, said = '']) => [...said.matchAll(/["'`](\/[^"'`\n]{0,300})["'`]/g)].map(([, from = '']) => from),
  );
}

// Folders that a system takes its pages from, and that are no part of their addresses.
const ROOT = /(?:^|\/)(?:content|docs?|src|source|site|website|pages)\/$/i;

/** Whether the site leads on from the address that a link names, seen from its file or from the page's own address. */
export function isRedirected(index: LinkIndex, { from, path }: Link): boolean {
  if (path === '' || /\.mdx?$/i.test(path)) return false;
  const has = (key: string): boolean =>
    (index.around?.redirects?.has(key) ?? false) || index.aliases().has(`/${key}/`);
  return [from, `${withoutEnding(from)}/_`].some((place) => {
    const key = addressKey(path, place);
    return has(key) || endsOf(key).some(([above, end]) => ROOT.test(above) && has(end));
  });
}

/** What stands before each `/` with it, and after it. */
function endsOf(key: string): [string, string][] {
  return [...key.matchAll(/\//g)].map(({ index }) => [key.slice(0, index + 1), key.slice(index + 1)]);
}
