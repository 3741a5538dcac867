import { hash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { bytesFromCache, keepInCache } from './cache-folder.ts';
import { programDigest } from './program.ts';

/**
 * What this very program kept in this very Node, as it was; undefined where nothing was, or where the file is not
 * whole. Rows of numbers are read as they lie there: as JSON they would take longer than what they spare.
 */
export async function readKeptData(path: string | undefined): Promise<unknown> {
  const bytes = await bytesFromCache(path);
  const body = bytes?.subarray(DIGEST_LENGTH);
  if (!bytes || !body || bytes.toString('latin1', 0, DIGEST_LENGTH) !== digestOf(body)) return undefined;
  return deserialize(body);
}

/** Keeps plain data for the next call. */
export async function keepData(path: string | undefined, data: unknown): Promise<void> {
  if (path === undefined) return;
  const body = serialize(data);
  await keepInCache(path, Buffer.concat([Buffer.from(digestOf(body), 'latin1'), body]));
}

/** Letters of a digest in hexadecimal. */
const DIGEST_LENGTH = 64;

function digestOf(body: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${programDigest()}\n${process.version}\n`), body]));
}
