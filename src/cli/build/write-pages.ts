import { hash } from 'node:crypto';
import { openDrawing } from '../../site/draw-place.ts';
import type { DrawPlace, Published } from '../../site/draw-place.ts';
import { listKeepable } from '../../site/drawn-pages.ts';
import type { PageRecord, SiteRecord } from '../../site/drawn-pages.ts';
import type { OpenSite } from '../../site/open-site.ts';
import { shortDigest } from '../../site/offline/digest.ts';
import { fileOf, listPlaces, serviceOf } from '../../site/places.ts';
import { digestAnswers } from '../../site/questions.ts';
import type { Question } from '../../site/questions.ts';
import { keepPage, readPublished, writePage } from '../../tools/site-files.ts';

/** The folder that a site is written to, and the one that it will replace. */
export interface Writing extends Published {
  readonly fresh: string;
  readonly out: string;
}

/** What was written, and what the next build may know it by. */
export interface Written {
  readonly pages: ReadonlyMap<string, PageRecord>;
  readonly answers: ReadonlyMap<Question, string>;
  /** How many of the pages were brought over. */
  readonly kept: number;
  /** Addresses whose file this system has no name for. */
  readonly unwritten: readonly string[];
}

/**
 * Writes every page of a site: those that show nothing new are brought over from the site before.
 * @param before what is known of that site; without it all pages are drawn
 */
export async function writePages(
  site: OpenSite,
  { fresh, out, base, url }: Writing,
  before: SiteRecord | undefined,
): Promise<Written> {
  const digestOf = digestAnswers(site.book);
  const keepable = before ? listKeepable(before, digestOf) : new Map<string, PageRecord>();
  const pages = new Map<string, PageRecord>();
  const unwritten: string[] = [];
  let draw: DrawPlace | undefined;
  let kept = 0;
  for (const [address, place] of listPlaces(site.book)) {
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
    pages.set(address, {
      questions: [...questions],
      files: [...files],
      digest: shortDigest(hash('sha256', body, 'buffer')),
      size: body.length,
      service: serviceOf(place, site.book),
    });
  }
  for (const file of new Set([...pages.values()].flatMap(({ files }) => files))) {
    const content = readPublished(site.root, file);
    if (content && !writePage(fresh, `files/${file}`, content)) unwritten.push(`/files/${file}`);
  }
  const asked = new Set([...pages.values()].flatMap(({ questions }) => questions));
  await site.remember();
  return { pages, answers: new Map([...asked].map((one) => [one, digestOf(one)])), kept, unwritten };
}
