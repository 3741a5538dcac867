import type { WorldFacts } from '../lint/page-names.ts';
import type { FileChange } from '../runbook/file-change.ts';
import type { BookReader } from '../runbook/read/load.ts';
import type { Settings } from '../runbook/schema/settings.ts';
import { baseReader } from '../tools/base-reader.ts';
import { changesSince } from '../tools/git-changes.ts';
import { listRepositoryFiles, readTexts, repositoryReader } from '../tools/repository-files.ts';
import type { RepositoryFiles } from '../tools/repository-files.ts';
import { judgeName } from '../world/judge-name.ts';
import { readWorld, sourceOf } from '../world/world.ts';
import type { World } from '../world/world.ts';

type WorldSettings = Pick<Settings, 'world'>;

/** Reads what the repository that holds a book says is there. Nothing is run, and nothing is fetched. */
export async function readBookWorld(root: string, settings: WorldSettings): Promise<World> {
  const repository = await listRepositoryFiles(root);
  return worldOf(repository, { reader: repositoryReader(repository), settings });
}

/** What is there now, what was there before a change, and the files of the whole repository that make the difference. */
export interface WorldChange {
  readonly now: World;
  readonly before: World;
  /** From the top of the repository. */
  readonly files: readonly FileChange[];
}

/**
 * The same before and after a change.
 * @throws GitProblem where git cannot compare with `ref`
 */
export async function readWorldChange(
  root: string,
  { ref, now, before }: { readonly ref: string; readonly now: WorldSettings; readonly before: WorldSettings },
): Promise<WorldChange> {
  const repository = await listRepositoryFiles(root);
  const since = await changesSince(repository.top, ref);
  const reader = repositoryReader(repository);
  return {
    now: await worldOf(repository, { reader, settings: now }),
    before: await worldOf(repository, {
      reader: baseReader(repository.top, since, reader),
      settings: before,
    }),
    files: since.files,
  };
}

async function worldOf(
  { prefix, isCut }: RepositoryFiles,
  {
    reader,
    settings: { world: settings },
  }: { readonly reader: BookReader; readonly settings: WorldSettings },
): Promise<World> {
  const { paths } = await reader.list();
  const find = sourceOf(settings);
  const { files, unread } = await readTexts(
    reader,
    paths.filter((path) => find(path).length > 0),
  );
  const notRead = unread.map((path) => ({
    path,
    reason: 'it is larger than a megabyte, or cannot be read',
    kinds: find(path).flatMap(({ kinds }) => kinds),
  }));
  return readWorld({ files, settings, unread: notRead, book: prefix, paths: isCut ? [] : paths });
}

/** What the rules are told of names. @param before what was there before a change: what it took away is surely gone */
export function worldFacts(world: World, before?: World): WorldFacts {
  return {
    judge(use) {
      const verdict = judgeName(use, world);
      const isFar = verdict.status === 'unjudged' || (verdict.status === 'absent' && !verdict.isSure);
      if (!before || !isFar || judgeName(use, before).status !== 'exists') return verdict;
      return { status: 'absent', isSure: true, wasThere: true, known: [] };
    },
  };
}
