import { createHash } from 'node:crypto';
import { lstat, readlink, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Repository } from './git.ts';
import { readContentRules } from './git-attributes.ts';
import type { ContentRules } from './git-attributes.ts';
import { blobId, readLfsPointer, takenIn } from './git-content.ts';
import type { IndexEntry } from './git-index.ts';
import { readObjects } from './git-objects.ts';
import { openPlainFile, readPlainFile } from './plain-file.ts';

/** A content that git keeps, and where it should lie in the work tree. */
export type KeptFile = Pick<IndexEntry, 'path' | 'mode' | 'id'> & Partial<IndexEntry>;

/** What has become of a file in the work tree. */
export type Fate = 'same' | 'changed' | 'deleted';

const LINK = '120000';
const MODULE = '160000';

/** Files that are looked at together. */
const AT_ONCE = 64;

/**
 * Compares files of the work tree with what git keeps. git would run filters for that, programs that its settings
 * name: here contents are hashed as git hashes them, line ends and encodings as `.gitattributes` says. A file
 * that went through another filter than Git LFS's counts as changed, unless it lies there as git last saw it.
 */
export async function compareWithDisk(
  repository: Repository,
  files: readonly KeptFile[],
): Promise<Map<string, Fate>> {
  const fates = new Map<string, Fate>();
  const unlike: KeptFile[] = [];
  const folders = new Map<string, Promise<boolean>>();
  for (let at = 0; at < files.length; at += AT_ONCE)
    await Promise.all(
      files.slice(at, at + AT_ONCE).map(async (file) => {
        const fate = await firstLook(repository.top, file, folders);
        if (fate === 'unlike') unlike.push(file);
        else fates.set(file.path, fate);
      }),
    );
  for (const [path, fate] of await lookClosely(repository, unlike)) fates.set(path, fate);
  return fates;
}

type Folders = Map<string, Promise<boolean>>;

/** Most files are as git last saw them, or hold the very bytes. */
async function firstLook(top: string, file: KeptFile, folders: Folders): Promise<Fate | 'unlike'> {
  const { path, mode, id, seen, isSparse } = file;
  if (mode === MODULE || path.includes('\uFFFD')) return 'same'; // of a name that is no text nothing is read
  const place = join(top, path);
  const isThere = await folderIsReal(dirname(place), folders);
  const found = isThere ? await lstat(place, { bigint: true }).catch(() => undefined) : undefined;
  if (!found) return isSparse ? 'same' : 'deleted';
  if (found.isDirectory()) return 'deleted';
  if (found.isSymbolicLink()) {
    if (mode !== LINK) return 'changed';
    return blobId(await readlink(place, 'buffer'), id) === id ? 'same' : 'changed';
  }
  if (!found.isFile()) return 'changed';
  const isAsSeen =
    seen?.modified === found.mtimeNs &&
    seen.changed === found.ctimeNs &&
    seen.inode === BigInt.asUintN(32, found.ino) &&
    seen.size === BigInt.asUintN(32, found.size);
  if (isAsSeen) return 'same';
  return (await digest(place, gitHash(id), `blob ${found.size}\0`)) === id ? 'same' : 'unlike';
}

/** git keeps nothing below a symbolic link, and nothing there may be read. */
function folderIsReal(folder: string, folders: Folders): Promise<boolean> {
  const known = folders.get(folder);
  if (known) return known;
  const asked = realpath(folder).then(
    (path) => path === folder,
    () => false,
  );
  folders.set(folder, asked);
  return asked;
}

/** Contents of other bytes: the same text with other line ends, or what Git LFS keeps elsewhere. */
async function lookClosely(
  repository: Repository,
  files: readonly KeptFile[],
): Promise<readonly (readonly [string, Fate])[]> {
  const rules = await readContentRules(
    repository,
    files.map(({ path }) => path),
  );
  const filtered = files.filter(({ path }) => rules.get(path)?.filter !== undefined);
  const kept = await readObjects(
    repository,
    filtered.map(({ id }) => id),
  );
  const fates: (readonly [string, Fate])[] = [];
  for (const { path, id } of files) {
    const place = join(repository.top, path);
    const rule = rules.get(path);
    const pointer = readLfsPointer(kept.get(id) ?? Buffer.alloc(0));
    const isSame =
      rule !== undefined &&
      (rule.filter !== undefined && pointer
        ? (await digest(place, 'sha256', '')) === pointer.sha256
        : await isTakenInAs(place, id, rule));
    fates.push([path, isSame ? 'same' : 'changed']);
  }
  return fates;
}

/** No text is larger than this; of a larger file only the bytes are compared. */
const LARGEST_TEXT = 64 << 20;

async function isTakenInAs(place: string, id: string, rules: ContentRules): Promise<boolean> {
  const content = await readPlainFile(place, LARGEST_TEXT);
  return content !== undefined && takenIn(content, rules).some((form) => blobId(form, id) === id);
}

function gitHash(id: string): 'sha1' | 'sha256' {
  return id.length === 64 ? 'sha256' : 'sha1';
}

/** Read whole rather than as a stream, which takes longer to set up. */
const SMALL = 1 << 20;

/** The digest of a file of any size, in hexadecimal digits; undefined when it cannot be read. */
async function digest(place: string, algorithm: string, before: string): Promise<string | undefined> {
  const file = await openPlainFile(place);
  if (!file) return undefined;
  try {
    const hash = createHash(algorithm).update(before);
    if ((await file.stat()).size < SMALL) return hash.update(await file.readFile()).digest('hex');
    for await (const chunk of file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>)
      hash.update(chunk);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}
