import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { access, mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { IndexFiles, IndexFront } from '../search/index-files.ts';
import { withLock } from './file-lock.ts';
import { isAbandoned, isAbout, ownedName, readOwnedName } from './owned-name.ts';
import { UnwritableError } from './unwritable-error.ts';
import { ASTRO, openWorkspace, PROGRAM } from './workspace.ts';

/** The file that tells a folder that opsbook wrote from one that somebody keeps things in. */
export const BUILD_MARK = '.opsbook-build';

export interface SiteBuild {
  readonly root: string;
  readonly base: string;
  readonly url: string | undefined;
}

/** What a build may keep of the site that it replaces. */
export interface Keeping {
  /** Where `before.json` is, and where it leaves `now.json`. */
  readonly folder: string;
  /** A digest of the program: pages of another are drawn again. */
  readonly program: string;
}

/** What a running build can be told, and what it said. */
export interface Building {
  /** Resolves to what the builder wrote to its error stream when it failed; undefined when it went well. */
  readonly done: Promise<string | undefined>;
  /** Tells a build that was given what to keep that the book is read: it waits, so as not to read it a second time. */
  goOn(): void;
  stop(): void;
}

/** Inside a build: waits until the command that started it has read the book. */
export async function bookIsRead(): Promise<void> {
  if (!process.connected) return;
  await Promise.race([once(process, 'message'), once(process, 'disconnect')]);
  if (process.connected) process.disconnect();
}

/** Builds the site of a book into a folder, in a process of its own. The caller writes the search index. */
export function startBuild(site: SiteBuild, out: string, keeping?: Keeping): Building {
  return runAstro('build', site, { out, isQuiet: true, more: ['--silent'], keeping });
}

/** Previews the site of a book, reloaded as its files change; runs until it is stopped. */
export function startPreview(site: SiteBuild, port: string | undefined): Building {
  return runAstro('dev', site, {
    out: join(tmpdir(), 'opsbook-dev'),
    isQuiet: false,
    // Without the lock two previews can run at once.
    more: ['--ignore-lock', ...(port ? ['--port', port] : [])],
  });
}

interface Run {
  readonly out: string;
  readonly isQuiet: boolean;
  readonly more: readonly string[];
  readonly keeping?: Keeping | undefined;
}

function runAstro(command: 'build' | 'dev', site: SiteBuild, { out, isQuiet, more, keeping }: Run): Building {
  const { project, cache } = openWorkspace(site);
  // Astro takes the place of its settings relative to the project.
  const settings = relative(project, join(PROGRAM, 'astro.config.mjs'));
  const child = spawn(
    process.execPath,
    [join(ASTRO, 'bin/astro.mjs'), command, '--root', project, '--config', settings, ...more],
    {
      cwd: PROGRAM,
      stdio: isQuiet
        ? ['ignore', 'pipe', 'pipe', ...(keeping ? (['ipc'] as const) : [])]
        : ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        NODE_COMPILE_CACHE: join(cache, 'compiled'),
        ASTRO_TELEMETRY_DISABLED: '1',
        OPSBOOK_ROOT: site.root,
        OPSBOOK_OUT: out,
        OPSBOOK_CACHE: cache,
        OPSBOOK_BASE: site.base,
        OPSBOOK_URL: site.url ?? '',
        ...(keeping ? { OPSBOOK_KEPT: keeping.folder, OPSBOOK_PROGRAM: keeping.program } : {}),
      },
    },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const done = new Promise<string | undefined>((settle, fail) => {
    child.on('error', fail);
    child.on('close', (status) =>
      settle(status === 0 ? undefined : said.trim() || `it ended with status ${status}`),
    );
  });
  const goOn = (): void => {
    if (child.connected) child.send('read');
  };
  return { done, goOn, stop: () => void child.kill() };
}

/** Whether a folder may be replaced by a new site: it is not there, empty, or an older site of ours. */
export async function isReplaceable(out: string): Promise<boolean> {
  const entries = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0) return true;
  return access(join(out, BUILD_MARK)).then(
    () => true,
    () => false,
  );
}

/** A hidden folder beside `out` to build into, so that `out` is whole at every moment. */
export async function freshFolder(out: string): Promise<string> {
  try {
    await mkdir(dirname(out), { recursive: true });
    await withLock(await realPath(out), () => sweep(out));
    const folder = besides(out, 'new');
    await mkdir(folder);
    return folder;
  } catch (cause) {
    throw new UnwritableError(out, cause);
  }
}

/** Writes the search index into a site, under a name of its content: a browser that has it keeps it. */
export async function writeSearch(out: string, { labels, shards }: IndexFiles): Promise<void> {
  const folder = join(out, 'search');
  await mkdir(folder, { recursive: true });
  const name = hash('sha256', JSON.stringify(shards)).slice(0, 16);
  for (const [shard, content] of Object.entries(shards))
    await writeFile(join(folder, `${name}.${shard}.json`), content);
  const front: IndexFront = { ...labels, name };
  await writeFile(join(folder, 'index.json'), JSON.stringify(front));
}

/** Puts a finished site in the place of the older one, with the digest of what it was made of. */
export async function replaceFolder(out: string, fresh: string, digest: string): Promise<void> {
  await writeFile(
    join(fresh, BUILD_MARK),
    `Written by opsbook build; replaced by the next one.\ndigest ${digest}\n`,
  );
  const old = besides(out, 'old');
  // Two builds may end at once: each puts its whole site there, and the later one stays.
  await withLock(await realPath(out), async () => {
    await rename(out, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await rename(fresh, out);
  });
  rmSync(old, { recursive: true, force: true }); // thousands of files, and nothing to do meanwhile
}

function besides(out: string, what: 'new' | 'old'): string {
  return join(dirname(out), ownedName(what, basename(out)));
}

const DAY = 86_400_000;

async function realPath(out: string): Promise<string> {
  return join(await realpath(dirname(out)), basename(out));
}

/** Removes what builds left that were killed; the site that one had just taken away to replace is put back. */
async function sweep(out: string): Promise<void> {
  for (const name of await readdir(dirname(out))) {
    const owned = readOwnedName(name);
    if (!owned || !['new', 'old'].includes(owned.kind) || !isAbout(owned, basename(out))) continue;
    const path = join(dirname(out), name);
    const { mtimeMs } = await stat(path);
    if (!isAbandoned(owned, Date.now() - mtimeMs, DAY)) continue;
    const isLost = owned.kind === 'old' && !existsSync(out);
    if (isLost) await rename(path, out);
    else await rm(path, { recursive: true, force: true });
  }
}

/** Removes what a build that failed has left. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
