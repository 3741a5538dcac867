import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchPlace } from './scratch-place.ts';

/** Lets a person change a text in their editor (`VISUAL`, `EDITOR`, else vi); undefined when that ends badly. */
export async function editText(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  const folder = await mkdtemp(join(scratchPlace(), 'opsbook-edit-')); // readable by its owner only
  const path = join(folder, 'snippet.sh');
  try {
    await writeFile(path, `${text}\n`, { mode: 0o600 });
    const editor = environment['VISUAL'] || environment['EDITOR'] || 'vi';
    const child = spawn('sh', ['-c', `${editor} "$1"`, 'sh', path], {
      cwd: folder, // in the book's folder an editor would read `.exrc` and the like
      stdio: 'inherit',
      env: environment,
    });
    const [status] = (await once(child, 'exit')) as [number | null]; // as Node documents the event
    return status === 0 ? (await readFile(path, 'utf8')).replace(/\n$/, '') : undefined;
  } finally {
    await rm(folder, { recursive: true });
  }
}
