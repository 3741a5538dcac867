import { hash } from 'node:crypto';
import type { PageMemory, PageReading } from '../runbook/read/page-memory.ts';
import { cachePath, keepInCache, readFromCacheNow } from './cache-folder.ts';
import { programDigest } from './program.ts';

/**
 * Readings of a book's pages, kept in the cache folder from one run to the next: a line for each, its key before
 * a tab. Where nothing can be written, every run reads anew.
 */
export function openPageMemory(root: string): PageMemory {
  const path = cachePath(`pages-${hash('sha1', root).slice(0, 16)}`);
  // Most commands ask for few readings or none.
  let read: ReadonlyMap<string, string> | undefined;
  const known = (): ReadonlyMap<string, string> => (read ??= readLines(readFromCacheNow(path)));
  const used = new Map<string, string>();
  let isNew = false;
  return {
    recall(text, form) {
      const key = keyOf(text, form);
      const line = known().get(key) ?? used.get(key);
      if (line === undefined) return undefined;
      const reading = readLine(line);
      if (reading) used.set(key, line);
      return reading;
    },
    keep(text, form, reading) {
      const line = JSON.stringify(reading);
      if (/\.(inf|nan)\b/i.test(text)) return; // numbers of YAML that JSON does not have
      used.set(keyOf(text, form), line);
      isNew = true;
    },
    async save() {
      if (!isNew || used.size < WORTH_KEEPING) return;
      isNew = false;
      const lines = Array.from(used, ([key, line]) => `${key}\t${line}\n`);
      await keepInCache(path, lines.join(''));
    },
  };
}

/** Fewer pages are read anew as quickly. */
const WORTH_KEEPING = 40;

function readLine(line: string): PageReading | undefined {
  try {
    // Written by `keep`, under a key that the program's own sources are part of.
    return JSON.parse(line) as PageReading;
  } catch {
    return undefined; // half of a line, on a disk that was full
  }
}

function readLines(text: string): Map<string, string> {
  const lines = new Map<string, string>();
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const tab = text.indexOf('\t', start);
    if (end < 0 || tab < 0) break;
    lines.set(text.slice(start, tab), text.slice(tab + 1, end));
    start = end + 1;
  }
  return lines;
}

function keyOf(text: string, form: string): string {
  return hash('sha1', `${programDigest()}${form}\n${text}`);
}
