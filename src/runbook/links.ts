import type { Book } from './book.ts';
import { listPages } from './book.ts';
import { findNearest } from './nearest.ts';
import type { Page } from './parse.ts';

/** Where a link leads. `address` is the page's path on the site, without its base. */
export type Target =
  | { readonly kind: 'external' }
  | { readonly kind: 'unsafe'; readonly scheme: string }
  | { readonly kind: 'page'; readonly page: Page; readonly anchor: string; readonly address: string }
  | { readonly kind: 'site'; readonly address: string; readonly anchor: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'missing'; readonly reason: string; readonly nearest: string | undefined };

/** Schemes that a reader's click may follow; every other one is refused. */
const SAFE_SCHEMES = new Set(['http', 'https', 'mailto', 'tel', 'slack', 'sip', 'ssh']);

/** Looks links up in one book. Build it once: it holds every address of the book. */
export interface LinkResolver {
  resolve(page: Page, url: string): Target;
  /** A page of the book by its file. */
  pageAt(path: string): Page | undefined;
}

/** The path of a page on the site, as in `/runbooks/pilot/disk-full/`. */
export function addressOf(page: Page, book: Book): string {
  if (book.runbooks.get(page.id) === page) return `/runbooks/${encodePath(page.id)}/`;
  if (book.guides.get(page.id) === page) return `/guides/${encodePath(page.id)}/`;
  return `/templates/${encodePath(page.id)}/`;
}

/** An id as a path: `a b/c#d` and `a%20b/c%23d` are one. */
export function encodePath(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

/** Every anchor of a page: its headings, and its steps by name. */
export function anchorsOf(page: Page): ReadonlySet<string> {
  const names = page.snippets.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return new Set([...page.headings.map(({ anchor }) => anchor), ...names]);
}

/** @param sitePaths addresses of the site that are not pages of the book, as in `/symptoms/` */
export function linkResolver(book: Book, sitePaths: Iterable<string> = []): LinkResolver {
  const pages = listPages(book);
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const byAddress = new Map(pages.map((page) => [addressOf(page, book), page]));
  const bySite = new Map([
    ...[...book.services.values()].map((service): [string, string] => [
      service.path,
      `/services/${encodePath(service.id)}/`,
    ]),
    [book.settings.layout.teams, '/teams/'],
    [book.settings.layout.severities, '/severities/'],
  ]);
  const known = new Set([...sitePaths, ...bySite.values()]);
  const anchors = new Map<Page, ReadonlySet<string>>();
  const anchorsAt = (page: Page): ReadonlySet<string> => {
    const found = anchors.get(page) ?? anchorsOf(page);
    anchors.set(page, found);
    return found;
  };

  function toPage(page: Page, anchor: string): Target {
    const address = addressOf(page, book);
    if (anchor === '' || anchorsAt(page).has(anchor)) return { kind: 'page', page, anchor, address };
    const nearest = findNearest(anchor, anchorsAt(page));
    return missing(`\`${page.path}\` has no heading or step \`#${anchor}\``, nearest && `#${nearest}`);
  }

  function toSite(path: string, anchor: string): Target {
    const address = path.endsWith('/') || /\.\w+$/.test(path) ? path : `${path}/`;
    const page = byAddress.get(address);
    if (page) return toPage(page, anchor);
    if (known.has(address)) return { kind: 'site', address, anchor };
    return missing(`the site has no page \`${path}\``, findNearest(address, [...byAddress.keys(), ...known]));
  }

  function toFile(from: Page, path: string, anchor: string): Target {
    const target = joinPath(from.path, path);
    if (target === undefined) return missing(`\`${path}\` leaves the book`, undefined);
    const page = byPath.get(target) ?? byPath.get(`${target}.mdx`) ?? byPath.get(`${target}.md`);
    if (page) return toPage(page, anchor);
    const site = bySite.get(target);
    if (site && book.paths.has(target)) return { kind: 'site', address: site, anchor };
    if (book.paths.has(target)) return { kind: 'file', path: target };
    const nearest = nearestPath(target, book.paths);
    return missing(`there is no file \`${target}\``, nearest && relativePath(from.path, nearest));
  }

  return {
    pageAt: (path) => byPath.get(path),
    resolve(page, url) {
      const scheme = schemeOf(url);
      if (scheme !== undefined)
        return SAFE_SCHEMES.has(scheme) ? { kind: 'external' } : { kind: 'unsafe', scheme };
      if (url.startsWith('//')) return { kind: 'external' };
      const [address = '', fragment = ''] = splitOnce(url, '#');
      const path = decode(splitOnce(address, '?')[0] ?? '');
      const anchor = decode(fragment);
      if (path === '') return toPage(page, anchor);
      return path.startsWith('/') ? toSite(path, anchor) : toFile(page, path, anchor);
    },
  };
}

/** `javascript` of ` java\tscript:x`: browsers drop white space and control characters, so this does too. */
function schemeOf(url: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase();
}

function missing(reason: string, nearest: string | undefined): Target {
  return { kind: 'missing', reason, nearest };
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path that a relative one names, seen from a file; undefined when it leaves the book. */
function joinPath(from: string, path: string): string | undefined {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return undefined;
      parts.pop();
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The path from one file to another, as a link would write it. */
export function relativePath(from: string, to: string): string {
  const base = from.split('/').slice(0, -1);
  const parts = to.split('/');
  let shared = 0;
  while (shared < base.length && shared < parts.length - 1 && base[shared] === parts[shared]) shared += 1;
  return [...base.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/');
}

/** A file with the same name in another folder, in another case, or with a near name in the same folder. */
function nearestPath(target: string, paths: ReadonlySet<string>): string | undefined {
  const name = target.split('/').at(-1)?.toLowerCase() ?? '';
  const same = [...paths].find((path) => path.split('/').at(-1)?.toLowerCase() === name);
  if (same) return same;
  const folder = target.split('/').slice(0, -1).join('/');
  return findNearest(
    target,
    [...paths].filter((path) => path.startsWith(`${folder}/`) || folder === ''),
  );
}
