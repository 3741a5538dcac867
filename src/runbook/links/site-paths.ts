import { decodeAddress, encodePath } from './link-paths.ts';
import { pageNameFault } from './page-names.ts';
import { isInside } from '../schema/settings.ts';
import type { Layout } from '../schema/settings.ts';
import { withoutEnding } from './page-file.ts';

/** Where the list of all alerts was, however long; it is in parts now. */
export const ALL_ALERTS = '/all-alerts/';

/** Pages that every site has, whatever its book holds. */
const FIXED = [
  '/',
  '/alerts/',
  ALL_ALERTS,
  '/guides/',
  '/incident/',
  '/manual/',
  '/manual/frontmatter/',
  '/reviews/',
  '/rules/',
  '/runbooks/',
  '/services/',
  '/severities/',
  '/symptoms/',
  '/teams/',
  '/templates/',
];

// Files that every site has, which no page can be a folder in the place of: `/robots.txt`, `/reviews/ops.ics`.
const SITE_FILES =
  /^(?:[^/]+\.schema\.json|robots\.txt|favicon\.svg|404\.html|sitemap\.xml|sw\.js|offline\.json|alerts\/names\.json|reviews\/[^/]+\.(?:ics|xml)|search\/[^/]+|pagefind\/.*)(?:\/|$)/i;

/** Those that other programs read. */
const FOR_PROGRAMS = /^(?:llms(?:-full)?\.txt|book\.json|book\/[^/]+\.json)(?:\/|$)/i;

const FOLDERS = ['runbooks', 'guides', 'templates', 'services'] as const;
export type PageFolder = (typeof FOLDERS)[number];

/**
 * The part of the layout that a file belongs to: the innermost folder, as a book's runbooks may be its root.
 * Services are YAML and pages are not, so that both may share a folder.
 */
export function folderOf(path: string, layout: Layout): PageFolder | undefined {
  if (isRecordFile(path, layout)) return undefined;
  const isYaml = /\.ya?ml$/i.test(path);
  return FOLDERS.reduce<PageFolder | undefined>((inner, name) => {
    if ((name === 'services') !== isYaml || !isInside(path, layout[name])) return inner;
    return inner !== undefined && layout[inner].length >= layout[name].length ? inner : name;
  }, undefined);
}

/**
 * Whether a file is a sign-off, a worksheet or a note of an incident. In a folder of another system, which may have a
 * `content/incidents` of its own, that is one with a name that opsbook gives: `2026-Q4.yaml`, `2026-11-20-shop-was-slow.md`.
 */
export function isRecordFile(path: string, { reviews, incidents, isPlain }: Layout): boolean {
  const folder = [reviews, incidents].find((one) => isInside(path, one));
  if (folder === undefined || !isPlain) return folder !== undefined;
  return (folder === reviews ? QUARTER : DAY).test(path.slice(folder.length + 1));
}

const QUARTER = /^\d{4}-Q[1-4][./]/i;
const DAY = /^\d{4}-\d{2}-\d{2}[-.]/;

/** The path inside its folder, without the ending: the id of a page or a service. */
export function idOf(path: string, folder: string): string {
  return withoutEnding(path.slice(folder === '' ? 0 : folder.length + 1)).replace(/\.ya?ml$/i, '');
}

/** The address on the site of a page's or a service's file, as in `/runbooks/pilot/disk-full/`. */
export function addressOf(path: string, layout: Layout): string | undefined {
  const folder = folderOf(path, layout);
  return folder && `/${folder}/${encodePath(idOf(path, layout[folder]))}/`;
}

/** The address of a service's page, as in `/services/web/gateway/`. */
export function serviceAddress(id: string): string {
  return `/services/${encodePath(id)}/`;
}

/** What servers show for a folder: `/late/index.html` is `/late/`. */
const INDEX = /(?<=\/)index\.html$/i;

/** The address that an alias keeps alive: a path of the site, or the id that a runbook had. */
export function aliasAddress(alias: string): string {
  const path = (alias.startsWith('/') ? alias : `/runbooks/${alias}`).replace(INDEX, '');
  return path.endsWith('/') || /\.\w+$/.test(path) ? path : `${path}/`;
}

/**
 * Where the site has pages and files of its own, known or not: a runbook that took one would stand in for an alert,
 * for a part of a long list, or for a picture. Some systems see no difference between `/alerts/` and `/Alerts/`.
 */
const OWN_FOLDERS = /^(?:(?:alerts|lists|rules|files|assets)\/|(?:offline|404)$)/i;

function isFixedInOtherLetters(address: string): boolean {
  const small = `/${address.toLowerCase()}/`;
  return small !== `/${address}/` && FIXED.includes(small);
}

/** Why an alias cannot be the address of a page, as the end of a sentence. */
export function aliasFault(alias: string): string | undefined {
  const parts = alias.replace(/^\//, '').replace(/\/$/, '').split('/');
  const isPath = parts.every((part) =>
    /^[^.\s?#\\:*<>"|\u0000-\u001F][^?#\\:*<>"|\u0000-\u001F]*$/.test(part),
  );
  const address = decodeAddress(aliasAddress(alias)).replace(/^\/|\/$/g, '');
  const fault = pageNameFault(address);
  if (isPath && fault && !fault.isElsewhere) return fault.reason;
  if (isPath && (SITE_FILES.test(address) || FOR_PROGRAMS.test(address)))
    return 'the site has a file of its own there';
  if (isPath && (OWN_FOLDERS.test(address) || isFixedInOtherLetters(address)))
    return 'the site keeps its own pages there';
  if (isPath) return undefined;
  return 'an alias is a path of the site, as in `/old/place/`, or a former id, as in `old/place`';
}

/** Files that are shown on a page of the site: services, teams, severities. */
export function shownFiles(paths: Iterable<string>, layout: Layout): Map<string, string> {
  const shown = new Map([
    [layout.teams, '/teams/'],
    [layout.severities, '/severities/'],
  ]);
  for (const path of paths) {
    if (/\.ya?ml$/i.test(path) && folderOf(path, layout) === 'services')
      shown.set(path, addressOf(path, layout) ?? '');
  }
  return shown;
}

/** Addresses of the site that are no pages of the book. @param hasManual whether opsbook's manual is part of it */
export function sitePaths(ruleIds: readonly string[], hasManual: boolean): string[] {
  const all = [...FIXED, ...ruleIds.map((id) => `/rules/${id}/`)];
  return hasManual ? all : all.filter((address) => !isOfManual(address));
}

/** Whether an address is one of opsbook's own manual, or of the pages of its rules. */
export function isOfManual(address: string): boolean {
  return /^\/(?:manual|rules)\//.test(address);
}
