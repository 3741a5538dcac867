import { createHash, hash } from 'node:crypto';
import type { BookReader } from '../runbook/read/load.ts';

/**
 * What a book was read from, so that a later call can tell from the bytes alone whether it would read the same. The
 * same files below the root under the same settings are the same book: which of them are read, the settings say.
 */
export interface ReadNotes {
  /** Files that were read, in any order. */
  readonly paths: readonly string[];
  /** Globs that lead out of the root, where any were asked for. */
  readonly globs?: readonly string[];
  readonly asksOwners: boolean;
}

/** A reader that notes what it is asked. */
export interface NotingReader {
  readonly reader: BookReader;
  /** What was read, and a digest of all of it. */
  noted(): { readonly notes: ReadNotes; readonly digest: string };
}

/** Reads a book as another reader does, and notes it. */
export function noteReads(reader: BookReader): NotingReader {
  let listed = '';
  const read = new Map<string, string>();
  let globs: readonly string[] | undefined;
  let outside = '';
  let owners: string | undefined;
  const { listOutside, readOwners, ...rest } = reader;
  return {
    reader: {
      ...rest,
      async list() {
        const list = await reader.list();
        listed = digestOf(list);
        return list;
      },
      async read(path, limit) {
        const found = await reader.read(path, limit);
        read.set(path, digestOf(found));
        return found;
      },
      ...(listOutside
        ? {
            async listOutside(asked) {
              const list = await listOutside(asked);
              globs = asked;
              outside = digestOf(list);
              return list;
            },
          }
        : {}),
      ...(readOwners
        ? {
            async readOwners() {
              const found = await readOwners();
              owners = digestOf(found ?? null);
              return found;
            },
          }
        : {}),
    },
    noted() {
      const all = [...read].sort(([a], [b]) => (a < b ? -1 : 1));
      return {
        notes: {
          paths: all.map(([path]) => path),
          ...(globs ? { globs } : {}),
          asksOwners: owners !== undefined,
        },
        digest: hash('sha256', JSON.stringify([reader.isOutsideRefused, listed, all, outside, owners])),
      };
    },
  };
}

/** The digest that reading the same again gives now. @param limit how much of a file is read */
export async function digestAgain(reader: BookReader, notes: ReadNotes, limit: number): Promise<string> {
  const noting = noteReads(reader);
  await noting.reader.list();
  for (const path of notes.paths) await noting.reader.read(path, limit);
  if (notes.globs) await noting.reader.listOutside?.(notes.globs);
  if (notes.asksOwners) await noting.reader.readOwners?.();
  return noting.noted().digest;
}

function digestOf(found: unknown): string {
  const digest = createHash('sha256');
  // Bytes and what is said in their place are never the same.
  if (found instanceof Uint8Array) digest.update('bytes\n').update(found);
  else digest.update(JSON.stringify(found));
  return digest.digest('base64');
}
