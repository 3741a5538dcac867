import { BOOK_VERSION } from './book-document.ts';
import type { BookDocument, BookPart, BookPartDocument, RunbookDocument } from './book-document.ts';
import { digestOf, writtenJson } from './describe-book.ts';

/** A file that a site has for other programs, by its path in there. */
export interface BookFile {
  readonly file: string;
  readonly text: string;
}

/** Characters of JSON above which runbooks stand in files by service: a program reads what it asks for. */
export const MOST_IN_ONE = 2_000_000;

/** The document of a book as files: `book.json`, and for a large book one for the runbooks of each service. */
export function bookFiles(document: BookDocument, most = MOST_IN_ONE): readonly BookFile[] {
  const whole = writtenJson(document);
  if (whole.length <= most) return [{ file: 'book.json', text: whole }];
  const groups = [...Map.groupBy(document.runbooks, ({ services }) => services[0] ?? '')];
  const parts = groups.flatMap(([service, runbooks]) =>
    cut(runbooks, most).map((some, index) => partOf(service, some, index)),
  );
  const taken = new Map<string, number>();
  const named = parts.map(({ part, text }) => {
    // Ids that differ in case alone would be one file on many a disk.
    const key = part.address.toLowerCase();
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    const address = before === 0 ? part.address : part.address.replace(/\.json$/, `~${before}.json`);
    return { part: { ...part, address }, text };
  });
  const index: BookDocument = { ...document, runbooks: [], parts: named.map(({ part }) => part) };
  return [
    { file: 'book.json', text: writtenJson({ ...index, digest: document.digest }) },
    ...named.map(({ part, text }) => ({ file: part.address.slice(1), text })),
  ];
}

function partOf(
  service: string,
  runbooks: readonly RunbookDocument[],
  index: number,
): { part: BookPart; text: string } {
  const digest = digestOf(runbooks);
  const document: BookPartDocument = { version: BOOK_VERSION, service, digest, runbooks: [...runbooks] };
  const name = service === '' ? 'no-service' : service.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '');
  const address = `/book/${name}${index === 0 ? '' : `-${index + 1}`}.json`;
  return {
    part: { service, address, digest, runbooks: runbooks.map(({ id }) => id) },
    text: writtenJson(document),
  };
}

/** Runbooks in pieces that stay below a size: one service may have most of a book. */
function cut(runbooks: readonly RunbookDocument[], most: number): RunbookDocument[][] {
  const pieces: RunbookDocument[][] = [];
  let size = 0;
  for (const runbook of runbooks) {
    const own = JSON.stringify(runbook).length;
    const last = pieces.at(-1);
    if (last && size + own <= most) {
      last.push(runbook);
      size += own;
    } else {
      pieces.push([runbook]);
      size = own;
    }
  }
  return pieces;
}
