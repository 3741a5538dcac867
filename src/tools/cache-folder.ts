import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { cacheDistrust } from './cache-trust.ts';
import { keepFile } from './keep-file.ts';

/**
 * Where opsbook keeps what it has worked out: the user's cache folder, or the one that `OPSBOOK_CACHE` names.
 * Undefined where none can be trusted, as for a user without a home.
 */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = namedFolder(environment);
  return folder === undefined || distrust(folder, environment) !== undefined ? undefined : folder;
}

function namedFolder(environment: NodeJS.ProcessEnv): string | undefined {
  const given = environment['OPSBOOK_CACHE'];
  if (given) return given;
  try {
    return envPaths('opsbook', { suffix: '' }).cache;
  } catch {
    return undefined;
  }
}

function distrust(folder: string, environment: NodeJS.ProcessEnv): string | undefined {
  return cacheDistrust(folder, { isNamed: Boolean(environment['OPSBOOK_CACHE']) });
}

/** Why nothing can be kept for the next call; undefined where it can. */
export function cacheProblem(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = namedFolder(environment);
  if (folder === undefined) return 'this user has no home folder';
  const reason = distrust(folder, environment);
  if (reason !== undefined) return reason;
  let nearest = resolve(folder);
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK);
    if (statSync(nearest).isDirectory()) return undefined;
  } catch {
    // said below
  }
  return `${folder} cannot be written`;
}

/** The path of a file in the cache folder. */
export function cachePath(name: string): string | undefined {
  const folder = cacheFolder();
  return folder === undefined ? undefined : join(folder, name);
}

/** What was kept; empty where nothing was. */
export async function readFromCache(path: string | undefined): Promise<string> {
  return path === undefined ? '' : readFile(path, 'utf8').catch(() => '');
}

/** The same as bytes; undefined where nothing was kept. */
export async function bytesFromCache(path: string | undefined): Promise<Buffer | undefined> {
  return path === undefined ? undefined : readFile(path).catch(() => undefined);
}

/** The text, read before anything else goes on: for callers that cannot await it. */
export function readFromCacheNow(path: string | undefined): string {
  try {
    return path === undefined ? '' : readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Keeps a text for the next time. @returns false where nothing can be written: then every run works anew */
export async function keepInCache(path: string | undefined, content: string | Uint8Array): Promise<boolean> {
  if (path === undefined) return false;
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await keepFile(path, content);
    return true;
  } catch {
    return false;
  }
}
