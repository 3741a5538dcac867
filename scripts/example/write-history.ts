import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { LivedCommit } from './lived-history.ts';

const run = promisify(execFile);

/** Makes a repository of a history in a folder of its own, which is emptied first. */
export async function writeHistory(folder: string, commits: readonly LivedCommit[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run('git', ['init', '-q', '-b', 'main', folder]);
  const importing = spawn('git', ['-C', folder, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  for (const [index, commit] of commits.entries())
    if (!importing.stdin.write(asStream(commit, index))) await once(importing.stdin, 'drain');
  importing.stdin.end();
  const [status] = (await once(importing, 'close')) as [number];
  if (status !== 0) throw new Error('git fast-import could not make the example.');
  await run('git', ['-C', folder, 'reset', '-q', '--hard', 'main']);
}

/** What `git fast-import` reads. */
function asStream({ at, author, subject, files }: LivedCommit, index: number): string {
  const email = `${author.toLowerCase().replaceAll(' ', '-')}@example.org`;
  return [
    `commit refs/heads/main\nmark :${index + 1}\n`,
    `committer ${author} <${email}> ${Date.parse(at) / 1000} +0000\n`,
    `data ${Buffer.byteLength(subject)}\n${subject}\n`,
    index > 0 ? `from :${index}\n` : '',
    ...Object.entries(files).map(
      ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    ),
  ].join('');
}
