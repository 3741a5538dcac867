import { encodePath } from '../../runbook/links/link-paths.ts';
import type { SiteBook } from '../site-book.ts';
import { cutGroups } from './cut-groups.ts';
import type { ListGroup } from './list-group.ts';
import { LIST_NAMES } from './list-names.ts';
import type { ListName } from './list-names.ts';

/** How many items the page of a whole list shows of all its groups together, and how many a page of one group. */
export const ROOM: Readonly<Record<ListName, { readonly first: number; readonly page: number }>> = {
  symptoms: { first: 48, page: 150 },
  errors: { first: 30, page: 150 },
  runbooks: { first: 70, page: 150 },
  guides: { first: 100, page: 150 },
  templates: { first: 100, page: 150 },
  services: { first: 60, page: 60 },
  alerts: { first: 40, page: 100 },
  reviews: { first: 40, page: 100 },
  // As many as the program brings, and no book has more.
  rules: { first: 200, page: 200 },
};

/** The address of a group's page, as in `/lists/symptoms/checkout/2/`. @param page counted from 1 */
export function groupAddress(list: ListName, group: string, page = 1): string {
  return `/lists/${list}/${encodePath(group)}/${page === 1 ? '' : `${page}/`}`;
}

/** How many pages a group of a list fills. */
export function pageCount(list: ListName, size: number): number {
  return Math.ceil(size / ROOM[list].page);
}

interface GroupPlace {
  readonly address: string;
  readonly shown: { readonly list: string; readonly group: string; readonly page: string };
}

/** Pages of the groups that the page of their list cuts short. */
export function groupPlaces(book: SiteBook): readonly GroupPlace[] {
  return LIST_NAMES.flatMap((list) => {
    const groups: readonly ListGroup<unknown>[] = book.list(list);
    return cutGroups(groups, ROOM[list].first)
      .filter(({ shown, items }) => shown.length < items.length)
      .flatMap(({ id, items }) =>
        Array.from({ length: pageCount(list, items.length) }, (_, index) => ({
          address: groupAddress(list, id, index + 1),
          shown: { list, group: id, page: String(index + 1) },
        })),
      );
  });
}

/** A list with this many items has a box that narrows it. */
export const WORTH_NARROWING = 50;

/** Lists that a box narrows; that of the alerts has its own. */
export function narrowedLists(book: SiteBook): readonly ListName[] {
  return LIST_NAMES.filter((list) => list !== 'alerts' && sizeOf(list, book) >= WORTH_NARROWING);
}

function sizeOf(list: ListName, book: SiteBook): number {
  const groups: readonly ListGroup<unknown>[] = book.list(list);
  return groups.reduce((sum, { items }) => sum + items.length, 0);
}

/** The address of all lines of a list, for the box that narrows it. */
export function linesAddress(list: ListName): string {
  return `/lists/${list}.json`;
}
