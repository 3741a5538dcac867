import { alertAddress, alertSpellings, hasAlertPage } from '../runbook/links/alert-names.ts';
import { decodeAddress, encodePath } from '../runbook/links/link-paths.ts';
import { isPageName } from '../runbook/links/page-names.ts';
import {
  aliasAddress,
  aliasFault,
  ALL_ALERTS,
  isOfManual,
  serviceAddress,
} from '../runbook/links/site-paths.ts';
import { twinAddress } from '../runbook/links/twin-address.ts';
import { groupPlaces, linesAddress, narrowedLists } from './lists/group-places.ts';
import { manualPages } from '../tools/manual-pages.ts';
import type { SiteBook } from './site-book.ts';
import { templateFile } from './template-file.ts';

/** An address of a site, and what is to be drawn for it. */
export interface Place {
  /** Without the base, as in `/runbooks/pilot/disk-full/`. */
  readonly address: string;
  /** The pattern of the file in `src/site/pages` that draws it, as in `/runbooks/[...id]`. */
  readonly route: string;
  /** Which one of its kind is shown. */
  readonly shown: Readonly<Record<string, string>>;
  /** The address of the same page as Markdown, where it has one. */
  readonly twin?: string;
}

/** Pages that every site has, whatever its book holds. */
const ALWAYS = [
  '/',
  '/404',
  '/alerts/',
  '/alerts/names.json',
  '/guides/',
  '/incident/',
  '/manual/',
  '/manual/frontmatter/',
  '/manual/settings/',
  '/offline/',
  '/reviews/',
  '/reviews/calendar.ics',
  '/reviews/feed.xml',
  '/rules/',
  '/runbooks/',
  '/services/',
  '/sitemap.xml',
  '/severities/',
  '/symptoms/',
  '/teams/',
  '/templates/',
];

/** The page that a preview is asked for first: it is known without the others. */
export const HOME = toFixed('/');

function toFixed(address: string): Place {
  return { address, route: address.replace(/(.)\/$/, '$1'), shown: {} };
}

/**
 * Every address of a book's site; of two that claim one address, the first has it. What no file can be named after
 * is left out: `file-name-works` and `alias-valid` report it.
 */
export function listPlaces(book: SiteBook): Map<string, Place> {
  const places = [
    ...ALWAYS.map(toFixed),
    { address: ALL_ALERTS, route: '/lists/all-alerts', shown: {} },
    ...groupPlaces(book).map((place) => ({ ...place, route: '/lists/[group]' })),
    ...narrowedLists(book).map((list) => ({
      address: linesAddress(list),
      route: '/lists/[list].json',
      shown: { list },
    })),
    ...book
      .runbooks()
      .filter(hasPageName)
      .map(({ id, address }) => ({ address, route: '/runbooks/[...id]', shown: { id } })),
    ...(['guides', 'templates'] as const).flatMap((folder) =>
      book
        .guides(folder)
        .filter(hasPageName)
        .map(({ id, address }) => ({ address, route: `/${folder}/[...id]`, shown: { id } })),
    ),
    ...book
      .guides('templates')
      .filter(hasPageName)
      .map(({ id, address }) => ({
        address: templateFile(address),
        route: '/templates/[id].md',
        shown: { id },
      })),
    ...book
      .services()
      .filter(hasPageName)
      .map(({ id }) => ({
        address: serviceAddress(id),
        route: '/services/[...id]',
        shown: { id },
      })),
    ...alertPlaces(book),
    ...book.rules().map(({ id }) => ({ address: `/rules/${id}/`, route: '/rules/[id]', shown: { id } })),
    ...manualPages().map((address) => ({
      address,
      route: '/manual/[id]',
      shown: { id: address.split('/')[2] ?? '' },
    })),
    ...reviewPlaces(book),
    ...aliasPlaces(book),
  ];
  const own = book.manual() === true ? places : places.filter(({ address }) => !isOfManual(address));
  // Backwards, so that the first of two stays.
  return withTwins(withoutClashes(new Map(own.toReversed().map((place) => [place.address, place]))));
}

function hasPageName({ id }: { readonly id: string }): boolean {
  return isPageName(id);
}

