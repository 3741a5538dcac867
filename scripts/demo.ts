// First: it makes the program that is run here.
import './compile.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readDemo } from './example/read-demo.ts';

// Shows the demo book as one that has been lived in: a copy in a throw-away repository with six quarters of reviews.
//   node scripts/demo.ts              builds it, and serves it
//   node scripts/demo.ts --port 8080  what follows goes to opsbook serve
const ROOT = join(import.meta.dirname, '..');
const BOOK = join(ROOT, '.opsbook/demo');
const STAMP = join(ROOT, '.opsbook/demo.stamp');
const PROGRAM = join(ROOT, 'dist-program/cli/opsbook.mjs');

const folder = await exampleBook();
const built = await opsbook('build', '--root', folder);
process.exitCode = built === 0 ? await opsbook('serve', '--root', folder, ...process.argv.slice(2)) : built;

/** The folder of the example, made anew where the book or the week is another one; without git the book itself. */
async function exampleBook(): Promise<string> {
  // Its site is built inside of it.
  const book = { ...(await readDemo(ROOT)), '.gitignore': '/dist/\n' };
  const monday = lastMonday(new Date());
  const made = await Promise.all(
    ['lived-history.ts', 'write-history.ts'].map((name) =>
      readFile(join(ROOT, 'scripts/example', name), 'utf8'),
    ),
  );
  const stamp = createHash('sha256')
    .update(JSON.stringify([book, monday, made]))
    .digest('hex');
  if ((await readFile(STAMP, 'utf8').catch(() => '')) === stamp) return BOOK;
  const [{ livedHistory }, { writeHistory }] = await Promise.all([
    import('./example/lived-history.ts'),
    import('./example/write-history.ts'),
  ]);
  try {
    await mkdir(dirname(BOOK), { recursive: true });
    await writeHistory(BOOK, livedHistory(book, monday));
    await writeFile(STAMP, stamp);
    return BOOK;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    process.stderr.write('git is not on the PATH: the demo is shown without its history of reviews.\n');
    return ROOT;
  }
}

/**
 * The example lives up to the start of the week: it is made once a week, and its reviews fall due as the days go by.
 */
function lastMonday(now: Date): string {
  const back = (now.getUTCDay() + 6) % 7;
  return new Date(now.getTime() - back * 86_400_000).toISOString().slice(0, 10);
}

async function opsbook(...words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: 'inherit' });
  // Whoever stops the demo stops what it runs too: the terminal signals both, and this waits for the other.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [status] = (await once(child, 'close')) as [number | null];
  return status ?? 0;
}
