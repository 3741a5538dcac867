import { copyFile, link, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SiteBuild } from './build-site.ts';
import { openWorkspace } from './workspace.ts';
import { writeWhole } from './write-file.ts';

/** The keys of a site's pages, by address: a page with the same key would be drawn the same again. */
type Keys = Readonly<Record<string, string>>;

/** What the last build left of a site. */
interface Drawn {
  /** The digest of the site, as it stands in the built folder. */
  readonly digest: string;
  readonly keys: Keys;
}

/** Pages of the site in a folder that the next build need not draw again. */
export interface KeptPages {
  readonly folder: string;
  /** Brings over what the build left out, before the old site goes. */
  bringOver(fresh: string): Promise<void>;
  /** Remembers the keys of the new site, once it is in its place. */
  remember(digest: string): Promise<void>;
}

/** @param digest of the site that `out` holds now; undefined when it holds none */
export async function openKeptPages(
  site: SiteBuild,
  { out, digest }: { out: string; digest: string | undefined },
): Promise<KeptPages> {
  const folder = join(openWorkspace(site).cache, 'kept');
  const path = join(folder, 'drawn.json');
  await mkdir(folder, { recursive: true });
  const drawn = await readJson<Drawn>(path);
  const known = digest !== undefined && drawn?.digest === digest ? drawn.keys : {};
  const before = Object.fromEntries(
    Object.entries(known).filter(([address]) => existsSync(pageAt(out, address))),
  );
  await writeFile(join(folder, 'before.json'), JSON.stringify(before));
  let now: Keys = {};
  return {
    folder,
    async bringOver(fresh) {
      now = (await readJson<Keys>(join(folder, 'now.json'))) ?? {};
      for (const [address, key] of Object.entries(now))
        if (before[address] === key) await bring(pageAt(out, address), pageAt(fresh, address));
    },
    async remember(digest) {
      await writeWhole(path, JSON.stringify({ digest, keys: now } satisfies Drawn));
    },
  };
}

function pageAt(folder: string, address: string): string {
  return join(folder, decodeURI(address), 'index.html');
}

async function bring(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  // The old site is removed afterwards; where two names for a file are not to be had, it is copied.
  await link(from, to).catch(() => copyFile(from, to));
}

async function readJson<T>(path: string): Promise<T | undefined> {
  // Written by opsbook alone; `undefined` when it is not there, or only half of it.
  return readFile(path, 'utf8')
    .then((text) => JSON.parse(text) as T)
    .catch(() => undefined);
}
