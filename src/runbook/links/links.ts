import { once } from '../words/once.ts';
import { findNearest } from '../words/nearest.ts';
import { addressKey } from './former-addresses.ts';
import { oldSite } from './old-site.ts';
import { isPageFile, withoutEnding } from './page-file.ts';

/** A page that links can lead to. */
export interface Place {
  readonly path: string;
  /** Its path on the site, as in `/runbooks/pilot/disk-full/`, without the site's base. */
  readonly address: string;
  /** Headings and steps that a link may name; undefined where they are not known, and any name will do. */
  anchors(): ReadonlySet<string> | undefined;
  /** Whether it was written for another site: its links are then followed as that site had them. */
  readonly isForeign?: boolean;
  /** Labels that links of any page may name, as MyST has them. */
  labels?(): readonly string[];
  /** Addresses that it has on the site it was written for, as keys. */
  formerly?(): readonly string[];
}

/** Where a link leads. */
export type Target =
  | { readonly kind: 'external' }
  | { readonly kind: 'unsafe'; readonly scheme: string }
  | {
      readonly kind: 'page';
      readonly path: string;
      readonly anchor: string;
      readonly address: string;
      /** The same link to where the page is now: set where the link follows another address of it. */
      readonly instead?: string;
      /** Why there is another: the page has moved, or the link was written for another site. */
      readonly because?: 'moved' | 'old-site';
    }
  | { readonly kind: 'site'; readonly address: string; readonly anchor: string }
  | { readonly kind: 'file'; readonly path: string }
  | Missing;

type PageTarget = Extract<Target, { kind: 'page' }>;

/** A link that leads nowhere. */
export interface Missing {
  readonly kind: 'missing';
  readonly reason: string;
  /** The same link to what is surely meant: a file that has moved, or has the name in another case. */
  readonly instead?: string;
  /**
   * Why it may lead somewhere all the same, seen from a page of another system: a template fills its address in, a
   * plain folder is listed by GitHub, or the rest of that site, which is not here, has it.
   */
  readonly doubt?: 'template' | 'folder' | 'elsewhere' | 'outside';
  /** A page of another folder has this name: there are systems that link by name alone, Obsidian and plugins of MkDocs. */
  readonly isNamedElsewhere?: boolean;
  /** What was probably meant: looked for only when asked, since it takes time. */
  nearest(): string | undefined;
}

/** Schemes that a reader's click may follow; every other one is refused. */
export const SAFE_SCHEMES: ReadonlySet<string> = new Set([
  'http',
  'https',
  'mailto',
  'tel',
  'slack',
  'sip',
  'ssh',
  'irc',
  'ircs',
  'xmpp',
  'matrix',
]);

/** Schemes that run what follows: never a label. */
const RUNS: ReadonlySet<string> = new Set(['javascript', 'vbscript', 'data', 'blob', 'file']);

// Material for MkDocs and its plugins make these when they build: `#__tabbed_2_1`, `#__codelineno-3-1`, `#fn:1`.
const MADE_ANCHOR = /^(?:__(?:tabbed|code)[\w-]*|fn(?:ref)?:[\w-]+)$/;

