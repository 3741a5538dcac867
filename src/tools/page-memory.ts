import { createHash, hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PageMemory, PageReading } from '../runbook/read/page-memory.ts';
import { ASTRO, CACHE, PROGRAM } from './workspace.ts';
import { keepFile } from './keep-file.ts';

/**
 * Readings of a book's pages, kept beside the packages from one run to the next: a line for each, its key before
 * a tab. Where nothing can be written, every run reads anew.
 */
export async function openPageMemory(root: string): Promise<PageMemory> {
  const path = join(CACHE, `pages-${hash('sha1', root).slice(0, 16)}`);
  const known = readLines(await readFile(path, 'utf8').catch(() => ''));
  const used = new Map<string, string>();
  let isNew = false;
  return {
    recall(text, isMdx) {
      const key = keyOf(text, isMdx);
      const line = known.get(key) ?? used.get(key);
      if (line === undefined) return undefined;
      const reading = readLine(line);
      if (reading) used.set(key, line);
      return reading;
    },
    keep(text, isMdx, reading) {
      const line = JSON.stringify(reading);
      if (/\.(inf|nan)\b/i.test(text)) return; // numbers of YAML that JSON does not have
      used.set(keyOf(text, isMdx), line);
      isNew = true;
    },
    async save() {
      if (!isNew || used.size < WORTH_KEEPING) return;
      isNew = false;
      const lines = Array.from(used, ([key, line]) => `${key}\t${line}\n`);
      await mkdir(CACHE, { recursive: true })
        .then(() => keepFile(path, lines.join('')))
        .catch(() => undefined);
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

function keyOf(text: string, isMdx: boolean): string {
  return hash('sha1', `${grammarDigest()}${isMdx ? 'mdx' : 'md'}\n${text}`);
}

let digest: string | undefined;

/** Of everything that decides how a text is read: the domain's sources, and the packages as they are installed. */
function grammarDigest(): string {
  if (digest !== undefined) return digest;
  const all = createHash('sha1');
  const folder = join(PROGRAM, 'src/runbook');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (name.endsWith('.ts')) all.update(readFileSync(join(folder, name)));
  const installed = statSync(join(dirname(ASTRO), '.package-lock.json'), { throwIfNoEntry: false });
  all.update(String(installed?.mtimeMs)).update(readFileSync(join(PROGRAM, 'package.json')));
  digest = all.digest('hex');
  return digest;
}
