import { hash } from 'node:crypto';
import { keepData, readKeptData } from '../tools/kept-data.ts';
import { readWorld, worldOf } from '../world/world.ts';
import type { World, WorldFiles } from '../world/world.ts';
import { findingsPath } from './findings-file.ts';

/** What files named, as a call left it for the next one. */
interface WorldFile extends Pick<World, 'things' | 'unread' | 'gone'> {
  /** Of those files. */
  readonly digest: string;
}

/** What the files of a repository name, as the last call read it while they are what they were. */
export async function keptWorld(
  root: string,
  files: WorldFiles,
  digest = worldDigest(files),
): Promise<World> {
  const path = findingsPath(root, 'world');
  // Under this name only this function of this very program writes.
  const known = (await readKeptData(path)) as WorldFile | undefined;
  if (known?.digest === digest) return worldOf({ ...known, paths: files.paths, book: files.book });
  const world = readWorld(files);
  await keepData(path, {
    digest,
    things: world.things,
    unread: world.unread,
    gone: world.gone,
  } satisfies WorldFile);
  return world;
}

/** A digest of all that a world is read from. */
export function worldDigest(files: WorldFiles | undefined): string {
  return hash('sha256', JSON.stringify(files ?? null));
}
