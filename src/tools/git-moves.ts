import { extname, join } from 'node:path';
import type { Repository } from './git.ts';
import type { TrackedChange } from './tracked-change.ts';
import { readObjects } from './git-objects.ts';
import { readPlainFile } from './plain-file.ts';

/** Beyond this many, comparing each with each takes too long. */
const MOST_PAIRS = 10_000;

/** Nobody needs to know where a larger file was. */
const LARGEST = 4 << 20;

/**
 * Joins deleted and added files that are alike to one that moved. git itself sees no move until it is told of it.
 * @param loose files that are on disk, or gone from there, without git having been told
 */
export async function joinMoved(
  repository: Repository,
  changes: readonly TrackedChange[],
  loose: ReadonlySet<string>,
): Promise<readonly TrackedChange[]> {
  const deleted = changes.filter(({ kind }) => kind === 'deleted');
  const added = changes.filter(({ kind }) => kind === 'added');
  if (deleted.length === 0 || added.length === 0 || deleted.length * added.length > MOST_PAIRS)
    return changes;
  const old = await readObjects(
    repository,
    deleted.map(({ before = '' }) => before),
  );
  const lost = deleted.map((change) => ({ change, lines: linesOf(old.get(change.before ?? '')) }));
  const left = new Set(changes);
  for (const change of added) {
    const lines = linesOf(await readPlainFile(join(repository.top, change.path), LARGEST));
    const twin = lost.find(
      ({ change: gone, lines: before }) =>
        left.has(gone) &&
        (loose.has(gone.path) || loose.has(change.path)) && // git has judged the others
        extname(gone.path) === extname(change.path) &&
        areAlike(before, lines),
    )?.change;
    if (!twin) continue;
    left.delete(twin);
    left.delete(change);
    const { path: from, before } = twin;
    left.add({ ...change, kind: 'renamed', from, ...(before ? { before } : {}) });
  }
  return [...left];
}

function linesOf(content: Buffer | undefined): ReadonlySet<string> {
  return new Set(content?.toString('utf8').split(/\r?\n/) ?? []);
}

/** As git's own measure: half of the larger one is in both. */
function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.intersection(b).size * 2 > Math.max(a.size, b.size);
}
