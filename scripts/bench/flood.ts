import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOpsbook } from './run-command.ts';
import type { Ran } from './run-command.ts';

/** Runs a snippet that prints so many bytes, with a note; what comes out is thrown away. */
export async function runFlood(size: number, cache: string): Promise<Ran> {
  const root = await mkdtemp(join(tmpdir(), 'opsbook-bench-flood-'));
  try {
    await mkdir(join(root, 'content/runbooks'), { recursive: true });
    const fence = '```';
    const code = `yes "a line of a flood that nobody reads" | head -c ${size}`;
    const page = `# Flood\n\n${fence}bash {name=flood risk=read}\n${code}\n${fence}\n`;
    await writeFile(join(root, 'content/runbooks/flood.md'), page);
    const words = ['run', 'flood', '--root', root, '--yes', '--note', join(root, 'note.md')];
    return await runOpsbook(words, cache);
  } finally {
    await rm(root, { recursive: true });
  }
}
