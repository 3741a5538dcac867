import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file for an output that a note has no room for; it is made when the first text comes. */
export interface WholeOutput {
  add(text: string): void;
  /** Ends it. @returns its path as the note says it, undefined where nothing was written */
  close(): string | undefined;
}

export interface Place {
  readonly folder: string;
  readonly name: string;
  /** The folder from which its path is said. */
  readonly from: string;
  readonly warn: (text: string) => void;
}

/** What one step may fill a disk with; characters. */
const MOST = 256 * 1024 * 1024;

/** Keeps an output that only its owner can read. A disk that is full ends nothing. */
export function openWholeOutput({ folder, name, from, warn }: Place): WholeOutput {
  let file: number | undefined;
  let path: string | undefined;
  let written = 0;
  let isGivenUp = false;
  return {
    add(text) {
      if (isGivenUp || text === '') return;
      try {
        if (file === undefined) [file, path] = create(folder, name);
        const isMore = written + text.length > MOST;
        writeAll(file, isMore ? `${text.slice(0, MOST - written)}\n[opsbook kept no more]\n` : text);
        written += text.length;
        isGivenUp = isMore;
      } catch (error) {
        isGivenUp = true;
        const reason = error instanceof Error ? error.message : String(error);
        warn(`What is too long for the note cannot be kept beside it: ${reason}. The run goes on.`);
      }
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
      return path === undefined ? undefined : relative(from, path) || path;
    },
  };
}

/** Two steps may begin in one second. */
function create(folder: string, name: string): [file: number, path: string] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : name.replace(/(\.\w+)?$/, `-${count}$1`));
    try {
      return [openSync(path, 'wx', 0o600), path];
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isTaken || count > 1000) throw error;
    }
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
