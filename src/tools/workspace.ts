import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program's own folder: where `astro.config.mjs` and `src` are. */
export const PROGRAM = fileURLToPath(new URL('../..', import.meta.url));

/** The site builder's package. */
export const ASTRO = dirname(fileURLToPath(import.meta.resolve('astro/package.json')));

/** Where the site builder works on one book. */
export interface Workspace {
  /** What Astro takes for its project: nothing is written into the program's own folder. */
  readonly project: string;
  /** Rendered pages, kept between builds. */
  readonly cache: string;
}

/** Where opsbook keeps what it has worked out. Beside the packages: Astro takes files outside its project for its own only where both share a folder. */
export const CACHE = join(dirname(ASTRO), '.cache/opsbook');

/** A folder of its own for each book and each path it is published under: two builds at once do not meet. */
export function openWorkspace({ root, base }: { root: string; base: string }): Workspace {
  const name = createHash('sha256').update(`${PROGRAM}\n${root}\n${base}`).digest('hex').slice(0, 16);
  const cache = join(CACHE, name);
  const project = join(cache, 'project');
  mkdirSync(project, { recursive: true });
  // Vite looks packages up from the project's folder.
  const packages = join(project, 'node_modules');
  if (!existsSync(packages)) symlinkSync(dirname(ASTRO), packages, 'junction');
  return { project, cache };
}
