import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BookFiles } from '../runbook/book.ts';
import type { SiteBuild } from './build-site.ts';
import { BUILD_MARK } from './build-site.ts';
import { headCommit } from './git-files.ts';
import { lastChanges } from './git-dates.ts';
import { ASTRO, PROGRAM } from './workspace.ts';

/** The program's own files that decide what a site looks like. */
const PROGRAM_PARTS = ['src', 'public', 'astro.config.mjs', 'package.json'];

/** What a site is made of, in digests: the same digest, the same site. */
export interface SiteDigest {
  readonly site: string;
  /** Of the program alone. */
  readonly program: string;
}

/** @param day the day it is built for: the figures of reviews are of that day */
export async function siteDigest(files: BookFiles, site: SiteBuild, day: string): Promise<SiteDigest> {
  const hash = createHash('sha256');
  const [{ changes, prefix }, commit] = await Promise.all([lastChanges(site.root), headCommit(site.root)]);
  const program = await programDigest();
  hash.update(program);
  hash.update(
    JSON.stringify([site, files.texts, files.paths, files.refused, [...changes], prefix, commit, day]),
  );
  const named = namesIn(files);
  for (const path of files.paths.filter((path) => named.has(path.slice(path.lastIndexOf('/') + 1)))) {
    hash.update(await readFile(join(site.root, path)).catch(() => ''));
  }
  return { site: hash.digest('hex'), program };
}

/** Of the program's files, and of the packages as they are installed. */
async function programDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const part of PROGRAM_PARTS)
    for (const file of await listFiles(join(PROGRAM, part))) hash.update(await readFile(file));
  const installed = await stat(join(dirname(ASTRO), '.package-lock.json')).catch(() => undefined);
  return hash.update(String(installed?.mtimeMs)).digest('hex');
}

/** Names of files that pages may show, as in `![Lag](../pictures/lag%20at%20night.png)`. */
function namesIn({ texts }: BookFiles): Set<string> {
  const names = texts.flatMap(({ text }) => text.match(/[^/\\()<>"'\n]+\.\w+/g) ?? []);
  return new Set(names.flatMap((name) => [name.trim(), name.trim().replaceAll('%20', ' ')]));
}

/** The digest of the site that a folder holds; undefined when it holds none of ours. */
export async function builtDigest(out: string): Promise<string | undefined> {
  const text = await readFile(join(out, BUILD_MARK), 'utf8').catch(() => '');
  return /^digest (\w+)$/m.exec(text)?.[1];
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
