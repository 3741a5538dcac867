import { withoutEnding } from './page-file.ts';
import type { Place, Target } from './target.ts';
import { decodeAddress, encodePath, joinPath, nearestPath, relativePath } from './link-paths.ts';
import { hasAbove } from './around.ts';
import type { LinkIndex } from './link-index.ts';
import { toPlace } from './to-place.ts';
import { toFormer, toOldSite } from './to-former.ts';
import type { Link } from './written-link.ts';
import { missing } from './target.ts';

/** What a link names by its path from the page: `../queue.mdx`, `drain.sh`. */
export function toFile(index: LinkIndex, link: Link): Target {
  const { from, path, anchor, rest } = link;
  const target = joinPath(from, path);
  // Seen from the page's own address, which is a folder on many sites, it may lead to another page of the book.
  if (target === undefined)
    return (
      toOldSite(index, link) ?? missing(`\`${path}\` leads out of the book`, () => fromAddress(index, link))
    );
  const place = placeAt(index, target);
  if (place) return toPlace(index, place, link);
  const address = index.paths.has(target) ? index.shown.get(target) : undefined;
  if (address !== undefined) return { kind: 'site', address, anchor };
  if (index.paths.has(target)) return { kind: 'file', path: target };
  // `deploy.yaml:76`, as editors write a line of a file.
  const file = /^(.*[^/:]):\d{1,9}(?:[-:]\d{1,9})?$/.exec(target)?.[1];
  if (file !== undefined && index.paths.has(file) && (index.byPath.get(from)?.isForeign ?? false))
    return { kind: 'file', path: file };
  const former = toFormer(index, withoutEnding(target), link);
  if (former) return former;
  const before = toOldSite(index, link);
  if (before) return before;
  const other = index.byPath.get(from)?.isForeign
    ? (withOtherEnding(index, target, link) ??
      ofLanguage(index, target, link) ??
      ofSphinx(index, target) ??
      fromRoot(index, link) ??
      fromStatic(index, link) ??
      fromDocusaurus(index, link) ??
      byReference(index, link) ??
      byNameAlone(index, link))
    : undefined;
  if (other) return other;
  if (isHidden(target))
    return missing(`\`${target}\` is hidden, and hidden files are not part of a book`, () => undefined);
  const what = index.folders().has(target) ? 'there is no page for the folder' : 'there is no file';
  const same = index.byCase().get(target.toLowerCase());
  const surely = index.moved.get(target) ?? same;
  const reason = `${what} \`${target}\`${same === undefined ? '' : ', only one with the name in another case'}`;
  if (surely !== undefined) {
    const now = relativePath(from, surely);
    return missing(reason, () => now, `${encodePath(now)}${rest}`);
  }
  return missing(reason, () => {
    const known = withScheme(index, link) ?? fromAddress(index, link);
    if (known !== undefined) return known === target ? `./${known}` : known;
    // `console.md` has become the folder `console/`.
    const inFolder = placeAt(index, target.replace(/\.mdx?$/, ''))?.path;
    if (inFolder !== undefined && inFolder !== target) return relativePath(from, inFolder);
    const slashed = joinPath(from, path.replaceAll('\\', '/')) ?? '';
    const nearest = index.paths.has(slashed) ? slashed : nearestPath(target, index.paths, from);
    const now = nearest && relativePath(from, nearest);
    return now === target ? `./${target}` : now;
  });
}

/** The path to what a link would lead to from the address that the page has on many sites. */
function fromAddress(index: LinkIndex, { from, path }: Link): string | undefined {
  if (!(index.byPath.get(from)?.isForeign ?? false)) return undefined;
  const found = index.old().page(from, path) ?? index.old().file(from, path);
  return found && relativePath(from, found);
}

