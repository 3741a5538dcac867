import { inWords } from './words.ts';

/** A folder of pages as their authors laid them out. */
export interface Shelf<P> {
  /** The folder, below what all pages share; `''` is that itself. */
  readonly folder: string;
  /** What people call it: the title of its own page, else its name. */
  readonly name: string;
  /** The id of its heading on the list of all runbooks. */
  readonly anchor: string;
  /** The page that stands for the folder. */
  readonly page: P | undefined;
  readonly pages: readonly P[];
}

interface Titled {
  readonly id: string;
  readonly title: string;
}

/** `README`, `index`, `_index`: what GitHub, MkDocs and Hugo show for a folder. */
const FOLDER_PAGE = /^(?:readme|_?index)$/i;

/**
 * Pages by the folder they are in; folders in their own order, those of the root first.
 * @param most where there are more folders than this, upper ones hold what is below them
 */
export function shelvesOf<P extends Titled>(pages: readonly P[], most = Infinity): readonly Shelf<P>[] {
  const shared = sharedFolder(pages.map(({ id }) => folderOf(id)));
  const below = ({ id }: P): string => folderOf(id).slice(shared === '' ? 0 : shared.length + 1);
  const groups = Map.groupBy(pages, below);
  const shelves = [...(groups.size > most ? upperFolders(groups, most) : groups)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, all]) => {
      const page =
        folder === ''
          ? undefined
          : all.find((one) => below(one) === folder && FOLDER_PAGE.test(lastOf(one.id)));
      return {
        folder,
        name: page?.title ?? folder.split('/').map(inWords).join(' / '),
        anchor: `in-${folder.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}`,
        page,
        pages: all.filter((one) => one !== page),
      };
    });
  return tellApart(shelves);
}

/** Folders of one name, as versions of the same documents have them, are told apart by where they stand. */
function tellApart<P>(shelves: readonly Shelf<P>[]): readonly Shelf<P>[] {
  const alike = Map.groupBy(shelves, ({ name }) => name);
  return shelves.map((shelf) => {
    const others = (alike.get(shelf.name) ?? []).filter((one) => one !== shelf);
    if (others.length === 0 || shelf.name === '') return shelf;
    const own = ownParts(
      shelf.folder,
      others.map(({ folder }) => folder),
    );
    return { ...shelf, name: `${shelf.name} (${own || shelf.folder})` };
  });
}

/** The parts of a path that not all others share, as in `1.12/backup`. */
export function ownParts(path: string, others: readonly string[]): string {
  const isOwn = (part: string, at: number): boolean => others.some((other) => other.split('/')[at] !== part);
  return path.split('/').filter(isOwn).join('/');
}

/**
 * The first folders of all, with everything below them; then the largest are parted again, for as long as there are
 * not too many and most parts hold more than a page.
 */
function upperFolders<P>(groups: ReadonlyMap<string, readonly P[]>, most: number): Map<string, P[]> {
  const folders = [...groups.keys()];
  const chosen = new Set(folders.map((folder) => cut(folder, 1)));
  const whole = new Set<string>();
  for (;;) {
    const sizes = countPages(groups, chosen);
    const [largest] = [...chosen]
      .filter((one) => !whole.has(one))
      .sort((a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0));
    if (largest === undefined) break;
    whole.add(largest);
    const depth = largest.split('/').length + 1;
    const parts = new Set(
      folders.filter((folder) => folder.startsWith(`${largest}/`)).map((folder) => cut(folder, depth)),
    );
    if (largest === '' || chosen.size + parts.size > most || (sizes.get(largest) ?? 0) < 2 * parts.size)
      continue;
    for (const part of parts) chosen.add(part);
  }
  const upper = new Map<string, P[]>();
  for (const [folder, own] of groups) {
    const key = holderOf(folder, chosen);
    upper.set(key, [...(upper.get(key) ?? []), ...own]);
  }
  return upper;
}

function countPages<P>(
  groups: ReadonlyMap<string, readonly P[]>,
  chosen: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const [folder, own] of groups) {
    const key = holderOf(folder, chosen);
    sizes.set(key, (sizes.get(key) ?? 0) + own.length);
  }
  return sizes;
}

/** The innermost of the chosen folders that a folder is or stands in. */
function holderOf(folder: string, chosen: ReadonlySet<string>): string {
  let holder = folder;
  while (holder !== '' && !chosen.has(holder)) holder = folderOf(holder);
  return holder;
}

function cut(folder: string, depth: number): string {
  return folder.split('/').slice(0, depth).join('/');
}

function folderOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('/')));
}

function lastOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

function sharedFolder(folders: readonly string[]): string {
  const [first = '', ...rest] = folders;
  let parts = first === '' ? [] : first.split('/');
  for (const folder of rest) {
    const other = folder.split('/');
    const end = parts.findIndex((part, index) => part !== other[index]);
    if (end >= 0) parts = parts.slice(0, end);
  }
  return parts.join('/');
}
