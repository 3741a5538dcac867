import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** What a system says when a file cannot have a name: it is too long, or a file stands where its folder would be. */
const NAME_FAULTS: ReadonlySet<unknown> = new Set(['ENAMETOOLONG', 'ENOTDIR', 'EISDIR', 'EEXIST', 'EINVAL']);

/**
 * Writes a page of a site, by its path in there. In turn: thousands at once are no faster.
 * @returns false where no file of this system can have the name
 */
export function writePage(out: string, file: string, body: Uint8Array): boolean {
  const path = join(out, file);
  if (!path.startsWith(out + sep)) return false;
  try {
    makeFolder(dirname(path));
    writeFileSync(path, body);
    return true;
  } catch (error) {
    // Windows says ENOENT of a name like `a?b`; our own folder is there.
    if (NAME_FAULTS.has(codeOf(error)) || codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Folders that were made: most pages have one of their own, but not their files. */
const made = new Set<string>();

function makeFolder(folder: string): void {
  if (!made.has(folder)) mkdirSync(folder, { recursive: true });
  made.add(folder);
}

/**
 * Brings a page over from the site that is to be replaced.
 * @returns false where that one does not have it
 */
export function keepPage(older: string, fresh: string, file: string): boolean {
  const [from, to] = [join(older, file), join(fresh, file)];
  makeFolder(dirname(to));
  try {
    // The older site is removed afterwards; where two names for a file are not to be had, it is copied.
    linkSync(from, to);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    copyFileSync(from, to);
  }
  return true;
}

/**
 * Brings a folder over, with all that is in it.
 * @returns false where the older site does not have it
 */
export async function keepFolder(older: string, fresh: string, folder: string): Promise<boolean> {
  const files = await listSiteFiles(join(older, folder), /./).catch(() => []);
  return files.length > 0 && files.every((file) => keepPage(older, fresh, `${folder}/${file}`));
}

/** The text of a file of a site; empty where it is not there. */
export function readPage(out: string, file: string): string {
  const path = join(out, file);
  try {
    return path.startsWith(out + sep) ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** A file of a book that its site hands out; undefined where it is not there, or not inside the book. */
export function readPublished(root: string, path: string): Uint8Array | undefined {
  try {
    const real = realpathSync(root);
    const file = realpathSync(join(real, path));
    return file.startsWith(real + sep) ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

/** Puts what every site has into a site: styles, scripts, pictures. */
export async function copyAssets(assets: string, out: string): Promise<void> {
  // By names alone: what Yarn's Plug'n'Play says of entries has no folder.
  for (const name of await readdir(assets, { recursive: true })) {
    const from = join(assets, name);
    if (!statSync(from).isFile()) continue;
    const to = join(out, name);
    mkdirSync(dirname(to), { recursive: true });
    // Not copied as files: where opsbook cannot be written, a copy could not be removed by the next build.
    writeFileSync(to, readFileSync(from));
  }
}

/**
 * The files of a site whose paths fit, sorted; with `/` on every system.
 * @param folders besides what stands directly in the site, only these are looked into: its pages have thousands
 */
export async function listSiteFiles(
  site: string,
  fits: RegExp,
  folders?: readonly string[],
): Promise<readonly string[]> {
  const inside = (folders ?? []).map((folder) =>
    readdir(join(site, folder), { recursive: true, withFileTypes: true }).catch(() => []),
  );
  const own = readdir(site, { recursive: folders === undefined, withFileTypes: true });
  return (await Promise.all([own, ...inside]))
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => relative(site, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => fits.test(path))
    .sort();
}

/** A file of a site that is there. */
export function readSiteFile(site: string, path: string): Uint8Array {
  return readFileSync(join(site, path));
}
