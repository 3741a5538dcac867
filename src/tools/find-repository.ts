import { lstat, readFile, readlink, realpath, stat } from 'node:fs/promises';
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path';

/** Where a folder's repository is. */
export interface RepositoryPlace {
  /** The folder that holds `.git`, without symbolic links. */
  readonly top: string;
  /** Where git keeps what belongs to these files, its index first of all: `.git`, or where that file leads. */
  readonly gitFolder: string;
  /** The folder that was asked about as seen from the top, as in `docs/ops/`; `''` for the top itself. */
  readonly prefix: string;
}

/**
 * Looks upward for `.git`, as git does, and for nothing else. A folder that itself looks like a repository
 * (`HEAD`, `config`, `objects`, `refs`) is passed over: a pull request can commit such a one.
 */
export async function findRepository(
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<RepositoryPlace | undefined> {
  const start = await realpath(folder).catch(() => undefined);
  if (start === undefined) return undefined;
  const ceilings = new Set(
    environment['GIT_CEILING_DIRECTORIES']?.split(delimiter).map((path) => resolve(path)),
  );
  const device = await deviceOf(start);
  const maySail = /^(1|true|yes|on)$/i.test(environment['GIT_DISCOVERY_ACROSS_FILESYSTEM'] ?? '');
  for (let top = start; ; top = dirname(top)) {
    const gitFolder = await readDotGit(join(top, '.git'));
    if (gitFolder !== undefined) return { top, gitFolder, prefix: prefixOf(top, start) };
    const above = dirname(top);
    if (above === top || ceilings.has(above)) return undefined;
    if (!maySail && (await deviceOf(above)) !== device) return undefined;
  }
}

function prefixOf(top: string, folder: string): string {
  const path = relative(top, folder).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
}

async function deviceOf(folder: string): Promise<number | undefined> {
  return (await stat(folder).catch(() => undefined))?.dev;
}

/** A `.git` file is one line; git reads no larger one than this either. */
const LARGEST = 1 << 20;

/** The folder that a `.git` is or leads to; undefined when git would take no notice of it. */
async function readDotGit(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  if (found.isDirectory()) return (await isGitFolder(path)) ? path : undefined;
  if (!found.isFile() || found.size > LARGEST) return undefined;
  const leads = /^gitdir: (.+)$/s.exec((await readText(path)).trimEnd())?.[1];
  if (leads === undefined) return undefined;
  const folder = resolve(dirname(path), leads);
  return (await isGitFolder(folder)) ? folder : undefined;
}

/** What git asks of a folder before it takes it for a repository. */
async function isGitFolder(folder: string): Promise<boolean> {
  if (!(await isHead(join(folder, 'HEAD')))) return false;
  const common = (await readText(join(folder, 'commondir'))).trimEnd();
  const shared = common === '' ? folder : resolve(folder, common);
  const parts = await Promise.all(
    ['objects', 'refs'].map((part) => stat(join(shared, part)).catch(() => undefined)),
  );
  return parts.every((part) => part?.isDirectory());
}

async function isHead(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isSymbolicLink()) return (await readlink(path)).startsWith('refs/');
  return found?.isFile() === true && /^(ref:\s*refs\/|[0-9a-f]{40})/.test(await readText(path));
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
