import { posix } from 'node:path';
import type { Book } from '../../runbook/book.ts';
import { isPageFile, withoutEnding } from '../../runbook/links/page-file.ts';
import type { Page } from '../../runbook/read/parse.ts';
import type { SourceText } from '../../runbook/read/source-text.ts';
import { choosePages } from './choose-pages.ts';
import { convertPage } from './convert-page.ts';
import type { Converted } from './convert-page.ts';
import { slugOf } from './guess.ts';
import { pageReader } from './page-reader.ts';
import type { PageReader } from './page-reader.ts';
import { splitPage } from './split-page.ts';

/** One runbook of an import: where it comes from, where it goes, and what had to be guessed. */
export interface ImportedPage extends Converted {
  readonly from: string;
  readonly to: string;
}

export interface ImportPlan {
  readonly pages: readonly ImportedPage[];
  /** Pictures and other files that the pages show: from the folder, to the book. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
  /** Where a file of the folder goes in the book, among the pages that were around it; undefined where another one stands. */
  placeOf(file: string): string | undefined;
}

export interface Importing {
  readonly texts: readonly SourceText[];
  /** Every file of the folder. */
  readonly paths: ReadonlySet<string>;
  /** The name of the folder: the service of what lies at its top. */
  readonly name: string;
  readonly book: Book;
  /** Where runbooks go, inside the book. */
  readonly runbooks: string;
  readonly severity: string;
  readonly isSplit: boolean;
}

/** Decides what an import writes; it reads and writes nothing. */
export function planImport(importing: Importing): ImportPlan {
  const { texts, paths, isSplit, runbooks } = importing;
  const { pages: chosen, leftOut } = choosePages(texts, isSplit);
  const top = commonFolder(chosen.map(({ path }) => path));
  const read = pageReader();
  const taken = new Set<string>();
  // One page after the other, so that what was read of it is still known when the next thing is asked.
  const made = chosen.flatMap((source) =>
    partsOf(source, tidyPath(source.path.slice(top.length)), { read, isSplit }).map(
      ({ source: own, to: wanted }) => {
        const part = { source: own, to: ownPlace(wanted, taken) };
        const page = convert(part.source, { to: posix.join(runbooks, part.to), read, importing });
        const shown = shownFiles({ path: source.path, links: read(part.source).links }, paths);
        const to = (link: string): string => posix.join(runbooks, posix.dirname(part.to), link);
        return { page, copies: shown.map(({ from, link }) => ({ from, to: to(link) })) };
      },
    ),
  );
  const pages = made.map(({ page }) => page);
  const copies = made.flatMap((one) => one.copies);
  return {
    pages: withOwnTitles(pages),
    copies: [
      ...new Map(
        copies.filter(({ to }) => to.startsWith(`${runbooks}/`)).map((copy) => [copy.to, copy]),
      ).values(),
    ],
    leftOut,
    placeOf(file) {
      const inside = file.startsWith(top) ? file.slice(top.length) : file;
      const place = posix.join(runbooks, inside.replace(GENERIC, ''));
      return copies.some((copy) => copy.to === place && copy.from !== file) ? undefined : place;
    },
  };
}

/** `a.md` and `a.html.md` cannot both be `a.md`: the second is `a-2.md`. Some disks know no case. */
function ownPlace(wanted: string, taken: Set<string>): string {
  const base = withoutEnding(wanted);
  let place = wanted;
  for (let count = 2; taken.has(place.toLowerCase()); count += 1)
    place = `${base}-${count}${wanted.slice(base.length)}`;
  taken.add(place.toLowerCase());
  return place;
}

/** A page, or the runbooks that it is split into, each with the path that it gets. */
function partsOf(
  source: SourceText,
  to: string,
  { read, isSplit }: { read: PageReader; isSplit: boolean },
): { source: SourceText; to: string }[] {
  const parts = isSplit ? splitPage(read(source)) : [];
  if (parts.length === 0) return [{ source, to }];
  const folder = /(^|\/)(readme|index)$/i.test(withoutEnding(to)) ? posix.dirname(to) : withoutEnding(to);
  return parts.map(({ name, text }) => ({
    source: { ...source, text },
    to: posix.join(folder, `${name}.md`),
  }));
}

/** What a file calls itself; a page that stands for its folder bears the folder's name. */
function nameOf(inside: string): string {
  const name = withoutEnding(posix.basename(inside));
  const folder = posix.basename(posix.dirname(inside));
  return /^(?:_?index|readme)$/i.test(name) && folder !== '.' ? folder : name;
}

