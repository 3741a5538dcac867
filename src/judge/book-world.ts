import type { WorldFacts } from '../lint/page-names.ts';
import type { FileChange } from '../runbook/file-change.ts';
import type { BookReader } from '../runbook/read/load.ts';
import type { Settings } from '../runbook/schema/settings.ts';
import { baseReader } from '../tools/base-reader.ts';
import { listOutsideFiles } from '../tools/outside-files.ts';
import { changesSince } from '../tools/git-changes.ts';
import { listRepositoryFiles, readTexts, repositoryReader } from '../tools/repository-files.ts';
import type { RepositoryFiles } from '../tools/repository-files.ts';
import { judgeName } from '../world/judge-name.ts';
import { readWorld, sourceOf } from '../world/world.ts';
import type { World, WorldFiles } from '../world/world.ts';

type WorldSettings = Pick<Settings, 'world'>;

/**
 * Reads what the repository that holds a book says is there. Nothing is run, and nothing is fetched.
 * @param isOutsideAllowed whether files beside the repository are read too, where the settings name them
 */
export async function readBookWorld(
  root: string,
  settings: WorldSettings,
  isOutsideAllowed = false,
): Promise<World> {
  return readWorld(await bookWorldFiles(root, settings, isOutsideAllowed));
}

/** The files that it is read from. */
export async function bookWorldFiles(
  root: string,
  settings: WorldSettings,
  isOutsideAllowed = false,
): Promise<WorldFiles> {
  return worldFilesIn(await listRepositoryFiles(root), settings, isOutsideAllowed);
}

/** The same of a repository that was listed before. */
export function worldFilesIn(
  repository: RepositoryFiles,
  settings: WorldSettings,
  isOutsideAllowed = false,
): Promise<WorldFiles> {
  return worldFilesOf(repository, { reader: repositoryReader(repository), settings, isOutsideAllowed });
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
  {
    ref,
    now,
    before,
    isOutsideAllowed = false,
  }: {
    readonly ref: string;
    readonly now: WorldSettings;
    readonly before: WorldSettings;
    readonly isOutsideAllowed?: boolean | undefined;
  },
): Promise<WorldChange> {
  const repository = await listRepositoryFiles(root);
  const since = await changesSince(repository.top, ref);
  const reader = repositoryReader(repository);
  return {
    now: await worldOf(repository, { reader, settings: now, isOutsideAllowed }),
    before: await worldOf(repository, {
      reader: baseReader(repository.top, since, reader),
      settings: before,
      isOutsideAllowed,
    }),
    files: since.files,
  };
}

async function worldOf(repository: RepositoryFiles, from: Reading): Promise<World> {
  return readWorld(await worldFilesOf(repository, from));
}

interface Reading {
  readonly reader: BookReader;
  readonly settings: WorldSettings;
  readonly isOutsideAllowed: boolean;
}

async function worldFilesOf(
  { top, prefix, isCut }: RepositoryFiles,
  { reader, settings: { world: settings }, isOutsideAllowed }: Reading,
): Promise<WorldFiles> {
  const { paths } = await reader.list();
  const find = sourceOf(settings);
  const beside = Object.values(settings).flatMap((globs) =>
    globs === 'off' ? [] : globs.filter((glob) => glob.startsWith('../')),
  );
  const outside = isOutsideAllowed && beside.length > 0 ? await listOutsideFiles(top, beside) : undefined;
  const { files, unread } = await readTexts(
    reader,
    [...paths, ...(outside?.paths ?? [])].filter((path) => find(path).length > 0),
  );
  const refused = outside
    ? []
    : beside.map((path) => ({ path, reason: REFUSED, kinds: find(path).flatMap(({ kinds }) => kinds) }));
  const notRead = unread.map((path) => ({
    path,
    reason: 'it is larger than a megabyte, or cannot be read',
    kinds: find(path).flatMap(({ kinds }) => kinds),
  }));
  return {
    files,
    settings,
    unread: [...refused, ...notRead],
    book: prefix,
    paths: isCut ? [] : paths,
  };
}

const REFUSED = 'it lies beside the repository: give --allow-outside to have it read';

/**
 * What the rules are told of names.
 * @param before what was there before a change: what the change took away is surely gone
 */
export function worldFacts(world: World, before?: World): WorldFacts {
  return {
    unread: world.unread.map(({ path, reason }) => ({ path, reason })),
    judge: remembered((use) => {
      const verdict = judgeName(use, world);
      const isFar = verdict.status === 'unjudged' || (verdict.status === 'absent' && !verdict.isSure);
      if (!before || !isFar || judgeName(use, before).status !== 'exists') return verdict;
      return { status: 'absent', isSure: true, wasThere: true, known: [] };
    }),
  };
}

/** The pages of a book name the same things again and again. */
function remembered(judge: WorldFacts['judge']): WorldFacts['judge'] {
  const known = new Map<string, ReturnType<WorldFacts['judge']>>();
  return (use) => {
    const key = JSON.stringify([use.kind, use.type, use.within, use.isElsewhere, use.name]);
    const verdict = known.get(key) ?? judge(use);
    known.set(key, verdict);
    return verdict;
  };
}
