import { hash } from 'node:crypto';
import { readRecord, writeRecord } from '../../site/drawn-pages.ts';
import type { SiteRecord } from '../../site/drawn-pages.ts';
import type { Published } from '../../site/draw-place.ts';
import { cachePath, keepInCache, readFromCache } from '../../tools/cache-folder.ts';
import { programDigest } from '../../tools/program.ts';

/** What is remembered of the site in a folder, from one build to the next. */
export interface SiteMemory {
  /** Of the site that the folder holds now, where it was made by this very program for the same address. */
  recall(built: string | undefined): Promise<SiteRecord | undefined>;
  remember(digest: string, drawn: Pick<SiteRecord, 'pages' | 'answers'>): Promise<void>;
}

/** Opens the memory of a folder. */
export function openSiteMemory(out: string, { base, url }: Published): SiteMemory {
  const path = cachePath(`site-${hash('sha256', out).slice(0, 16)}.json`);
  const shared = hash('sha256', JSON.stringify([programDigest(), base, url]));
  return {
    async recall(built) {
      const record = built === undefined ? undefined : readRecord(await readFromCache(path));
      return record?.digest === built && record?.shared === shared ? record : undefined;
    },
    async remember(digest, { pages, answers }) {
      await keepInCache(path, writeRecord({ digest, shared, pages, answers }));
    },
  };
}
