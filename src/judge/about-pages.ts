import { loadTools } from '../lint/facts.ts';
import { judgeNames } from '../lint/page-names.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { KIND_WORDS } from '../shell/names/name-use.ts';
import type { NameUse } from '../shell/names/name-use.ts';
import { cachePath, keepInCache, readFromCache } from '../tools/cache-folder.ts';
import { contentHash } from '../tools/content-hash.ts';
import { programDigest } from '../tools/program.ts';
import { closestFiles } from '../runbook/links/closest-files.ts';
import { bookWorldFiles, worldFacts } from './book-world.ts';
import { keptWorld } from './kept-world.ts';
import type { OpenBook } from './open-book.ts';

/** A file that says what a runbook speaks of, from the top of the repository, and the names that it tells of. */
export interface AboutFile {
  readonly path: string;
  /** By kind, as in `deployment api, web`; none for a file that is called by its path. */
  readonly names: readonly string[];
}

/** What pages speak of, by the digest of their text. */
type Kept = Record<string, readonly AboutFile[]>;

/** What runbooks of a book speak of that the repository tells of. */
export interface AboutPages {
  /** Worked out when it is asked for, and not again for a text that was seen before. */
  of(page: Runbook): readonly AboutFile[];
  /** Keeps the answers for the next call. */
  remember(): Promise<void>;
}

/** Reads what the repository tells; the pages themselves are looked at when somebody asks for them. */
export async function aboutPages({
  root,
  files,
  book,
}: Pick<OpenBook, 'root' | 'files' | 'book'>): Promise<AboutPages> {
  const { settings } = files.reading;
  const worldFiles = await bookWorldFiles(root, settings);
  const world = await keptWorld(root, worldFiles);
  const told = JSON.stringify([
    programDigest(),
    settings.commands,
    world.things,
    [...world.paths],
    world.book,
  ]);
  const digest = contentHash(told).slice(-16);
  const place = cachePath(`about-${contentHash(root).slice(-16)}.json`);
  const kept = readKept(await readFromCache(place), digest);
  const code = files.texts.map(({ text }) => ({ code: text }));
  const facts = { world: worldFacts(world), tools: await loadTools(book, code) };
  const asked = new Map<string, readonly AboutFile[]>();
  return {
    of(page) {
      const key = contentHash(page.text).slice(-16);
      const own = asked.get(key) ?? kept[key] ?? aboutPage(page, facts);
      asked.set(key, own);
      return own;
    },
    async remember() {
      if ([...asked.keys()].every((key) => Object.hasOwn(kept, key))) return;
      await keepInCache(place, JSON.stringify({ digest, pages: Object.fromEntries(asked) }));
    },
  };
}

function aboutPage(page: Runbook, facts: Parameters<typeof judgeNames>[1]): readonly AboutFile[] {
  const byFile = new Map<string, Map<string, Set<string>>>();
  for (const { use, verdict } of judgeNames(page, facts)) {
    if (verdict.status !== 'exists') continue;
    for (const path of closestFiles(verdict.files, page.path)) {
      const byWord = byFile.get(path) ?? new Map<string, Set<string>>();
      byFile.set(path, byWord);
      if (use.kind === 'file') continue;
      const word = wordFor(use);
      byWord.set(word, (byWord.get(word) ?? new Set<string>()).add(use.name));
    }
  }
  return [...byFile].map(([path, byWord]) => ({
    path,
    names: [...byWord].map(([word, names]) => `${word} ${[...names].join(', ')}`),
  }));
}

function wordFor({ kind, type }: NameUse): string {
  return kind === 'object' ? (type ?? KIND_WORDS.object) : KIND_WORDS[kind];
}

/** What was kept for the same world; nothing of another one, or where somebody has written into the file. */
function readKept(text: string, digest: string): Kept {
  try {
    const data = JSON.parse(text) as unknown;
    if (typeof data !== 'object' || data === null || !('digest' in data) || data.digest !== digest) return {};
    const pages = 'pages' in data && typeof data.pages === 'object' && data.pages !== null ? data.pages : {};
    return Object.fromEntries(
      Object.entries(pages).filter((entry): entry is [string, AboutFile[]] => isAbout(entry[1])),
    );
  } catch {
    return {};
  }
}

function isAbout(value: unknown): value is AboutFile[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one: unknown) =>
        typeof one === 'object' &&
        one !== null &&
        'path' in one &&
        typeof one.path === 'string' &&
        'names' in one &&
        Array.isArray(one.names) &&
        one.names.every((name: unknown) => typeof name === 'string'),
    )
  );
}
