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

/** Pages by the folder they are in; folders in their own order, those of the root first. */
export function shelvesOf<P extends Titled>(pages: readonly P[]): readonly Shelf<P>[] {
  const shared = sharedFolder(pages.map(({ id }) => folderOf(id)));
  const below = ({ id }: P): string => folderOf(id).slice(shared === '' ? 0 : shared.length + 1);
  return [...Map.groupBy(pages, below)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, all]) => {
      const page = folder === '' ? undefined : all.find(({ id }) => FOLDER_PAGE.test(lastOf(id)));
      return {
        folder,
        name: page?.title ?? folder.split('/').map(inWords).join(' / '),
        anchor: `in-${folder.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}`,
        page,
        pages: all.filter((one) => one !== page),
      };
    });
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
