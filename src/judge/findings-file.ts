import { hash } from 'node:crypto';
import { cachePath, keepInCache, readFromCache } from '../tools/cache-folder.ts';
import { isCompiled, programDigest } from '../tools/program.ts';

/** What was kept of one page: each part is JSON, and read only when it is asked for. */
export interface KeptLine {
  /** What other pages ask of it. */
  readonly page: string;
  /** Tools of which it speaks: see `loadedFor`. */
  readonly named: string;
  /** What was found in it; empty where it was not judged. */
  readonly judged: string;
  /** What the search reads of it; empty where that was not asked. */
  readonly search: string;
  /** What the first two parts of the index are made of; empty where that was not asked. */
  readonly head: string;
}

/** The findings of a book as the last call left them. */
export interface FindingsFile {
  /** A digest of all that they depend on besides their own pages. */
  readonly around: string;
  /** Pages of which more was read for others than their outline. */
  readonly read: readonly string[];
  /** By the digest of a page. */
  readonly lines: ReadonlyMap<string, KeptLine>;
}

/**
 * Where they are kept: outside the book, for its root. Rules that somebody is writing are not those of the last call:
 * from the sources nothing is kept unless a folder for it is named.
 */
export function findingsPath(root: string, by: string): string | undefined {
  if (!isCompiled && !process.env['OPSBOOK_CACHE']) return undefined;
  return cachePath(`findings-${by}-${hash('sha1', root).slice(0, 16)}`);
}

/** Reads what was kept by this very program, under the same settings; a file that is not whole is none. */
export async function readFindings(
  path: string | undefined,
  settings: string,
): Promise<FindingsFile | undefined> {
  const text = await readFromCache(path);
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  const [digest, around, read] = text.slice(0, Math.max(0, end)).split('\t');
  if (
    digest === undefined ||
    around === undefined ||
    digest !== digestOf(settings, `${around}\t${read}\n${body}`)
  )
    return undefined;
  const lines = body.split('\n').flatMap((line): [string, KeptLine][] => {
    const [key = '', page = '', named = '', judged = '', search = '', head = ''] = line.split('\t');
    return key === '' ? [] : [[key, { page, named, judged, search, head }]];
  });
  return { around, read: readPaths(read), lines: new Map(lines) };
}

/** Keeps them for the next call. */
export async function writeFindings(
  path: string | undefined,
  settings: string,
  { around, read, lines }: FindingsFile,
): Promise<void> {
  const rows = Array.from(lines, ([key, { page, named, judged, search, head }]) =>
    [key, page, named, judged, search, head].join('\t'),
  );
  const body = `${around}\t${JSON.stringify(read)}\n${rows.join('\n')}`;
  await keepInCache(path, `${digestOf(settings, body)}\t${body}`);
}

function digestOf(settings: string, body: string): string {
  return hash('sha256', [programDigest(), settings, body].join('\n'));
}

function readPaths(text: string | undefined): string[] {
  try {
    const paths: unknown = JSON.parse(text ?? '');
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : [];
  } catch {
    return [];
  }
}
