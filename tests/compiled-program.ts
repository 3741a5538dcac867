import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '..');

/**
 * The program as people run it, compiled where it is not up to date. Whoever starts opsbook again and again starts this:
 * the sources take several times as long to load.
 */
export function compiledProgram(): string {
  execFileSync(process.execPath, [join(PROJECT, 'scripts/compile.ts')], { stdio: 'ignore' });
  return join(PROJECT, 'dist-program/cli/opsbook.mjs');
}
