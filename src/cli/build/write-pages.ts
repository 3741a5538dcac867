import { hash } from 'node:crypto';
import { openDrawing } from '../../site/draw-place.ts';
import type { DrawPlace, Published } from '../../site/draw-place.ts';
import { listKeepable } from '../../site/drawn-pages.ts';
import type { KeptAnswer, PageRecord, SiteRecord } from '../../site/drawn-pages.ts';
import type { OpenSite } from '../../site/open-site.ts';
import { shortDigest } from '../../site/offline/digest.ts';
import { fileOf, listPlaces, serviceOf } from '../../site/places.ts';
import type { Place } from '../../site/places.ts';
import { digestAnswers } from '../../site/questions.ts';
import type { Question } from '../../site/questions.ts';
import type { BookDocument, BookPartDocument, RunbookDocument } from '../../machine/book-document.ts';
import { INDEX_FOLDER, isIndexed } from '../../tools/index-site.ts';
import type { SiteIndex } from '../../tools/index-site.ts';
import {
  dropPage,
  keepFolder,
  keepPages,
  makeFolders,
  readPage,
  readPublished,
  writePage,
} from '../../tools/site-files.ts';
import { isTwinned, openForAgents } from './site-for-agents.ts';
import type { Twinned } from './site-for-agents.ts';

/** The folder that a site is written to, and the one that it will replace. */
export interface Writing extends Published {
  readonly fresh: string;
  readonly out: string;
  readonly index: SiteIndex;
  /** What is done while pages are brought over. */
  readonly meanwhile: () => Promise<void>;
}

/** What was written, and what the next build may know it by. */
export interface Written {
  readonly pages: ReadonlyMap<string, PageRecord>;
  readonly answers: SiteRecord['answers'];
  /** Addresses whose file this system has no name for. */
  readonly unwritten: readonly string[];
}

/**
 * Writes every page of a site: those that show nothing new are brought over from the site before.
 * @param before what is known of that site; without it all pages are drawn
 */
export async function writePages(
  site: OpenSite,
  { fresh, out, base, url, index, meanwhile }: Writing,
  before: SiteRecord | undefined,
): Promise<Written> {
  const digestOf = digestAnswers(site.book);
  const { sourceOf } = site;
  const keepable = before ? listKeepable(before, { digestOf, sourceOf }) : new Map<string, PageRecord>();
  const pages = new Map<string, PageRecord>();
  const unwritten: string[] = [];
  let draw: DrawPlace | undefined;
  const places = listPlaces(site.book);
  const agents = openForAgents(site, places);
  const laying = makeFolders(fresh, [...places.values()].flatMap(filesOfPlace));
  const bringing = laying.then(() => keepPages(out, fresh, filesOf(keepable, places)));
  // Nothing is written any more where this ends with a fault.
  await meanwhile().finally(() => Promise.allSettled([bringing]));
  const kept = await bringing;
  const older = keepable.size > 0 ? keptDocuments(out) : new Map<string, RunbookDocument>();
  const documents = new Map<string, RunbookDocument>();
  const { indexed, others } = inOrder(places.values());
  const indexedBefore = before && sayIndexed(before.pages);
  const mayKeepIndex = indexedBefore === sayIndexed(keepable);
  for (const { place, file } of indexed) {
    await bringPage(place, file);
    if (!mayKeepIndex) addToIndex(place, file);
    await index.turn();
  }
  const indexing = mayKeepIndex ? bringIndex() : index.write();
  // It is awaited below.
  indexing.catch(() => undefined);
  for (const { place, file } of others) {
    await bringPage(place, file);
    await index.turn();
  }
  for (const { file, text } of agents.files(documents, (twin) => readPage(fresh, fileOf({ address: twin }))))
    writePage(fresh, file, Buffer.from(text));
  for (const file of new Set([...pages.values()].flatMap(({ files }) => files))) {
    const content = readPublished(site.root, file);
    if (content && !writePage(fresh, `files/${file}`, content)) unwritten.push(`/files/${file}`);
  }
  const asked = new Set([...pages.values()].flatMap(({ questions }) => questions));
  const answers = new Map([...asked].map((one) => [one, answerOf(one)]));
  await site.remember();
  await indexing;
  return { pages: sortLike(pages, places.keys()), answers, unwritten };

  /** Keeps a page, or draws it. */
  async function bringPage(place: Place, file: string): Promise<void> {
    const { address } = place;
    const known = keepable.get(address);
    if (known && kept.has(file) && keepTwin(place)) {
      pages.set(address, known);
      return;
    }
    if (known) for (const one of filesOfPlace(place)) dropPage(fresh, one);
    draw ??= await openDrawing({ base, url });
    const { body, questions, files, status } = await draw(place, site);
    if (status === 500) throw new Error(`The page ${address} could not be drawn`);
    if (!writePage(fresh, file, body)) {
      unwritten.push(address);
      return;
    }
    const asked = new Set(questions);
    if (isTwinned(place)) await writeTwin(place, asked);
    pages.set(address, {
      questions: [...asked],
      files: [...files],
      digest: shortDigest(hash('sha256', body, 'buffer')),
      size: body.length,
      service: serviceOf(place, site.book),
    });
  }

  function addToIndex({ address }: Place, file: string): void {
    if (pages.has(address)) index.add(file, readPage(fresh, file));
  }

  /** Keeps the full-text index, where its pages proved to be what they were. */
  async function bringIndex(): Promise<void> {
    if (sayIndexed(pages) === indexedBefore && (await keepFolder(out, fresh, INDEX_FOLDER))) return;
    for (const { place, file } of indexed) addToIndex(place, file);
    await index.write();
  }

  /** An answer that was not asked for again is what it was. */
  function answerOf(question: Question): KeptAnswer {
    const source = sourceOf(question);
    const known = before?.answers.get(question);
    if (known && source !== undefined && known.source === source) return known;
    return { digest: digestOf(question), source };
  }

  /** Brings the twin of a page over, and of a runbook what the older site says of it to programs. */
  function keepTwin(place: Place): boolean {
    if (!isTwinned(place)) return true;
    const id = place.route === RUNBOOK ? place.shown['id'] : undefined;
    const document = id === undefined ? undefined : older.get(id);
    if (id !== undefined && !document) return false;
    if (!kept.has(fileOf({ address: place.twin }))) return false;
    if (document) documents.set(document.id, document);
    return true;
  }

  async function writeTwin(place: Twinned, asked: Set<Question>): Promise<void> {
    const { text, runbook } = await agents.twin(place, asked);
    // A name that the page's own folder could have, its file can have too; but for the very longest.
    if (!writePage(fresh, fileOf({ address: place.twin }), Buffer.from(text))) unwritten.push(place.twin);
    if (runbook) documents.set(runbook.id, runbook);
  }
}

