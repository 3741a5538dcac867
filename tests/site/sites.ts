import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const PROJECT = join(import.meta.dirname, '../..');

/** Sites stay here between runs: one that is up to date is not built again. */
const BUILT = join(PROJECT, 'node_modules/.cache/opsbook-site-tests');

/** The books that the browser tests read, and the path each is published under. */
export const SITES = {
  demo: { root: PROJECT, base: '/' },
  'demo below a path': { root: PROJECT, base: '/ops/' },
  awkward: { root: join(PROJECT, 'tests/fixtures/books/awkward'), base: '/' },
  plain: { root: join(PROJECT, 'tests/fixtures/books/plain'), base: '/' },
  wiki: { root: join(PROJECT, 'tests/fixtures/books/wiki'), base: '/' },
  german: { root: join(PROJECT, 'tests/fixtures/books/german'), base: '/' },
  empty: { root: join(BUILT, 'empty-book'), base: '/' },
} as const;

export type SiteName = keyof typeof SITES;

/** Every site by name. */
// `keys` of a literal are its keys.
export const SITE_NAMES = Object.keys(SITES) as readonly SiteName[];

/** Where a site is built. */
export function folderOf(site: SiteName): string {
  return join(BUILT, site.replaceAll(' ', '-'));
}

/** A folder that a test may fill; it has the same name in every run, so that builds keep what they rendered. */
export function freshFolder(name: string): string {
  const folder = join(BUILT, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

const ADDRESSES = 'OPSBOOK_TEST_SITES';

/** Tells the tests where the sites are served. */
export function publishAddresses(addresses: Readonly<Record<SiteName, string>>): void {
  process.env[ADDRESSES] = JSON.stringify(addresses);
}

/** The address of a site's home page, with a `/` at its end. */
export function addressOf(site: SiteName): string {
  // Written by `publishAddresses`, in this shape.
  const addresses = JSON.parse(process.env[ADDRESSES] ?? '{}') as Partial<Record<SiteName, string>>;
  const address = addresses[site];
  if (address === undefined) throw new Error(`The site of ${site} is not served: did the set-up run?`);
  return address;
}

/** One page of a site, as it was built. */
export interface BuiltPage {
  /** Relative to the home page, as in `runbooks/`. */
  readonly address: string;
  readonly html: string;
}

/** Every page that a site holds, from disk. */
export function listBuiltPages(site: SiteName): BuiltPage[] {
  const out = folderOf(site);
  return listBuiltFiles(site)
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({
      address: file.replace(/(^|\/)index\.html$/, '$1'),
      html: readFileSync(join(out, file), 'utf8'),
    }));
}

/** Every file of a site, relative to it. */
export function listBuiltFiles(site: SiteName): string[] {
  const out = folderOf(site);
  return readdirSync(out, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1))
    .sort();
}
