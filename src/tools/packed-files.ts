import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a server may pack what it sends, the smaller first. */
export const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A file as it is sent. */
export interface PackedFile {
  readonly body: Buffer;
  /** Another one whenever the file is. */
  readonly etag: string;
  readonly modified: Date;
}

/** Files that are packed once, and kept while they stay as they are on disk. */
export interface PackedFiles {
  /**
   * A file as it is sent; undefined where it is better sent as it is.
   * @param effort `ahead`: as small as it gets, for what nobody waits for
   */
  pack(path: string, encoding: Encoding, effort?: 'ahead' | 'asked'): Promise<PackedFile | undefined>;
}

/** Packed, a file that fits into one packet is not sooner there. */
const SMALLEST = 1_024;
/** A file is read whole to be packed: a larger one is sent as it is. */
const LARGEST = 32 * 1_024 * 1_024;
/** Bytes that are kept of all packed files together; the oldest go first. */
const ROOM = 64 * 1_024 * 1_024;

const pressBrotli = promisify(brotliCompress);
const pressGzip = promisify(gzip);

/** Opens a store of packed files. */
export function packedFiles(): PackedFiles {
  const kept = new Map<string, { readonly etag: string; readonly packed: Promise<Buffer | undefined> }>();
  let room = ROOM;
  const keep = (key: string, etag: string, packed: Promise<Buffer | undefined>): void => {
    kept.set(key, { etag, packed });
    packed.then(
      (body) => {
        room -= body?.length ?? 0;
        for (const [oldest, { packed: gone }] of kept) {
          if (room >= 0) break;
          if (oldest === key) continue;
          kept.delete(oldest);
          void gone.then((left) => void (room += left?.length ?? 0));
        }
      },
      () => kept.delete(key),
    );
  };
  return {
    async pack(path, encoding, effort = 'asked') {
      const { size, mtimeMs, mtime } = await stat(path);
      if (size < SMALLEST || size > LARGEST) return undefined;
      const etag = `"${size.toString(36)}-${Math.floor(mtimeMs * 1_000).toString(36)}-${encoding}"`;
      const key = `${encoding} ${path}`;
      const known = kept.get(key);
      if (known?.etag !== etag) keep(key, etag, press(path, encoding, effort));
      const body = await kept.get(key)?.packed;
      return body && { body, etag, modified: mtime };
    },
  };
}

async function press(
  path: string,
  encoding: Encoding,
  effort: 'ahead' | 'asked',
): Promise<Buffer | undefined> {
  const text = await readFile(path);
  const body =
    encoding === 'br'
      ? await pressBrotli(text, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: effort === 'ahead' ? 9 : 5,
            [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
          },
        })
      : await pressGzip(text, { level: effort === 'ahead' ? 9 : 6 });
  return body.length < text.length ? body : undefined;
}
