import { trimMarksEnd } from '../words/trim-marks.ts';
import { once } from '../words/once.ts';
import { pathInFolder } from './link-paths.ts';
import { isPageFile, withoutEnding } from './page-file.ts';

// The language of a page, as Hugo and MkDocs have it in names of files: `a.de.md`, `a.pt-BR.md`.
const LANGUAGE = /\.([a-z]{2}(?:-[A-Za-z]{2,4})?)(?=\.mdx?$)/;

/** Looks up links as the site had them that a book was written for: by address, not by file. */
export interface OldSite {
  /**
   * The path of the page that a link means; undefined unless it can mean only one.
   * @param isPlain whether nothing makes a site of the book, so that a page stands nowhere but beside its file
   */
  page(from: string, path: string, isPlain?: boolean): string | undefined;
  /** The path of the page that a relative link means when the page it stands on is a folder of the old site. */
  inside(from: string, path: string): string | undefined;
  /** The path of another file, as of an image in `static/`. */
  file(from: string, path: string, isPlain?: boolean): string | undefined;
}

/**
 * What Hugo, MkDocs, Docusaurus, Jekyll, MyST and the Tech Docs Template make of files: `a/b.md` is `/a/b/`, `/a/b` or
 * `/a/b.html`, in lower case, below a folder that is the root of the old site, and links are written accordingly.
 * @param pages paths of pages
 * @param files paths of every file
 */
