import { hash } from 'node:crypto';
import { openDrawing } from '../../site/draw-place.ts';
import type { DrawPlace, Published } from '../../site/draw-place.ts';
import { listKeepable, readRecord, writeRecord } from '../../site/drawn-pages.ts';
import type { PageRecord, SiteRecord } from '../../site/drawn-pages.ts';
import type { OpenSite } from '../../site/open-site.ts';
import { fileOf, listPlaces } from '../../site/places.ts';
import { digestAnswers } from '../../site/questions.ts';
import type { Question } from '../../site/questions.ts';
import { keepPage, readPublished, writePage } from '../../tools/site-files.ts';
import { cachePath, keepInCache, readFromCache } from '../../tools/cache-folder.ts';
import { programDigest } from '../../tools/program.ts';

/** The folder that a site is written to, and the one that it will replace. */
export interface Writing extends Published {
  readonly fresh: string;
  readonly out: string;
  /** The digest of the site that `out` holds now; undefined when it holds none. */
  readonly built: string | undefined;
}

/** What was written, and how the next build may know it. */
export interface Written {
  readonly drawn: number;
  readonly kept: number;
  /** Addresses whose file this system has no name for. */
  readonly unwritten: readonly string[];
  /** Remembers the pages, once they are in their place. */
  remember(digest: string): Promise<void>;
}

/** Writes every page of a site: those that show nothing new are brought over from the site before. */
export async function writePages(site: OpenSite, writing: Writing): Promise<Written> {
  const { fresh, out, base, url, built } = writing;
  const path = cachePath(`site-${hash('sha256', out).slice(0, 16)}.json`);
  const shared = hash('sha256', JSON.stringify([programDigest(), base, url]));
  const before = built === undefined ? undefined : await recordOf(path, { built, shared });
  const digestOf = digestAnswers(site.book);
  const keepable = before ? listKeepable(before, digestOf) : new Map<string, PageRecord>();
  const pages = new Map<string, PageRecord>();
  const places = listPlaces(site.book);
  const unwritten: string[] = [];
  let draw: DrawPlace | undefined;
  let kept = 0;
  for (const [address, place] of places) {
    const file = fileOf(place);
    const known = keepable.get(address);
    if (known && keepPage(out, fresh, file)) {
      pages.set(address, known);
      kept += 1;
      continue;
    }
    draw ??= await openDrawing({ base, url });
    const { body, questions, files, status } = await draw(place, site);
    if (status === 500) throw new Error(`The page ${address} could not be drawn`);
    if (!writePage(fresh, file, body)) {
      unwritten.push(address);
      continue;
    }
    pages.set(address, { questions: [...questions], files: [...files] });
  }
  for (const file of new Set([...pages.values()].flatMap(({ files }) => files))) {
    const content = readPublished(site.root, file);
    if (content && !writePage(fresh, `files/${file}`, content)) unwritten.push(`/files/${file}`);
  }
  return {
    drawn: pages.size - kept,
    kept,
    unwritten,
    async remember(digest) {
      const asked = new Set([...pages.values()].flatMap(({ questions }) => questions));
      const answers = new Map<Question, string>([...asked].map((one) => [one, digestOf(one)]));
      await keepInCache(path, writeRecord({ digest, shared, answers, pages }));
    },
  };
}

async function recordOf(
  path: string | undefined,
  { built, shared }: { built: string; shared: string },
): Promise<SiteRecord | undefined> {
  const record = readRecord(await readFromCache(path));
  return record?.digest === built && record.shared === shared ? record : undefined;
}
