import { basename, dirname } from 'node:path';
import { bookLanguage } from '../../judge/book-language.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { indexFiles } from '../../search/index-files.ts';
import { archivePage } from '../../site/archive/archive-page.ts';
import type { HandedFiles } from '../../site/archive/handed-files.ts';
import { ARCHIVE_SCRIPT, SITE_ASSETS } from '../../site/compiled.ts';
import { openDrawing } from '../../site/draw-place.ts';
import { sayMade } from '../../site/offline/state.ts';
import { openSite } from '../../site/open-site.ts';
import { fileOf, listPlaces } from '../../site/places.ts';
import type { Place } from '../../site/places.ts';
import type { Now } from '../review/today.ts';
import { nameIndex } from '../../tools/build-site.ts';
import { listSiteFiles, readPublished, readSiteFile } from '../../tools/site-files.ts';
import { writeWhole } from '../../tools/write-file.ts';
import { zipFiles } from '../../tools/zip-files.ts';

/** What is written, and where. */
export interface Archiving {
  readonly opened: OpenBook;
  /** The `.zip`. */
  readonly out: string;
  readonly now: Now;
  readonly url: string | undefined;
}

/** Styles and pictures; scripts of the site are modules, and an archive has its own. */
const SHOWN = /^assets\/.*\.(css|svg|png)$|^favicon\./;
const SERVED: ReadonlySet<string> = new Set(['/404', '/offline/', '/sitemap.xml']);
/** Addresses that lead here from elsewhere: to a disk, nothing does. And what only a server or a worker answers with. */
const isLeftOut = ({ address, route, shown }: Place): boolean =>
  route === '/[...alias]' || shown['spelling'] !== undefined || SERVED.has(address);

/**
 * Writes a book as a zip that opens from a disk, whole or not at all.
 * @returns how many pages it holds
 */
export async function writeArchive({ opened, out, now, url }: Archiving): Promise<number> {
  const top = basename(out).replace(/\.zip$/i, '');
  const files = new Map<string, Uint8Array>();
  const add = (path: string, content: Uint8Array): void => void files.set(`${top}/${path}`, content);
  const site = await openSite(opened, now.today);
  const draw = await openDrawing({ base: '/', url });
  const words = `A copy of this book, made on ${sayMade(now.at)}. It does not change any more.`;
  const handed: Record<string, string> = {};
  const shown = new Set<string>();
  let pages = 0;
  for (const place of listPlaces(site.book).values()) {
    const file = fileOf(place);
    if (isLeftOut(place)) continue;
    // What is beside a page for other programs is fetched, and a page on a disk can fetch nothing.
    const { twin: _, ...page } = place;
    const { body, status, files: pictures } = await draw(page, site);
    if (status === 500) throw new Error(`The page ${place.address} could not be drawn`);
    for (const picture of pictures) shown.add(picture);
    const text = Buffer.from(body).toString();
    if (file.endsWith('.json')) handed[file] = text;
    if (!file.endsWith('.html')) add(file, body);
    else {
      add(file, Buffer.from(archivePage(text, { file, words })));
      pages += 1;
    }
  }
  for (const path of shown) {
    const content = readPublished(opened.root, path);
    if (content) add(`files/${path}`, content);
  }
  for (const path of await listSiteFiles(SITE_ASSETS, SHOWN)) {
    const content = readSiteFile(SITE_ASSETS, path);
    add(path, path.endsWith('.css') ? withoutFaces(content) : content);
  }
  add('assets/book.js', readSiteFile(dirname(ARCHIVE_SCRIPT), basename(ARCHIVE_SCRIPT)));
  Object.assign(handed, await searchFiles(opened));
  add('assets/files.js', Buffer.from(handFiles(handed)));
  await writeWhole(out, zipFiles(files));
  return pages;
}

async function searchFiles({ book, alertRules }: OpenBook): Promise<HandedFiles> {
  const language = await bookLanguage(book.settings.language);
  const { front, shards } = nameIndex(indexFiles(book, alertRules, language));
  return Object.fromEntries(
    [['index.json', front] as const, ...shards].map(([name, text]) => [`search/${name}`, text]),
  );
}

/** Browsers load no font from a disk, and complain: there, the system's faces are used. */
function withoutFaces(css: Uint8Array): Uint8Array {
  const [before = '', ...faces] = Buffer.from(css).toString().split('@font-face{');
  return Buffer.from(before + faces.map((rest) => rest.slice(rest.indexOf('}') + 1)).join(''));
}

/** A script that holds them: on a disk, nothing can be fetched. */
function handFiles(files: HandedFiles): string {
  return `globalThis.opsbookFiles = JSON.parse(${JSON.stringify(JSON.stringify(files))});\n`;
}
