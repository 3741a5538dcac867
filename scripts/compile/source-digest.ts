import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Everything that decides what is compiled. */
const SOURCES = [
  'src',
  'public',
  'scripts/compile.ts',
  'scripts/compile',
  'astro.config.mjs',
  'package-lock.json',
];

/** A digest of what is compiled: the same digest, the same program. */
export async function sourceDigest(): Promise<string> {
  const hash = createHash('sha256');
  for (const place of SOURCES)
    for (const file of await listFiles(join(ROOT, place)))
      hash.update(file.slice(ROOT.length)).update(await readFile(file));
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
