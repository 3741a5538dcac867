import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
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

/**
 * A digest of what is compiled: the same digest, the same program. Read without waiting in between: there is nothing
 * else to do.
 */
export function sourceDigest(): string {
  const hash = createHash('sha256');
  for (const place of SOURCES)
    for (const file of listFiles(join(ROOT, place)))
      hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function listFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
