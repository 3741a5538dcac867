import { readLfsPointer } from './git-content.ts';
import { GitProblem } from './git.ts';
import type { Repository } from './git.ts';

/**
 * Reads objects of a repository by id, in one run of git.
 * @returns what is there; an id that is not is left out
 */
export async function readObjects({ ask }: Repository, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f]{4,64}$/.test(id));
  const found = new Map<string, Buffer>();
  if (wanted.length === 0) return found;
  const { status, out, said } = await ask(['cat-file', '--batch'], `${wanted.join('\n')}\n`);
  if (status !== 0) throw new GitProblem(`git could not read the base: ${said}`);
  let at = 0;
  for (const id of wanted) {
    const end = out.indexOf('\n', at);
    // `<id> blob <size>`, or `<id> missing`
    const size = Number(/ (\d+)$/.exec(out.toString('utf8', at, end))?.[1] ?? Number.NaN);
    at = end + 1;
    if (Number.isNaN(size)) continue;
    found.set(id, out.subarray(at, at + size));
    at += size + 1;
  }
  return found;
}

/** A file in a commit: its path is seen from the top of the repository. */
export interface FileOfCommit {
  readonly commit: string;
  readonly path: string;
}

/** A larger file is nothing that a person wrote. */
const LARGEST = 1 << 20;

/**
 * The texts of files in commits, in two runs of git, in their order; undefined for what was not there, is no file,
 * is larger than a megabyte, or lies in Git LFS.
 */
export async function readFilesAt(
  repository: Repository,
  files: readonly FileOfCommit[],
): Promise<readonly (string | undefined)[]> {
  const canAsk = ({ commit, path }: FileOfCommit): boolean =>
    /^[0-9a-f]{4,64}$/.test(commit) && path !== '' && !/[\n\0]/.test(path);
  const asked = files.filter(canAsk);
  if (asked.length === 0) return files.map(() => undefined);
  const input = asked.map(({ commit, path }) => `${commit}:${path}\n`).join('');
  const { status, out, said } = await repository.ask(['cat-file', '--batch-check'], input);
  if (status !== 0) throw new GitProblem(`git could not find what was there: ${said}`);
  // `<id> blob <size>`, or `<name> missing`
  const ids = out
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .map(([id, type, size]) => (type === 'blob' && Number(size) <= LARGEST ? id : undefined));
  const contents = await readObjects(
    repository,
    ids.flatMap((id) => id ?? []),
  );
  let at = 0;
  return files.map((file) => {
    const content = canAsk(file) ? contents.get(ids[at++] ?? '') : undefined;
    return content === undefined || readLfsPointer(content) ? undefined : content.toString('utf8');
  });
}
