import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

/**
 * The program's own folder, where `package.json` is. The sources lie two folders below it, and so does what
 * they are compiled to.
 */
export const PROGRAM = fileURLToPath(new URL('../..', import.meta.url));

/** The text of a file of the program. */
export async function readProgramFile(path: string): Promise<string> {
  return readFile(join(PROGRAM, path), 'utf8');
}

/** The text of a packed file that `npm run compile` makes. */
export async function readPackedFile(path: string): Promise<string> {
  return brotliDecompressSync(await readFile(compiledPath(path))).toString();
}

/** The paths of the files in a folder of the program, from that folder, sorted. */
export async function listProgramFiles(folder: string): Promise<readonly string[]> {
  const top = join(PROGRAM, folder);
  // By names alone: what Yarn's Plug'n'Play says of entries has no folder.
  const names = await readdir(top, { recursive: true });
  return names
    .filter((name) => statSync(join(top, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

/** The version of the program, as its package.json says. */
export async function programVersion(): Promise<string> {
  const { version } = JSON.parse(await readProgramFile('package.json')) as { readonly version: string };
  return version; // our own package.json: it has one
}

/** The path of what `npm run compile` makes. @throws when it was not run */
export function compiledPath(path: string): string {
  const found = join(PROGRAM, 'dist-program', path);
  if (!existsSync(found)) throw new Error('The site is not compiled yet: npm run compile does it');
  return found;
}

/** Whether this is the program as it was compiled: what runs from the sources may have changed since. */
export const isCompiled = !import.meta.url.endsWith('.ts');

let digest: string | undefined;

/** A digest of everything that the program was compiled from: what another one has kept is not taken. */
export function programDigest(): string {
  return (digest ??= readStamp());
}

function readStamp(): string {
  try {
    return readFileSync(join(PROGRAM, 'dist-program/stamp'), 'utf8');
  } catch {
    return 'not compiled';
  }
}
