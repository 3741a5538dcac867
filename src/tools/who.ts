import { userInfo } from 'node:os';
import { GitProblem, openRepository, personalSetting } from './git.ts';

/** Who sits here: the name that git knows, else the account's; empty when there is neither. */
export async function whoami(folder: string): Promise<string> {
  return (await gitName(folder)) || accountName();
}

async function gitName(folder: string): Promise<string | undefined> {
  try {
    const repository = await openRepository(folder);
    if (!repository) return await personalSetting('user.name');
    const { status, out } = await repository.ask(['config', '--get', 'user.name']);
    return status === 0 ? out.toString('utf8').trim() : undefined;
  } catch (error) {
    if (error instanceof GitProblem) return undefined;
    throw error;
  }
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
