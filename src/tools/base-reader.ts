import type { BookReader } from '../runbook/read/load.ts';
import { isLeftOut } from './folder-reader.ts';
import { openRepository } from './git.ts';
import type { ChangesSince } from './git-changes.ts';
import { readLfsPointer } from './git-content.ts';
import { readObjects } from './git-objects.ts';

/**
 * Reads a book as it was before a change: what changed comes from the base's commit, the rest from where the
 * book is read now.
 */
export function baseReader(root: string, { files }: ChangesSince, now: BookReader): BookReader {
  const before = new Map(files.flatMap(({ path, from, before }) => (before ? [[from ?? path, before]] : [])));
  const fresh = new Set(
    files.filter(({ kind }) => kind === 'added' || kind === 'renamed').map(({ path }) => path),
  );
  let reading: Promise<Map<string, Buffer>> | undefined;
  return {
    ...(now.readOwners ? { readOwners: () => now.readOwners?.() ?? Promise.resolve(undefined) } : {}),
    async list() {
      const { paths, refused } = await now.list();
      const kept = paths.filter((path) => !fresh.has(path) || before.has(path));
      const gone = [...before.keys()].filter((path) => !path.split('/').some(isLeftOut));
      return { paths: [...new Set([...kept, ...gone])].sort(), refused };
    },
    async read(path, limit) {
      const id = before.get(path);
      if (id === undefined) return now.read(path, limit);
      const objects = await (reading ??= readAll(root, [...before.values()]));
      const content = objects.get(id);
      if (!content) return { path, message: 'Fetch this file: the base has it, this clone has not.' };
      if (readLfsPointer(content))
        return { path, message: 'Leave this file out of Git LFS: of the base only its pointer can be read.' };
      return content.subarray(0, limit);
    },
  };
}

async function readAll(root: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const repository = await openRepository(root);
  return repository ? readObjects(repository, ids) : new Map();
}
