import { mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
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
 * Makes the folders of files that will be written. Threads of Node's own do that, while this one goes on: for thousands of
 * pages it takes a good part of a build. What cannot be made, `writePage` says of its file.
 */
export async function makeFolders(out: string, files: readonly string[]): Promise<void> {
  const folders = new Set(files.map((file) => dirname(join(out, file))));
  const missing = [...folders].filter(
    (folder) => !made.has(folder) && `${folder}${sep}`.startsWith(out + sep),
  );
  await Promise.all(
    missing.map(async (folder) => {
      const isMade = await mkdir(folder, { recursive: true }).then(
        () => true,
        () => false,
      );
      if (isMade) made.add(folder);
    }),
  );
}

/**
 * Brings pages over from the site that is to be replaced, in the same threads.
 * @returns those that the older site has
 */
export async function keepPages(
  older: string,
  fresh: string,
  files: readonly string[],
): Promise<Set<string>> {
  await makeFolders(fresh, files);
  const kept = await Promise.all(files.map((file) => keepOne(join(older, file), join(fresh, file))));
  return new Set(files.filter((_, index) => kept[index]));
}

async function keepOne(from: string, to: string): Promise<boolean> {
  try {
    // The older site is removed afterwards; where two names for a file are not to be had, it is copied.
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    await copyFile(from, to);
  }
  return true;
}

/** Takes a page away again that was brought over: whatever is written in its place is not written to the older site. */
export function dropPage(fresh: string, file: string): void {
  rmSync(join(fresh, file), { force: true });
}

/**
 * Brings a folder over, with all that is in it.
 * @returns false where the older site does not have it
 */
export async function keepFolder(older: string, fresh: string, folder: string): Promise<boolean> {
  const files = await listSiteFiles(join(older, folder), /./).catch(() => []);
  const paths = files.map((file) => `${folder}/${file}`);
  return paths.length > 0 && (await keepPages(older, fresh, paths)).size === paths.length;
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
