import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, sourceDigest } from './compile/source-digest.ts';

// `npm run compile`: makes `dist-program`, what opsbook is as others install it, and in its folder `linter` the package
// `@opsbook/lint`. It does nothing where that was made of these very sources.

const OUT = join(ROOT, 'dist-program');

const digest = sourceDigest();
if ((await readFile(join(OUT, 'stamp'), 'utf8').catch(() => '')) !== digest) {
  // What compiles takes a second to load, which every command of this project would wait for.
  const { writeProgram } = await import('./compile/write-program.ts');
  await writeProgram(OUT, digest);
}
