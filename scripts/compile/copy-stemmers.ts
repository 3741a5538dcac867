import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { STEMMER_MODULES } from '../../src/search/language.ts';
import { ROOT } from './source-digest.ts';

const FOLDER = join(ROOT, 'node_modules/@orama/stemmers/dist');

/**
 * Copies the stemmers into a program: Node loads the one of a book's language from there, and a build copies it.
 * @returns the files that were copied, whose licence has to travel with them
 */
export async function copyStemmers(program: string): Promise<readonly string[]> {
  const out = join(program, 'stemmers');
  await mkdir(out, { recursive: true });
  const files = [...STEMMER_MODULES].sort();
  for (const file of files) await cp(join(FOLDER, file), join(out, file));
  return files.map((file) => join(FOLDER, file));
}
