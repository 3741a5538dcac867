import { lstat, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAbandoned, isAbout, ownedName, readOwnedName } from './owned-name.ts';
import { endMarked } from './process-tree.ts';
import type { Process } from './process-tree.ts';
import { STEP_MARK } from './session-process.ts';
import { scratchPlace } from './scratch-place.ts';

/** A folder for what runs unattended: its name tells which process made it, and marks what that has started. */
export interface VerifyFolder {
  readonly path: string;
  readonly owner: string;
}

/** One that was left, with what stands in it. */
export interface LeftFolder extends VerifyFolder {
  readonly names: readonly string[];
}

type Kind = 'verify' | 'services';

/** Milliseconds after which what a process of another machine made in a shared folder counts as left behind. */
const DAY = 86_400_000;

/** Makes a folder that nobody else can read. @param root the book that is verified */
export async function makeVerifyFolder(kind: Kind, root: string): Promise<VerifyFolder> {
  const owner = ownedName(kind, root);
  const path = join(scratchPlace(), owner);
  await mkdir(path, { mode: 0o700 });
  return { path, owner };
}

/** Makes a folder inside one of these. Returns its path. */
export async function makeFolderIn({ path }: VerifyFolder, name: string): Promise<string> {
  const made = join(path, name);
  await mkdir(made);
  return made;
}

/** What runs of this book's snippets left that were killed before they could end it. */
export async function listLeftFolders(kind: Kind, root: string): Promise<readonly LeftFolder[]> {
  const found: LeftFolder[] = [];
  for (const name of await readdir(scratchPlace())) {
    const owned = readOwnedName(name);
    if (owned?.kind !== kind || !isAbout(owned, root)) continue;
    const path = join(scratchPlace(), name);
    const about = await lstat(path).catch(() => undefined);
    // Anybody may write there: what somebody else made tells nothing of ours.
    if (!about?.isDirectory() || about.uid !== process.getuid?.()) continue;
    if (isAbandoned(owned, Date.now() - about.mtimeMs, DAY))
      found.push({ path, owner: name, names: await readdir(path) });
  }
  return found;
}

/** Ends what was started under a folder's mark, and removes the folder. */
export async function clearVerifyFolder({ path, owner }: VerifyFolder): Promise<readonly Process[]> {
  const ended = await endMarked(`${STEP_MARK}=${owner}.`);
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
  return ended;
}
