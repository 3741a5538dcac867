import { findNearest } from './nearest.ts';

/** A page that links can lead to. */
export interface Place {
  readonly path: string;
  /** Its path on the site, as in `/runbooks/pilot/disk-full/`, without the site's base. */
  readonly address: string;
  /** Headings and steps that a link may name; undefined where they are not known, and any name will do. */
  anchors(): ReadonlySet<string> | undefined;
}

/** Where a link leads. */
export type Target =
  | { readonly kind: 'external' }
  | { readonly kind: 'unsafe'; readonly scheme: string }
  | { readonly kind: 'page'; readonly path: string; readonly anchor: string; readonly address: string }
  | { readonly kind: 'site'; readonly address: string; readonly anchor: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'missing'; readonly reason: string; nearest(): string | undefined };

/** Schemes that a reader's click may follow; every other one is refused. */
export const SAFE_SCHEMES: ReadonlySet<string> = new Set([
  'http',
  'https',
  'mailto',
  'tel',
  'slack',
  'sip',
  'ssh',
]);

/** What links are looked up in. */
export interface Whereabouts {
  readonly places: readonly Place[];
  /** Every file of the book. */
  readonly paths: ReadonlySet<string>;
  /** Files that are shown on a page of the site, as services are: path to address. */
  readonly shown: ReadonlyMap<string, string>;
  /** Addresses of the site that are none of the above, as in `/symptoms/`. */
  readonly sitePaths: Iterable<string>;
}

/** Looks links up. Build it once: it holds every address of the book. */
export interface LinkResolver {
  resolve(from: { readonly path: string }, url: string): Target;
}

/** An id as a path: `a b/c#d` and `a%20b/c%23d` are one. */
export function encodePath(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

/** Makes a resolver of everything that links can lead to. */
export function linkResolver({ places, paths, shown, sitePaths }: Whereabouts): LinkResolver {
  const byPath = new Map(places.map((place) => [place.path, place]));
  const byAddress = new Map(places.map((place) => [decode(place.address), place]));
  const known = new Set([...sitePaths, ...shown.values()]);
  const folders = once(() => new Set([...paths].flatMap(foldersOf)));

  function toPlace(place: Place, anchor: string): Target {
    const anchors = anchor === '' ? undefined : place.anchors();
    if (!anchors || anchors.has(anchor))
      return { kind: 'page', path: place.path, anchor, address: place.address };
    return missing(`\`${place.path}\` has no heading or step \`#${anchor}\``, () => {
      const nearest = findNearest(anchor, anchors);
      return nearest && `#${nearest}`;
    });
  }

  function toSite(from: string, path: string, anchor: string): Target {
    const address = path.endsWith('/') || /\.\w+$/.test(path) ? path : `${path}/`;
    const place = byAddress.get(address);
    if (place) return toPlace(place, anchor);
    if (known.has(address)) return { kind: 'site', address, anchor };
    return missing(`the site has no page \`${path}\``, () =>
      paths.has(path.slice(1))
        ? relativePath(from, path.slice(1))
        : findNearest(address, [...byAddress.keys(), ...known]),
    );
  }

  function toFile(from: string, path: string, anchor: string): Target {
    const target = joinPath(from, path);
    if (target === undefined) return missing(`\`${path}\` leaves the book`, () => undefined);
    const place = byPath.get(target) ?? byPath.get(`${target}.mdx`) ?? byPath.get(`${target}.md`);
    if (place) return toPlace(place, anchor);
    const address = paths.has(target) ? shown.get(target) : undefined;
    if (address !== undefined) return { kind: 'site', address, anchor };
    if (paths.has(target)) return { kind: 'file', path: target };
    const what = folders().has(target) ? 'no page stands for the folder' : 'there is no file';
    return missing(`${what} \`${target}\``, () => {
      const slashed = joinPath(from, path.replaceAll('\\', '/')) ?? '';
      const nearest = paths.has(slashed) ? slashed : nearestPath(target, paths);
      return nearest && relativePath(from, nearest);
    });
  }

  return {
    resolve({ path: from }, url) {
      const scheme = schemeOf(url);
      if (scheme !== undefined)
        return SAFE_SCHEMES.has(scheme) ? { kind: 'external' } : { kind: 'unsafe', scheme };
      if (url.startsWith('//')) return { kind: 'external' };
      const [address = '', fragment = ''] = splitOnce(url, '#');
      const path = decode(splitOnce(address, '?')[0] ?? '');
      const anchor = decode(fragment);
      const own = byPath.get(from);
      if (path === '' && own) return toPlace(own, anchor);
      return path.startsWith('/') ? toSite(from, path, anchor) : toFile(from, path, anchor);
    },
  };
}

/** `javascript` of ` java\tscript:x`: browsers drop white space and control characters, so this does too. */
function schemeOf(url: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase();
}

/** @param nearest what was probably meant: looked for only when asked, since it takes time */
function missing(reason: string, nearest: () => string | undefined): Target {
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

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** `a` and `a/b` of `a/b/c.md`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
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