/** Folders named after what their pages are, or after nothing: what they speak of is the folder around them. */
const OF_NO_SYSTEM =
  /^(?:\.|(?:run|play|cook)-?books?|sops?|docs?|documentation|pages|helpers?|guides?|procedures?|how-?tos?|cheat-?sheets?|troubleshooting|references?|scenarios?|tutorials?|examples?|templates?)$/i;

function convert(
  source: SourceText,
  { to, read, importing }: { to: string; read: PageReader; importing: Importing },
): ImportedPage {
  const { name, book, severity, runbooks } = importing;
  const inside = to.slice(runbooks.length + 1);
  const folder = posix.dirname(inside);
  const converted = convertPage(
    { ...source, path: to },
    {
      read,
      name: nameOf(inside),
      folder: folder.split('/').findLast((part) => !OF_NO_SYSTEM.test(part)) ?? name,
      aliases: formerAddress(source.path),
      severity,
      rules: alertNames(book),
      isOfAlerts: source.path
        .split('/')
        .slice(0, -1)
        .some((name) => /alert/i.test(name)),
      sectionWords: book.settings.sectionWords,
    },
  );
  return { ...converted, from: source.path, to };
}

/** The names that alert rules of the book have, read as text: here they only tell a name from another word. */
function alertNames(book: Book): ReadonlySet<string> {
  return new Set(
    book.alertRules.flatMap(({ text }) =>
      [...text.matchAll(/\balert:[ \t]{0,99}["']?([\w.-]{1,200})/g)].map(([, name = '']) => name),
    ),
  );
}

/** The address that Middleman, and with it the Tech Docs Template, gives a page: it is in links and bookmarks. */
function formerAddress(path: string): string[] {
  const [, inside] = /^(.*\.html)\.(?:mdx?|markdown|md\.erb)$/i.exec(path) ?? [];
  const at = `/${inside ?? ''}`.toLowerCase().indexOf('/source/');
  return inside === undefined || at < 0 ? [] : [`/${inside.slice(at + 'source/'.length)}`];
}

/** `content/runbooks/` of `content/runbooks/node/A.md` and `content/runbooks/etcd/B.md`. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split('/').slice(0, -1));
  const [first = [], ...rest] = folders;
  let shared = 0;
  while (shared < first.length && rest.every((folder) => folder[shared] === first[shared])) shared += 1;
  return first
    .slice(0, shared)
    .map((part) => `${part}/`)
    .join('');
}

// Folders that say what kind of file they hold, and not what it is about.
const GENERIC = /^((content|runbooks?|docs?|alerts?|source|manual)\/)+/i;

/** `docs/a/b.html.md.erb` as `a/b.md`, `_index.md` as `index.md`: names that stand in addresses. */
function tidyPath(path: string): string {
  const inside = path.replace(GENERIC, '');
  const base = withoutEnding(inside);
  const ending = inside
    .slice(base.length)
    .replace(/^\.html?(?=\.)/i, '')
    .replace(/\.erb$/i, '');
  return `${base.replace(/(^|\/)_index$/, '$1index')}${ending}`;
}

/** Files of the folder that a page links to and that are no pages. */
function shownFiles(
  { path, links }: Pick<Page, 'path' | 'links'>,
  paths: ReadonlySet<string>,
): { from: string; link: string }[] {
  return links.flatMap(({ url }) => {
    const link = decode(url.replace(/[?#].*$/s, ''));
    if (/^([a-z][\w+.-]*:|\/)/i.test(link) || /(\/|^)$/.test(link) || isPageFile(link)) return [];
    const from = posix.join(posix.dirname(path), link);
    return paths.has(from) ? [{ from, link }] : [];
  });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Two pages cannot have one title: the second is told apart by its folder, or else by its name. */
function withOwnTitles(pages: readonly ImportedPage[]): ImportedPage[] {
  const taken = new Set<string>();
  return pages.map((page) => {
    const key = page.title.toLowerCase();
    const fresh = [
      page.title,
      `${page.title} (${page.service})`,
      `${page.title} (${slugOf(withoutEnding(page.to.split('/').slice(-2).join('-')))})`,
    ].find((title) => !taken.has(title.toLowerCase()));
    taken.add((fresh ?? key).toLowerCase());
    if (fresh === undefined || fresh === page.title) return page;
    const text = page.text.replace(/^title: .*$/m, () => `title: ${JSON.stringify(fresh)}`);
    return { ...page, title: fresh, text, guesses: [...page.guesses, 'title told apart from another page'] };
  });
}
