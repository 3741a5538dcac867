import type { SiteBook } from '../site-book.ts';
import type { ListName, Lists } from './list-names.ts';
import { TABLE_LISTS } from './table-lists.ts';
import { TEXT_LISTS } from './text-lists.ts';

const MAKE: { readonly [Name in ListName]: (book: SiteBook) => Lists[Name] } = {
  ...TEXT_LISTS,
  ...TABLE_LISTS,
};

/** Lists of a book: each is made once, for all of its pages. */
export function openLists(book: SiteBook): SiteBook['list'] {
  const made = new Map<ListName, Lists[ListName]>();
  return <Name extends ListName>(name: Name) => {
    const list = made.get(name) ?? MAKE[name](book);
    made.set(name, list);
    // Made by the function of that very name.
    return list as Lists[Name];
  };
}
