import { hash } from 'node:crypto';
import type { PageRecord } from '../../site/drawn-pages.ts';
import { OFFLINE_PARTS } from '../../site/compiled.ts';
import { shortDigest } from '../../site/offline/digest.ts';
import { LAST, MANIFEST_FILE, NEEDED, writeManifest } from '../../site/offline/manifest.ts';
import type { ListedFile } from '../../site/offline/manifest.ts';
import { isOfManual } from '../../runbook/links/site-paths.ts';
import { encodePath } from '../../runbook/links/link-paths.ts';
import { listSiteFiles, readSiteFile, writePage } from '../../tools/site-files.ts';

/** What browsers are told to keep of a site. */
export interface Keeping {
  readonly fresh: string;
  readonly pages: ReadonlyMap<string, PageRecord>;
  /** In bytes; `off` where nothing is kept. */
  readonly limit: number | 'off';
  /** When the site is built, ISO 8601 in UTC. */
  readonly made: string;
}

/** Folders of files that are no pages. */
const FOLDERS = ['assets', 'search', 'files', 'pagefind'];

/** What pages load of them, and of the files in the site's own folder. */
const LOADED = /^(assets|search|files)\/|^pagefind\/(?!pagefind-(ui|modular|highlight|component))|^favicon\./;

/** The lines of a long list, which its box narrows. */
const LIST_DATA = /^\/lists\/[^/]*\.json$/;

/** Writes the service worker of a site, and the list of what it keeps. */
export async function writeOffline({ fresh, pages, limit, made }: Keeping): Promise<void> {
  const worker = readSiteFile(OFFLINE_PARTS, limit === 'off' ? 'remove-worker.js' : 'worker.js');
  writePage(fresh, 'sw.js', worker);
  if (limit === 'off') return;
  const groups: string[] = [];
  const groupOf = (address: string, service: string | undefined): number => {
    if (address === '/404' || isOfManual(address)) return LAST;
    if (NEEDED_PAGES.has(address)) return NEEDED;
    const known = groups.indexOf(service ?? '');
    return known >= 0 ? known : groups.push(service ?? '') - 1;
  };
  const files: ListedFile[] = [...pages].flatMap(([address, { digest, size, service }]) => {
    const path = address === '/404' ? '404.html' : address.slice(1);
    // Feeds, calendars and what is for machines, no page asks for.
    const isRead =
      address === '/404' || address.endsWith('/') || NEEDED_PAGES.has(address) || LIST_DATA.test(address);
    return isRead ? [{ path, digest, size, group: groupOf(address, service) }] : [];
  });
  for (const file of await listSiteFiles(fresh, LOADED, FOLDERS)) {
    const content = readSiteFile(fresh, file);
    const digest = shortDigest(hash('sha256', content, 'buffer'));
    const group = /^(files|pagefind)\//.test(file) ? groupOf('', undefined) : NEEDED;
    files.push({ path: encodePath(file), digest, size: content.length, group });
  }
  const about = { made, limit, groups, files };
  const version = shortDigest(hash('sha256', JSON.stringify([limit, groups, files]), 'buffer'));
  writePage(fresh, MANIFEST_FILE, Buffer.from(writeManifest({ version, ...about })));
}

/** Pages that are asked for whatever happens. */
const NEEDED_PAGES: ReadonlySet<string> = new Set([
  '/',
  '/offline/',
  '/alerts/names.json',
  '/incident/',
  '/symptoms/',
]);