// Match `www.shop.example`, `docs.shop.com/start`; not `deploy.sh`, `node.js`, `a.com.md`. And `ops@shop.example`.
const HOST =
  /^(?:www\.[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.(?:com|org|net|edu|gov|io|dev|co|uk|de|eu|fr|nl))(?:\/[^\s]{0,400})?$/i;
const MAIL = /^[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}$/;

/** The address of a site, or of a person, whose beginning was left out. */
function withScheme(index: LinkIndex, { from, path }: Link): string | undefined {
  if (MAIL.test(path)) return `mailto:${path}`;
  // A folder of the book may bear the name of its site.
  const first = joinPath(from, path.split('/', 1)[0] ?? '');
  const isFolder = first !== undefined && index.folders().has(first);
  return HOST.test(path) && !isFolder ? `https://${path}` : undefined;
}

/** Nextra takes `a.md` and `a.mdx` for the same page. */
function withOtherEnding(index: LinkIndex, target: string, link: Link): Target | undefined {
  const [, stem, ending] = /^(.+)\.(mdx?)$/.exec(target) ?? [];
  const place =
    stem === undefined ? undefined : index.byPath.get(`${stem}.${ending === 'md' ? 'mdx' : 'md'}`);
  return place && toPlace(index, place, link);
}

/** MkDocs with several languages shows `queue.de.png` on `page.de.md`, which names `queue.png`. */
function ofLanguage(index: LinkIndex, target: string, { from }: Link): Target | undefined {
  const language = /\.([a-z]{2}(?:[-_][A-Za-z]{2})?)\.mdx?$/.exec(from)?.[1];
  const [, stem, ending] = /^(.+)\.([^./]+)$/.exec(target) ?? [];
  if (language === undefined || stem === undefined || ending === undefined) return undefined;
  const file = `${stem}.${language}.${ending}`;
  return index.paths.has(file) ? { kind: 'file', path: file } : undefined;
}

/** Sphinx reads reStructuredText and notebooks beside Markdown, and lists them without their endings. */
function ofSphinx(index: LinkIndex, target: string): Target | undefined {
  const file = ['.rst', '.ipynb'].map((ending) => `${target}${ending}`).find((path) => index.paths.has(path));
  return file === undefined ? undefined : { kind: 'file', path: file };
}

/** Hugo puts what `static/` holds at the root of its site, and its themes look for pictures there. */
function fromStatic(index: LinkIndex, { from, path }: Link): Target | undefined {
  const root = /^(.*?)(?:^|\/)content\//.exec(from)?.[1];
  const file = root === undefined ? undefined : joinPath(root === '' ? 'static/_' : `${root}/static/_`, path);
  return file !== undefined && index.paths.has(file) ? { kind: 'file', path: file } : undefined;
}

/** Docusaurus looks for a file beside the page, then from the root of its documentation, then of its site. */
function fromDocusaurus(index: LinkIndex, link: Link): Target | undefined {
  if (/^\./.test(link.path) || !/\.mdx?$/.test(link.path)) return undefined;
  const folders = link.from.split('/').slice(0, -1);
  // The book may be the documentation alone, without the site around it.
  const own = index.around && hasAbove(index.around, CONFIGS) ? index.byPath.get(link.path) : undefined;
  if (own) return toPlace(index, own, link);
  for (let depth = 0; depth <= folders.length; depth += 1) {
    const site = folders
      .slice(0, depth)
      .map((folder) => `${folder}/`)
      .join('');
    if (!CONFIGS.some((name) => index.paths.has(`${site}${name}`))) continue;
    const content = folders[depth];
    const roots = content === undefined ? [site] : [`${site}${content}/`, site];
    const place = roots
      .map((root) => index.byPath.get(`${root}${link.path}`))
      .find((one) => one !== undefined);
    if (place) return toPlace(index, place, link);
  }
  return undefined;
}

const CONFIGS = ['js', 'ts', 'mjs', 'cjs'].map((ending) => `docusaurus.config.${ending}`);

/** Docsify follows links from the folder that holds its sidebar, from whatever page. */
function fromRoot(index: LinkIndex, link: Link): Target | undefined {
  const folders = link.from.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const root = folders
      .slice(0, depth)
      .map((folder) => `${folder}/`)
      .join('');
    if (!SIDEBARS.some((name) => index.paths.has(`${root}${name}`))) continue;
    const target = joinPath(`${root}README.md`, link.path);
    if (target === undefined) return undefined;
    const place = placeAt(index, target);
    if (place) return toPlace(index, place, link);
    return index.paths.has(target) ? { kind: 'file', path: target } : undefined;
  }
  return undefined;
}

/** Docsify's own addresses, from its root: `#/a/README?id=when`, `/a/README`. */
export function toDocsify(index: LinkIndex, link: Link): Target | undefined {
  const [, path, id = ''] = /^#?\/([^?#]*)(?:\?id=([^&#]*))?/.exec(link.url) ?? [];
  if (path === undefined || !(index.byPath.get(link.from)?.isForeign ?? false)) return undefined;
  const anchor = link.url.startsWith('#') ? decodeAddress(id) : link.anchor;
  return fromRoot(index, { ...link, path: decodeAddress(path), anchor, url: `${path}#${id}` });
}

const SIDEBARS = ['_sidebar.md', '_navbar.md', '_coverpage.md'];

/** Hugo's `ref` finds a page by the name of its file, where no other page has it. */
function byReference(index: LinkIndex, link: Link): Target | undefined {
  if (!/^[^/]+\.mdx?$/.test(link.path) || index.byPath.get(link.from)?.refersTo?.(link.path) !== true)
    return undefined;
  const [only, ...others] = index.byName().get(withoutEnding(link.path).toLowerCase()) ?? [];
  return only && others.length === 0 ? toPlace(index, only, link) : undefined;
}

/** Obsidian finds a picture by its name alone, in whichever folder it is. */
function byNameAlone(index: LinkIndex, { path }: Link): Target | undefined {
  if (path.includes('/') || !PICTURE.test(path)) return undefined;
  const [only, ...others] = index.pictures().get(path.toLowerCase()) ?? [];
  return only !== undefined && others.length === 0 ? { kind: 'file', path: only } : undefined;
}

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|pdf)$/i;

/** `.github/workflows/x.yml`: nobody has looked whether it is there. */
export function isHidden(path: string): boolean {
  return /(?:^|\/)\.(?!\.*(?:[/\\]|$))/.test(path) && !path.startsWith('.gitbook/');
}

/** A page by its path; the ending may be left out, and a folder is what its README says. */
function placeAt(index: LinkIndex, target: string): Place | undefined {
  const folder = target === '' ? '' : `${target}/`;
  const names = [target, ...['.mdx', '.md', '.markdown'].map((ending) => `${target}${ending}`)];
  const readme = FOLDER_PAGES.map((name) => `${folder}${name}`);
  return [...names, ...readme].map((name) => index.byPath.get(name)).find((place) => place !== undefined);
}

/** Pages that stand for their folder. */
const FOLDER_PAGES = [
  'README.md',
  'README.mdx',
  'index.mdx',
  'index.md',
  '_index.md',
  '_index.mdx',
  'index.html.md',
  'index.html.md.erb',
  'index.markdown',
];
