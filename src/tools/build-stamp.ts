import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BookFiles } from '../runbook/book.ts';
import { BUILD_MARK } from './build-site.ts';
import { headCommit } from './git-files.ts';
import { lastChanges } from './git-dates.ts';
import { programDigest } from './program.ts';

/** What decides a site besides its book. */
export interface SiteSettings {
  readonly root: string;
  readonly base: string;
  readonly url: string | undefined;
}

/** What a site tells of besides its book. */
export interface SiteSurroundings {
  /** The day it is built for: the figures of reviews are of that day. */
  readonly day: string;
  /** What is read of the repository, as plain data. */
  readonly around: unknown;
}

/** A digest of everything that a site is made of: the same digest, the same site. */
export async function siteDigest(
  files: BookFiles,
  site: SiteSettings,
  { day, around }: SiteSurroundings,
): Promise<string> {
  const hash = createHash('sha256');
  const [{ changes, prefix }, commit] = await Promise.all([lastChanges(site.root), headCommit(site.root)]);
  hash.update(programDigest());
  hash.update(
    JSON.stringify([
      site,
      files.reading,
      files.texts,
      files.paths,
      files.refused,
      files.owners ?? null,
      around,
      [...changes],
      prefix,
      commit,
      day,
    ]),
  );
  const named = namesIn(files);
  for (const path of files.paths.filter((path) => named.has(path.slice(path.lastIndexOf('/') + 1)))) {
    hash.update(await readFile(join(site.root, path)).catch(() => ''));
  }
  return hash.digest('hex');
}

/** Names of files that pages may show, as in `![Lag](../pictures/lag%20at%20night.png)`. */
function namesIn({ texts }: BookFiles): Set<string> {
  const names = texts.flatMap(({ text }) => text.split(/[/\\()<>"'\n]/).flatMap(nameIn));
  return new Set(names.flatMap((name) => [name.trim(), name.trim().replaceAll('%20', ' ')]));
}

/** What of some words may be the name of a file; looked for once in each, for most of a book is words. */
function nameIn(words: string): readonly string[] {
  return words.includes('.') ? (words.match(/^.+\.\w+/s) ?? []) : [];
}

/** The digest of the site that a folder holds; undefined when it holds none of ours. */
export async function builtDigest(out: string): Promise<string | undefined> {
  const text = await readFile(join(out, BUILD_MARK), 'utf8').catch(() => '');
  return /^digest (\w+)$/m.exec(text)?.[1];
}
