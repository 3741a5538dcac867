import { posix } from 'node:path';
import { bookLinks } from '../../runbook/links/book-links.ts';
import { listPages } from '../../runbook/book.ts';
import type { PageTarget } from '../../runbook/links/target.ts';
import type { Book } from '../../runbook/book.ts';
import type { Page } from '../../runbook/read/parse.ts';
import { count } from '../../runbook/words/count.ts';
import type { ImportedPage, ImportPlan } from './plan-import.ts';

interface Books {
  /** The folder that the pages come from, as its own site or its host shows it. */
  readonly from: Book;
  /** The pages where they are put, with all else that is there. */
  readonly to: Book;
}

/** Pages whose links lead where they led before, and the files that come along for it. */
export interface Moved {
  readonly pages: readonly ImportedPage[];
  readonly copies: ImportPlan['copies'];
}

/**
 * Has the links of imported pages lead where they led before. A link that does so in its new place stays as it is; so
 * does one whose page was not imported, which lint will name. A picture that the old site found, as from the address of
 * its page, comes along.
 * @param placeOf where a file of the folder goes in the book; undefined where another one stands
 */
export function moveLinks(
  pages: readonly ImportedPage[],
  { from, to }: Books,
  placeOf: (file: string) => string | undefined,
): Moved {
  const copies = new Map<string, string>();
  const before = bookLinks(from, { ruleIds: [] });
  const now = bookLinks(to, { ruleIds: [] });
  const read = new Map(listPages(to).map((page) => [page.path, page]));
  const places = Map.groupBy(pages, (page) => page.from);
  const moved = pages.map((page) => {
    const own = read.get(page.to);
    const edits = own ? linksOf(own).flatMap((link) => editOf(link, page) ?? []) : [];
    if (edits.length === 0) return page;
    const text = edits
      .toSorted((a, b) => b.start - a.start)
      .reduce((all, edit) => all.slice(0, edit.start) + edit.url + all.slice(edit.end), page.text);
    const what = `${count(edits.length, 'link')} to where ${edits.length === 1 ? 'its page' : 'their pages'} and headings are now`;
    return { ...page, text, changes: [...page.changes, what] };
  });
  return { pages: moved, copies: [...copies].map(([to, from]) => ({ from, to })) };

  function editOf({ url, start }: Placed, page: ImportedPage): Edit | undefined {
    const own = { path: page.to };
    const there = now.resolve(own, url);
    if (there.kind !== 'missing' && there.kind !== 'page') return undefined;
    const target = before.resolve({ path: page.from }, url);
    if (target.kind === 'file' && there.kind === 'missing' && PICTURE.test(target.path)) {
      const place = placeOf(target.path);
      if (place === undefined) return undefined;
      copies.set(place, target.path);
      const file = asAddress(posix.relative(posix.dirname(page.to), place));
      return { start, end: start + url.length, url: `${file}${/[?#].*$/s.exec(url)?.[0] ?? ''}` };
    }
    // Of a page that was split, nobody knows which part is meant.
    if (target.kind !== 'page') return undefined;
    const [place, ...more] = places.get(target.path) ?? [];
    if (!place || more.length > 0) return undefined;
    if (there.kind === 'page' && there.path === place.to && there.instead === undefined) return undefined;
    const path = place.to === page.to ? '' : asAddress(posix.relative(posix.dirname(page.to), place.to));
    const right = `${path}${partOf(url, target)}`;
    return right === url || right === '' ? undefined : { start, end: start + url.length, url: right };
  }
}

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif)$/i;

/** What follows the path of a link, with the heading as opsbook names it: sites make names of headings in ways of their own. */
function partOf(url: string, { anchor, because }: PageTarget): string {
  const part = /[?#].*$/s.exec(url)?.[0] ?? '';
  if (because === undefined || anchor === '') return part;
  return part.includes('#') ? `${part.slice(0, part.indexOf('#'))}#${anchor}` : part;
}

/** A path as it stands in an address inside the parentheses of a link: `c#.md` is `c%23.md`. */
function asAddress(path: string): string {
  return encodeURI(path).replace(/[#?()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

interface Placed {
  readonly url: string;
  readonly start: number;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly url: string;
}

/** The links of a page that name their address where they stand, as `[here](a.md)` does. */
function linksOf({ links, text }: Page): Placed[] {
  return links.flatMap(({ url, range }) => {
    if (!range || url === '') return [];
    const source = text.slice(range.start.offset, range.end.offset);
    const at = source.lastIndexOf(url);
    // A shortcode or a `[[name]]` says its page in a way of its own.
    if (at < 0 || !/\]\([ \t\r\n]{0,99}<?$/.test(source.slice(0, at))) return [];
    return [{ url, start: range.start.offset + at }];
  });
}
