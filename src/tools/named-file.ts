import { createReadStream } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';

const MEGABYTE = 1024 * 1024;

/** A file that somebody names holds more than such a file can. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
  readonly code = 'EFBIG';
}

/**
 * The bytes of a file that somebody names on the command line; it may be a pipe.
 * @param megabytes what it may hold: reading ends there
 * @throws the system's error where it cannot be read, FileTooLarge where it holds more
 */
export async function readNamed(path: string, megabytes = Infinity): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > megabytes * MEGABYTE) throw new FileTooLarge(`it holds over ${megabytes} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What stands after `cannot be read`: the bound that a file is over; nothing for what the system says. */
export function overBound(cause: unknown): string {
  return cause instanceof FileTooLarge ? `: ${cause.message}` : '';
}

/** The bytes of a file; undefined where none can be read. */
export function readBytes(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}

/** Adds to a file that another program reads, as the summary of a job on GitHub. */
export function appendTo(path: string, text: string): Promise<void> {
  return appendFile(path, text);
}
