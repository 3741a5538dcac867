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