/** The files of the pages that are kept, and of their twins. */
function filesOf(
  keepable: ReadonlyMap<string, PageRecord>,
  places: ReadonlyMap<string, Place>,
): readonly string[] {
  return [...places.values()].filter(({ address }) => keepable.has(address)).flatMap(filesOfPlace);
}

function filesOfPlace(place: Place): string[] {
  return [fileOf(place), ...(isTwinned(place) ? [fileOf({ address: place.twin })] : [])];
}

interface Placed {
  readonly place: Place;
  readonly file: string;
}

/** The pages of the full-text index first, by their files: it is made while the others are drawn. */
function inOrder(places: Iterable<Place>): { readonly indexed: Placed[]; readonly others: Placed[] } {
  const all = [...places].map((place) => ({ place, file: fileOf(place) }));
  return {
    indexed: all.filter(({ file }) => isIndexed(file)).sort((a, b) => (a.file < b.file ? -1 : 1)),
    others: all.filter(({ file }) => !isIndexed(file)),
  };
}

/** What the full-text index is made of: its pages, by their addresses and digests. */
function sayIndexed(pages: ReadonlyMap<string, PageRecord>): string {
  const indexed = [...pages].filter(([address]) => isIndexed(fileOf({ address })));
  return JSON.stringify(indexed.map(([address, { digest }]) => `${address} ${digest}`).sort());
}

function sortLike<T>(known: ReadonlyMap<string, T>, keys: Iterable<string>): Map<string, T> {
  return new Map(
    [...keys].flatMap((key) => {
      const one = known.get(key);
      return one === undefined ? [] : [[key, one] as const];
    }),
  );
}

const RUNBOOK = '/runbooks/[...id]';

/** What a built site says of its runbooks to programs, by their ids; nothing of one that cannot be read. */
function keptDocuments(out: string): Map<string, RunbookDocument> {
  try {
    // Written by `bookFiles` of this very program: another one keeps no page.
    const { runbooks, parts = [] } = JSON.parse(readPage(out, 'book.json')) as BookDocument;
    const others = parts.flatMap(
      ({ address }) => (JSON.parse(readPage(out, address.slice(1))) as BookPartDocument).runbooks,
    );
    return new Map([...runbooks, ...others].map((one) => [one.id, one]));
  } catch {
    return new Map();
  }
}
