import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openModules } from './fresh-modules.ts';
import { findFailing, gather } from './small-runner.ts';
import type { Gathered } from './small-runner.ts';

// Runs in a process of its own, which its parent ends when a mutation never comes back. It is told the text that a
// file is to have, runs the tests of that file, and says which of them failed first. Tests that have noticed a change
// before come first.

/** What the process is to try: a text in the place of a file's. */
export interface Trial {
  readonly file: string;
  /** The file's own text. */
  readonly original: string;
  readonly text: string;
  readonly tests: readonly string[];
}

/** What became of it: the test that failed, or nothing. */
export interface Tried {
  readonly killedBy?: string | undefined;
}

const [, , root = ''] = process.argv;
// What an earlier run of opsbook has kept would hide what a mutation does.
delete process.env['OPSBOOK_CACHE'];
process.env['NODE_ENV'] = 'test';
const modules = openModules(`${root}/`);
await modules.load(join(root, 'tests/fixed-seed.ts'));
const before = { ...process.env };

/** By test file, the tests that failed for a mutation, the last one first. */
const telling = new Map<string, number[]>();
let stray: unknown;
process.on('unhandledRejection', (error) => (stray = error));
process.on('uncaughtException', (error) => (stray = error));

/** The tests that have already run here on the unchanged text. */
const known = new Set<string>();

process.on('message', (trial: Trial) => {
  void tryLoaded(trial).then((tried) => process.send?.(tried));
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });

/** Modules that are loaded for the first time beside a change would keep it: so the first run is without one. */
async function tryLoaded(trial: Trial): Promise<Tried> {
  const { original, text, tests } = trial;
  if (text !== original && tests.some((test) => !known.has(test))) await tryOne({ ...trial, text: original });
  for (const test of tests) known.add(test);
  return tryOne(trial);
}

async function tryOne({ file, text, tests }: Trial): Promise<Tried> {
  stray = undefined;
  modules.replace(join(root, file), text);
  // For a program that a test starts.
  writeFileSync(join(root, file), text);
  try {
    const all: { readonly test: string; readonly gathered: Gathered }[] = [];
    for (const test of tests) {
      try {
        all.push({ test, gathered: await gather(() => modules.load(join(root, test))) });
      } catch (error) {
        return { killedBy: `${test}: it could not be loaded: ${String(error)}` };
      }
    }
    for (const isFirst of [true, false])
      for (const { test, gathered } of all) {
        const tried = await runSome(test, gathered, isFirst);
        if (tried) return tried;
      }
    return stray === undefined ? {} : { killedBy: `an error outside of a test: ${String(stray)}` };
  } finally {
    process.chdir(root);
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

/** @param isFirst those that have noticed something before; else all others */
async function runSome(test: string, gathered: Gathered, isFirst: boolean): Promise<Tried | undefined> {
  const first = gathered.isTable ? (telling.get(test) ?? []) : [];
  const known = new Set(first);
  const rest = gathered.tests.map((_, at) => at).filter((at) => !known.has(at));
  const failing = await findFailing(gathered, isFirst ? first : rest);
  if (!failing) return undefined;
  if (failing.at >= 0) telling.set(test, [failing.at, ...first.filter((at) => at !== failing.at)]);
  return { killedBy: `${test}: ${failing.name}` };
}
