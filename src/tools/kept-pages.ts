import { copyFileSync, existsSync, linkSync, mkdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SiteBuild } from './build-site.ts';
import { openWorkspace } from './workspace.ts';
import { keepFile } from './keep-file.ts';

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
  /** Brings over what the build leaves out, as soon as it says so, until it is done. */
  bringOver(fresh: string, done: Promise<unknown>): Promise<void>;
  /** Remembers the keys of the new site, once it is in its place. */
  remember(digest: string): Promise<void>;
}

/** How often to look for pages that are left out, in milliseconds. */
const LOOK = 50;

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
  await rm(join(folder, 'now.json'), { force: true });
  let now: Keys = {};
  return {
    folder,
    async bringOver(fresh, done) {
      let isDone = false;
      const end = (): void => void (isDone = true);
      done.then(end, end);
      const brought = new Set<string>();
      for (let isLast = false; !isLast; await wait(LOOK)) {
        isLast = isDone;
        now = (await readJson<Keys>(join(folder, 'now.json'))) ?? now;
        for (const [address, key] of Object.entries(now)) {
          if (brought.has(address) || before[address] !== key) continue;
          bring(pageAt(out, address), pageAt(fresh, address));
          brought.add(address);
        }
      }
    },
    async remember(digest) {
      await keepFile(path, JSON.stringify({ digest, keys: now } satisfies Drawn));
    },
  };
}

function pageAt(folder: string, address: string): string {
  return join(folder, decodeURI(address), 'index.html');
}

function bring(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    // The old site is removed afterwards; where two names for a file are not to be had, it is copied.
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

async function readJson<T>(path: string): Promise<T | undefined> {
  // Written by opsbook alone; `undefined` when it is not there, or only half of it.
  return readFile(path, 'utf8')
    .then((text) => JSON.parse(text) as T)
    .catch(() => undefined);
}
