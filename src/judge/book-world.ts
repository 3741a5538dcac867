import type { WorldFacts } from '../lint/page-names.ts';
import type { Settings } from '../runbook/schema/settings.ts';
import { listRepositoryFiles, readRepositoryFiles } from '../tools/repository-files.ts';
import { judgeName } from '../world/judge-name.ts';
import { readWorld, sourceOf } from '../world/world.ts';
import type { World } from '../world/world.ts';

/** Reads what the repository that holds a book says is there. Nothing is run, and nothing is fetched. */
export async function readBookWorld(
  root: string,
  { world: settings }: Pick<Settings, 'world'>,
): Promise<World> {
  const repository = await listRepositoryFiles(root);
  const find = sourceOf(settings);
  const wanted = repository.paths.filter((path) => find(path).length > 0);
  const { files, unread } = await readRepositoryFiles(repository, wanted);
  const notRead = unread.map((path) => ({
    path,
    reason: 'it is larger than a megabyte, or cannot be read',
    kinds: find(path).flatMap(({ kinds }) => kinds),
  }));
  return readWorld({
    ...{ files, settings, unread: notRead, book: repository.prefix },
    paths: repository.isCut ? [] : repository.paths,
  });
}

/** What the rules are told of names. */
export function worldFacts(world: World): WorldFacts {
  return { judge: (use) => judgeName(use, world) };
}
