import { relative, sep } from 'node:path';
import { openRepository } from './git.ts';

/**
 * The line of a `.gitignore` at the top of the repository that would leave a folder of files out of it; undefined where git
 * leaves it out already or has it, outside any repository, and where git cannot say.
 */
export async function unignored(folder: string): Promise<string | undefined> {
  const repository = await openRepository(folder).catch(() => undefined);
  const path = repository && relative(repository.top, folder).split(sep).join('/');
  if (repository === undefined || !path || path.startsWith('../')) return undefined;
  const others = ['ls-files', '--others', '--directory', '--exclude-standard', '--', `${path}/`];
  const answer = await repository.ask(others).catch(() => undefined);
  return answer?.status === 0 && answer.out.length > 0 ? `/${path}/` : undefined;
}