export function oldSite(pages: readonly string[], files: ReadonlySet<string>): OldSite {
  const byKey = once(() => Map.groupBy(pages, keyOf));
  const byEnd = once(() => Map.groupBy(pages, (path) => lastOf(keyOf(path))));
  const filesByEnd = once(() => Map.groupBy(files, (path) => lastOf(path).toLowerCase()));

  function exactly(key: string | undefined): string | undefined {
    const found = key === undefined ? undefined : byKey().get(key);
    return found?.length === 1 ? found[0] : undefined;
  }

  /** The one page whose address ends like this. Of several, the one nearest to the root, else to the link. */
  function endingIn(key: string, from: string): string | undefined {
    if (key === '') return undefined;
    const ending = (byEnd().get(lastOf(key)) ?? []).filter((path) => endsWithPath(keyOf(path), key));
    return nearestToRoot(ending, (path) => keyOf(path)) ?? nearestTo(from, ending);
  }

  /** `/site/a/b` where the root of the book is the site's `a`: less and less of the start, down to a page of the root. */
  function below(key: string): string | undefined {
    const parts = key.split('/');
    for (let cut = 1; cut < parts.length; cut += 1) {
      const found = exactly(parts.slice(cut).join('/'));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function pageOf(from: string, wanted: string, isPlain: boolean): string | undefined {
    if (wanted.startsWith('/')) {
      const key = keyOf(wanted.slice(1));
      return endingIn(key, from) ?? below(key);
    }
    const fromRoot = isPlain ? undefined : beyondRoot(from, wanted);
    if (fromRoot !== undefined) return pageOf(from, fromRoot, false);
    const beside = pathInFolder(folderOf(from), wanted);
    const inside = pathInFolder(addressOf(from), wanted);
    // Docusaurus has `a/index.md` at `/a`, from where `./b` is `/b`.
    const above = isFolderPage(from) ? pathInFolder(folderOf(folderOf(from)), wanted) : undefined;
    const places = isPlain ? [beside] : [beside, inside, above];
    const found = places.map((one) => exactly(keyOf(one ?? '..'))).find((one) => one !== undefined);
    // Hugo's `relref "name"` and `relref "folder/name"` and MyST's `{doc}` name a page wherever it is.
    const isName = /^[^/.]+(?:\/[^/.]+)*\/?$/.test(wanted);
    return found ?? (isName ? endingIn(keyOf(wanted), from) : undefined);
  }

  /** `a.de.md` is the German page of `a.md`, by which links name it: that of the language which the link is in. */
  function translated(from: string, wanted: string, isPlain: boolean): string | undefined {
    const language = LANGUAGE.exec(from)?.[1];
    if (language === undefined) return undefined;
    const name = withoutEnding(trimMarksEnd(wanted, '/'));
    return [`${name}.${language}`, `${name}/index.${language}`, `${name}/_index.${language}`]
      .map((one) => pageOf(from, one, isPlain))
      .find((found) => found !== undefined);
  }

  return {
    page(from, path, isPlain = false) {
      const found = pageOf(from, clean(path), isPlain) ?? translated(from, clean(path), isPlain);
      // A link that names a file names it letter by letter, but for the language.
      const name = lastOf(path);
      if (found !== undefined && isPageFile(path) && lastOf(found).replace(LANGUAGE, '') === name)
        return found;
      return found !== undefined && isPageFile(path) && lastOf(found) !== name ? undefined : found;
    },
    inside(from, path) {
      const wanted = pathInFolder(addressOf(from), clean(path));
      return wanted === undefined ? undefined : exactly(keyOf(wanted));
    },
    file(from, path, isPlain = false) {
      const wanted = clean(path);
      if (!wanted.startsWith('/')) {
        const inside = isPlain ? undefined : pathInFolder(addressOf(from), wanted);
        return inside !== undefined && files.has(inside) ? inside : undefined;
      }
      const name = wanted.slice(1);
      const ending = (filesByEnd().get(lastOf(name).toLowerCase()) ?? []).filter((file) =>
        endsWithPath(file.toLowerCase(), name.toLowerCase()),
      );
      return nearestToRoot(ending, (file) => file) ?? publicFile(name);
    },
  };

  /** `/docs/a.png` where the site is at `/docs`, and takes what it shows as it is from a folder. */
  function publicFile(name: string): string | undefined {
    const [, ...below] = name.split('/');
    if (below.length === 0) return undefined;
    const end = below.join('/');
    const ending = (filesByEnd().get(lastOf(end).toLowerCase()) ?? []).filter((file) =>
      PUBLIC.some((folder) => endsWithPath(file, `${folder}/${end}`)),
    );
    return nearestToRoot(ending, (file) => file);
  }
}

const PUBLIC = ['public', 'static'];

/** Without what other systems put in front: Docusaurus' `@site`, a bundler's `@`, Jekyll's `{{ site.baseurl }}`. */
function clean(path: string): string {
  return path.replace(/^(?:@(?:site)?|\{\{[^{}]*\}\}|~)(?=\/)/, '').replace(/\/{2,}/g, '/');
}

/** What a page's address is known by: lower case, no ending, no number that only orders it, a folder for its index. */
function keyOf(path: string): string {
  return trimMarksEnd(withoutEnding(path).replace(/\.html?$/i, ''), '/')
    .toLowerCase()
    .split('/')
    .map((part) => part.replace(/^\d+[-_.](?=\D)/, '').replace(/[\s_]+/g, '-'))
    .join('/')
    .replace(/(^|\/)(?:-?index|readme)$/, '')
    .replace(/^\//, '');
}

/** Where the old site had a page: the folder that relative links of it start in. */
function addressOf(path: string): string {
  return isFolderPage(path) ? folderOf(path) : withoutEnding(path);
}

/** `../../a/` on a page that stands at `/b/` of Hugo's site: browsers go no further up than its root. */
function beyondRoot(from: string, wanted: string): string | undefined {
  const folders = addressOf(from).split('/');
  const root = folders.lastIndexOf('content');
  const rest = wanted.split('/');
  const ups = rest.findIndex((part) => part !== '..');
  if (root < 0 || ups < folders.length - root) return undefined;
  return `/${rest.slice(ups).join('/')}`;
}

function isFolderPage(path: string): boolean {
  return /(^|\/)(?:_?index|readme)\.[^/]*$/i.test(path);
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function endsWithPath(path: string, end: string): boolean {
  return path === end || path.endsWith(`/${end}`);
}

/** The one that shares the most folders with a page: `content/en/a.md`, and not `content/pl/a.md`. */
function nearestTo(from: string, paths: readonly string[]): string | undefined {
  const own = from.split('/');
  const shared = (path: string): number => {
    const differs = path.split('/').findIndex((part, at) => part !== own[at]);
    return differs < 0 ? own.length : differs;
  };
  const most = Math.max(...paths.map(shared));
  const nearest = paths.filter((path) => shared(path) === most);
  return most > 0 && nearest.length === 1 ? nearest[0] : undefined;
}

/** The only one, or the only one of those that have the fewest folders. */
function nearestToRoot(paths: readonly string[], key: (path: string) => string): string | undefined {
  const depth = (path: string): number => key(path).split('/').length;
  const least = Math.min(...paths.map(depth));
  const nearest = paths.filter((path) => depth(path) === least);
  return nearest.length === 1 ? nearest[0] : undefined;
}