/** No folder can be where a file is: an alias `/reviews/feed.xml`, which would be a folder, is left out. */
function withoutClashes(places: Map<string, Place>): Map<string, Place> {
  const files = new Set([...places.values()].map(fileOf));
  for (const [address, place] of places) {
    if (foldersOf(fileOf(place)).some((folder) => files.has(folder))) places.delete(address);
  }
  return places;
}

/** Kinds of pages that are written as Markdown too. */
const TWINNED = new Set([
  '/runbooks/[...id]',
  '/guides/[...id]',
  '/services/[...id]',
  '/alerts/[name]',
  '/rules/[id]',
]);

/** Gives pages the addresses of their twins; no twin can be a file where another page has its folder. */
function withTwins(places: Map<string, Place>): Map<string, Place> {
  const files = [...places.values()].map(fileOf);
  const taken = new Set([...files, ...files.flatMap(foldersOf)]);
  for (const [address, place] of places) {
    const isOwn = TWINNED.has(place.route) && place.shown['spelling'] === undefined;
    const twin = isOwn ? twinAddress(address) : undefined;
    if (twin !== undefined && !taken.has(fileOf({ address: twin }))) places.set(address, { ...place, twin });
  }
  return places;
}

function foldersOf(file: string): string[] {
  const folders = file.split('/').slice(0, -1);
  return folders.map((_, index) => folders.slice(0, index + 1).join('/'));
}

/** Every alert under its own name, and in small letters and with hyphens: static hosting tells them apart. */
function alertPlaces(book: SiteBook): Place[] {
  const route = '/alerts/[name]';
  const own = book.alerts().map(({ name, address }) => ({ address, route, shown: { name } }));
  const spelled = book.alerts().flatMap(({ name }) =>
    alertSpellings(name)
      .filter(hasAlertPage)
      .map((spelling) => ({ address: alertAddress(spelling), route, shown: { name, spelling } })),
  );
  return [...own, ...spelled];
}

function reviewPlaces(book: SiteBook): Place[] {
  const quarters = book.quarters();
  return [
    ...quarters.map((quarter) => ({
      address: `/reviews/${quarter}/`,
      route: '/reviews/[quarter]',
      shown: { quarter },
    })),
    ...quarters.flatMap((quarter) =>
      book
        .worksheets(quarter)
        .filter(({ owner }) => isPageName(owner))
        .map(({ owner }) => ({
          address: `/reviews/${quarter}/${encodePath(owner)}/`,
          route: '/reviews/[quarter]/[owner]',
          shown: { quarter, owner },
        })),
    ),
    ...book
      .calendarOwners()
      .filter(isPageName)
      .flatMap((owner) =>
        ['ics', 'xml'].map((ending) => ({
          address: `/reviews/${encodePath(owner)}.${ending}`,
          route: `/reviews/[owner].${ending}`,
          shown: { owner },
        })),
      ),
  ];
}

/** Older addresses of runbooks. One that is a page's own, or no address, is left to the linter. */
function aliasPlaces(book: SiteBook): Place[] {
  return book.runbooks().flatMap(({ id, runbook }) =>
    runbook.aliases
      .filter((alias) => aliasFault(alias) === undefined)
      .map((alias) => ({
        // A folder even where it looks like a file: what it was elsewhere, no static hosting can tell.
        address: `/${encodePath(decodeAddress(aliasAddress(alias)).replace(/^\/|\/$/g, ''))}/`,
        route: '/[...alias]',
        shown: { id },
      })),
  );
}

/** The service that a page is about, as far as it is about one. */
export function serviceOf({ route, shown }: Place, book: SiteBook): string | undefined {
  const { id = '', name = '' } = shown;
  if (route === '/services/[...id]') return id;
  if (route === '/runbooks/[...id]' || route === '/[...alias]') return book.runbook(id)?.runbook.services[0];
  if (route !== '/alerts/[name]') return undefined;
  return book.alert(name)?.rules[0]?.labels['service'];
}

/** The file of a built site that holds what stands at an address. */
export function fileOf({ address }: Pick<Place, 'address'>): string {
  const parts = address.includes('%') ? address.split('/').map(decodeURIComponent).join('/') : address;
  const path = parts.slice(1);
  if (path === '404') return '404.html';
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}
