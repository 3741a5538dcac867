import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Who sits here: the name that git knows, else the account's; empty when there is neither. */
export async function whoami(folder: string): Promise<string> {
  const name = await run('git', ['-C', folder, 'config', 'user.name']).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return name || accountName();
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