// Match `{{ base }}/x.md`, `adr/XXX-title.md`, `YYYY-MM-DD-incident.md`, `path/to/page.md`; and `adr/template.md`, `postmortem_template.md`.
const FILLED_IN = [
  /\{\{|\{%|<%|\$\{/,
  /(?:^|\/)(?:XXX|NNN|YYYY)[^/]{0,99}$/,
  /(?:^|\/)path\/to\//,
  /\{[A-Za-z][^{}]{0,60}\}/,
];
const TEMPLATE_PAGE = /(?:^|[/_.-])templates?(?:[/_.-]|$)/i;

/** A label and the page that has it. */
interface Label {
  readonly place: Place;
  readonly label: string;
}

/** What links are looked up in. */
export interface Whereabouts {
  readonly places: readonly Place[];
  /** Every file of the book. */
  readonly paths: ReadonlySet<string>;
  /** Files that are shown on a page of the site, as services are: path to address. */
  readonly shown: ReadonlyMap<string, string>;
  /** Addresses of the site that are none of the above, as in `/symptoms/`. */
  readonly sitePaths: Iterable<string>;
  /** More of these, which take time to list: asked only for what is not there. */
  moreSitePaths?(): Iterable<string>;
  /**
   * Where pages used to be: the path of the page by the address (decoded) and by the path, without its ending,
   * that it had. Asked only for what is not there.
   */
  aliases?(): ReadonlyMap<string, string>;
  /** Where git knows that files have gone: the new path by the old one, and the same of addresses. */
  readonly moved?: ReadonlyMap<string, string>;
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
export function linkResolver(whereabouts: Whereabouts): LinkResolver {
  const { places, paths, shown, sitePaths, moved = new Map<string, string>() } = whereabouts;
  const byPath = new Map(places.map((place) => [place.path, place]));
  const byAddress = new Map(places.map((place) => [decodeAddress(place.address), place]));
  const known = new Set([...sitePaths, ...shown.values()]);
  const folders = once(() => new Set([...paths].flatMap(foldersOf)));
  const byCase = once(() => new Map([...paths].map((path) => [path.toLowerCase(), path])));
  const more = once(() => new Set(whereabouts.moreSitePaths?.()));
  const old = once(() =>
    oldSite(
      places.map(({ path }) => path),
      paths,
    ),
  );
  const labels = once(
    () =>
      new Map(
        places.flatMap((place) =>
          (place.labels?.() ?? []).map((label): [string, Label] => [label.toLowerCase(), { place, label }]),
        ),
      ),
  );
  const formerly = once(
    () =>
      new Map(
        places.flatMap((place) =>
          place.isForeign ? (place.formerly?.() ?? []).map((key): [string, Place] => [key, place]) : [],
        ),
      ),
  );
  const byName = once(() =>
    Map.groupBy(places, ({ path }) => withoutEnding(path.slice(path.lastIndexOf('/') + 1)).toLowerCase()),
  );
  const aliases = once(() => whereabouts.aliases?.() ?? new Map<string, string>());

  function toPlace(place: Place, link: Link): Extract<Target, { kind: 'page' | 'missing' }> {
    const { anchor } = link;
    const anchors = anchor === '' ? undefined : place.anchors();
    const isForeign = byPath.get(link.from)?.isForeign ?? false;
    if (!anchors || anchors.has(anchor))
      return { kind: 'page', path: place.path, anchor, address: place.address };
    const inside = isForeign ? insideOf(place, link) : undefined;
    if (inside) return inside;
    const near = [...anchors].filter((one) => bareWord(one) === bareWord(anchor));
    const [only] = near;
    if (isForeign && near.length === 1 && only !== undefined && bareWord(anchor) !== '')
      return {
        kind: 'page',
        path: place.path,
        anchor: only,
        address: place.address,
        instead: `${link.url.slice(0, link.url.indexOf('#'))}#${only}`,
        because: 'old-site',
      };
    if (isForeign && MADE_ANCHOR.test(anchor))
      return { kind: 'page', path: place.path, anchor: '', address: place.address };
    const reason = `\`${place.path}\` has no heading or step \`#${anchor}\``;
    return missing(reason, () => {
      const nearest = findNearest(anchor, anchors);
      return nearest && `#${nearest}`;
    });
  }

  /** `./#x` and `../#x` where the old site had the page itself as a folder: seen from inside it, not from beside it. */
  function insideOf(place: Place, { from, path, anchor, url }: Link): PageTarget | undefined {
    if (!/^\.{1,2}(?:\/|$)/.test(path)) return undefined;
    const other = byPath.get(old().inside(from, path) ?? '');
    if (!other || other === place || !other.anchors()?.has(anchor)) return undefined;
    const now = other.path === from ? '' : encodePath(relativePath(from, other.path));
    const instead = `${now}${url.slice(url.indexOf('#'))}`;
    return { kind: 'page', path: other.path, anchor, address: other.address, instead, because: 'old-site' };
  }

  /** What MyST's `[](label)`, `[](#label)` and `{ref}` mean: a label of any page. */
  function toLabel(from: string, url: string): Target | undefined {
    if (!byPath.get(from)?.isForeign) return undefined;
    const found = labels().get(decodeAddress(url.replace(/^#/, '')).toLowerCase());
    if (!found) return undefined;
    const { path, address, anchors } = found.place;
    const anchor = anchors()?.has(found.label) ? found.label : '';
    const now = path === from ? '' : encodePath(relativePath(from, path));
    const instead = anchor === '' ? now || '#' : `${now}#${encodeURIComponent(anchor)}`;
    return { kind: 'page', path, anchor, address, instead, because: 'old-site' };
  }

  /** `[[Disk full#Steps]]`: the page of that name, wherever it stands, or a file. */
  function toName(from: string, wiki: string): Target {
    const [name = '', heading = ''] = splitOnce(wiki, '#');
    const key = withoutEnding(name).trim().toLowerCase();
    const [near, ...others] =
      name.trim() === '' ? [] : (byName().get(key.slice(key.lastIndexOf('/') + 1)) ?? []);
    const all = near ? [near, ...others] : [];
    const fits = all.filter(({ path }) => `/${withoutEnding(path).toLowerCase()}`.endsWith(`/${key}`));
    const folder = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
    const own = byPath.get(from);
    const place =
      name.trim() === '' ? own : (fits.find(({ path }) => folder(path) === folder(from)) ?? fits[0]);
    if (place) {
      const now = place.path === from ? '' : encodePath(relativePath(from, place.path));
      const anchor = heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-');
      const url = anchor === '' ? now : `${now}#${anchor}`;
      const target = toPlace(place, {
        from,
        path: name,
        anchor,
        rest: anchor === '' ? '' : `#${anchor}`,
        url,
      });
      // Where the heading has another name now, the page is still the one that is meant.
      return target.kind === 'page'
        ? { ...target, because: 'old-site' }
        : { kind: 'page', path: place.path, anchor: '', address: place.address };
    }
    const file = old().file(from, `/${name.trim()}`);
    const address = file === undefined ? undefined : shown.get(file);
    if (address !== undefined) return { kind: 'site', address, anchor: '' };
    if (file !== undefined) return { kind: 'file', path: file };
    const nearest = (): string | undefined => undefined;
    return { ...missing(`no page is called \`${name.trim()}\``, nearest), doubt: 'elsewhere' };
  }

  /** `meetings:calendars` in a book of MyST is a label before it is a scheme. */
  function unknownLabel(from: string, url: string): Missing | undefined {
    if (!byPath.get(from)?.isForeign || labels().size === 0 || !/^[\w-]+:[\w.:-]+$/.test(url))
      return undefined;
    const nearest = (): string | undefined => findNearest(url, labels().keys());
    return { ...missing(`no page has the label \`${url}\``, nearest), doubt: 'elsewhere' };
  }

  /** What a page of another system may mean that only that system knows. */
  function doubted(target: Target, link: Link): Target {
    if (target.kind !== 'missing' || target.instead !== undefined) return target;
    if (!byPath.get(link.from)?.isForeign) return target;
    const doubt = doubtOf(link);
    if (doubt !== undefined) return { ...target, doubt };
    const isName = /^[^/]+\.mdx?$/.test(link.path);
    const named = isName ? (byName().get(withoutEnding(link.path).toLowerCase()) ?? []) : [];
    return named.length === 1 ? { ...target, isNamedElsewhere: true } : target;
  }

  function doubtOf({ from, path }: Link): Missing['doubt'] {
    if (FILLED_IN.some((form) => form.test(path)) || TEMPLATE_PAGE.test(from)) return 'template';
    const target = path.startsWith('/') ? undefined : joinPath(from, path);
    if (target === undefined && !path.startsWith('/')) return 'outside';
    if (target !== undefined && path !== '' && folders().has(target)) return 'folder';
    // `/releases/` of a folder that is one part of a site, and a label that a tool makes.
    const isLabel = labels().size > 0 && !/[/\\]/.test(path) && !isPageFile(path);
    return path.startsWith('/') || isLabel ? 'elsewhere' : undefined;
  }

  /** The page that had an address or a path before, with the link that leads to it now. */
  function toFormer(key: string, link: Link): Target | undefined {
    const place = byPath.get(aliases().get(key) ?? '');
    if (!place) return undefined;
    const now = key.startsWith('/') ? place.address : encodePath(relativePath(link.from, place.path));
    const target = toPlace(place, link);
    const instead = `${now}${link.rest}`;
    return target.kind === 'missing' ? { ...target, instead } : { ...target, instead, because: 'moved' };
  }

  /** What a link means that was written for the site that the book had before. */
  function toOldSite(link: Link): Target | undefined {
    const { from, path, rest } = link;
    if (!byPath.get(from)?.isForeign) return undefined;
    const said = formerly().size === 0 || path === '' ? undefined : formerly().get(addressKey(path, from));
    const place = said ?? byPath.get(old().page(from, path) ?? '');
    if (place) {
      const now = encodePath(relativePath(from, place.path));
      const target = toPlace(place, link);
      if (target.kind === 'missing') return { ...target, instead: `${now}${rest}` };
      const anchor = target.anchor === link.anchor ? rest : `#${target.anchor}`;
      return { ...target, instead: `${now}${anchor}`, because: 'old-site' };
    }
    const file = old().file(from, path);
    return file === undefined ? undefined : { kind: 'file', path: file };
  }

  function toSite(link: Link): Target {
    const { from, anchor, rest } = link;
    // What servers show for a folder.
    const path = link.path.replace(/(?<=\/)index\.html$/, '');
    const address = path.endsWith('/') || /\.\w+$/.test(path) ? path : `${path}/`;
    const place = byAddress.get(address);
    if (place) return toPlace(place, link);
    // `/manual/` of another system's page is that system's, not opsbook's.
    const before = toOldSite(link);
    if (before) return before;
    const isKnown = (one: string): boolean => known.has(one) || more().has(one);
    if (isKnown(address) || isKnown(encodePath(address))) return { kind: 'site', address, anchor };
    const former = toFormer(address, link);
    if (former) return former;
    const reason = `the site has no page \`${path}\``;
    const gone = moved.get(address);
    if (gone !== undefined) return missing(reason, () => gone, `${gone}${rest}`);
    return missing(reason, () =>
      paths.has(path.slice(1))
        ? relativePath(from, path.slice(1))
        : findNearest(address, [...byAddress.keys(), ...known, ...more()]),
    );
  }

  function toFile(link: Link): Target {
    const { from, path, anchor, rest } = link;
    const target = joinPath(from, path);
    if (target === undefined) return missing(`\`${path}\` leaves the book`, () => undefined);
    const place = placeAt(target);
    if (place) return toPlace(place, link);
    const address = paths.has(target) ? shown.get(target) : undefined;
    if (address !== undefined) return { kind: 'site', address, anchor };
    if (paths.has(target)) return { kind: 'file', path: target };
    // `deploy.yaml:76`, as editors write a line of a file.
    const file = /^(.*[^/:]):\d{1,9}(?:[-:]\d{1,9})?$/.exec(target)?.[1];
    if (file !== undefined && paths.has(file) && (byPath.get(from)?.isForeign ?? false))
      return { kind: 'file', path: file };
    const former = toFormer(withoutEnding(target), link);
    if (former) return former;
    const before = toOldSite(link);
    if (before) return before;
    const what = folders().has(target) ? 'no page stands for the folder' : 'there is no file';
    const same = byCase().get(target.toLowerCase());
    const surely = moved.get(target) ?? same;
    const reason = `${what} \`${target}\`${same === undefined ? '' : ', only one with the name in another case'}`;
    if (surely !== undefined) {
      const now = relativePath(from, surely);
      return missing(reason, () => now, `${encodePath(now)}${rest}`);
    }
    return missing(reason, () => {
      const slashed = joinPath(from, path.replaceAll('\\', '/')) ?? '';
      const nearest = paths.has(slashed) ? slashed : nearestPath(target, paths);
      return nearest && relativePath(from, nearest);
    });
  }

  /** A page by its path; the ending may be left out, and a folder is what its README says. */
  function placeAt(target: string): Place | undefined {
    const folder = target === '' ? '' : `${target}/`;
    const names = [target, ...['.mdx', '.md', '.markdown'].map((ending) => `${target}${ending}`)];
    const readme = FOLDER_PAGES.map((name) => `${folder}${name}`);
    return [...names, ...readme].map((name) => byPath.get(name)).find((place) => place !== undefined);
  }

  return {
    resolve({ path: from }, url) {
      const wiki = /^\[\[(.{1,400})\]\]$/.exec(url)?.[1];
      if (wiki !== undefined && byPath.get(from)?.isForeign) return toName(from, wiki);
      const scheme = schemeOf(url);
      if (scheme !== undefined && !SAFE_SCHEMES.has(scheme) && !RUNS.has(scheme)) {
        const label = toLabel(from, url) ?? unknownLabel(from, url);
        if (label) return label;
      }
      if (scheme !== undefined)
        return SAFE_SCHEMES.has(scheme) ? { kind: 'external' } : { kind: 'unsafe', scheme };
      if (url.startsWith('//')) return { kind: 'external' };
      const link = readLink(from, url);
      const own = byPath.get(from);
      const target =
        link.path === '' && own
          ? toPlace(own, link)
          : link.path.startsWith('/')
            ? toSite(link)
            : toFile(link);
      return target.kind === 'missing' ? (toLabel(from, url) ?? doubted(target, link)) : target;
    },
  };
}

/** A link of the book in its parts, decoded; `rest` is what stands after the path, as it was written. */
interface Link {
  readonly from: string;
  readonly path: string;
  readonly anchor: string;
  readonly rest: string;
  /** All of it, as it was written. */
  readonly url: string;
}

function readLink(from: string, url: string): Link {
  const written = /^[^?#]*/.exec(url)?.[0] ?? '';
  const [, fragment = ''] = splitOnce(url, '#');
  return {
    from,
    path: decodeAddress(written),
    anchor: anchorOf(decodeAddress(fragment)),
    rest: url.slice(written.length),
    url,
  };
}

/** An anchor without what systems write differently: case, and the marks between words. */
function bareWord(anchor: string): string {
  return anchor.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The place that a fragment names: `#top` is every page's, and what stands after `:~:` is the browser's. */
function anchorOf(fragment: string): string {
  const anchor = fragment.split(':~:', 1)[0] ?? '';
  return /^top$/i.test(anchor) ? '' : anchor;
}

/** `javascript` of ` java\tscript:x`: browsers drop white space and control characters, so this does too. */
function schemeOf(url: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase();
}

function missing(reason: string, nearest: () => string | undefined, instead?: string): Missing {
  return { kind: 'missing', reason, nearest, ...(instead === undefined ? {} : { instead }) };
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
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

/** An address as people read it: `%20` is a space. What is no encoding stays as it is. */
export function decodeAddress(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
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
