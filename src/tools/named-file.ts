import { appendFile, readFile } from 'node:fs/promises';

/**
 * The bytes of a file that somebody names on the command line.
 * @throws the system's error where it cannot be read
 */
export function readNamed(path: string): Promise<Buffer> {
  return readFile(path);
}

/** The bytes of a file; undefined where none can be read. */
export function readBytes(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined);
}

/** Adds to a file that another program reads, as the summary of a job on GitHub. */
export function appendTo(path: string, text: string): Promise<void> {
  return appendFile(path, text);
}
