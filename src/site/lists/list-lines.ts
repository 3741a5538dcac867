import { serviceAddress } from '../../runbook/links/site-paths.ts';
import { STATE_WORDS } from '../../review/state.ts';
import type { SiteBook } from '../site-book.ts';
import type { ListName } from './list-names.ts';
import type { ListGroup } from './list-group.ts';
import type { ListLine } from './list-line.ts';

type Lines = readonly ListGroup<ListLine>[];

/** A list as lines, those with columns too: what the box that narrows it looks through. */
export function listLines(list: ListName, book: SiteBook): Lines {
  switch (list) {
    case 'services':
      return linesOf(book.list('services'), ({ id, name, owner }) => ({
        text: name,
        address: serviceAddress(id),
        aside: (owner && book.team(owner)?.name) ?? owner ?? '',
      }));
    case 'alerts':
      return linesOf(book.list('alerts'), ({ name, address }) => ({
        text: name,
        address: `${address}?stay`,
      }));
    case 'reviews':
      return linesOf(book.list('reviews'), ({ title, address, state }) => ({
        text: title,
        address,
        aside: STATE_WORDS[state],
      }));
    case 'rules':
      return linesOf(book.list('rules'), ({ id, summary }) => ({
        text: id,
        address: `/rules/${id}/`,
        aside: summary,
      }));
    default:
      return book.list(list);
  }
}

function linesOf<T>(groups: readonly ListGroup<T>[], lineOf: (item: T) => ListLine): Lines {
  return groups.map(({ id, name, items }) => ({ id, name, items: items.map(lineOf) }));
}
