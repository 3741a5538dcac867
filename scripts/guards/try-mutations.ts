import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVitest } from 'vitest/node';

// Runs in a process of its own, which its parent ends when a mutation never does. It is told what to write, writes it,
// runs the tests of that file one after the other, and says which of them failed first.

/** What the process is to try: a text in the place of a file's. */
export interface Trial {
  readonly file: string;
  readonly text: string;
  readonly tests: readonly string[];
}

/** What became of it: the test that failed, or nothing. */
export interface Tried {
  readonly killedBy?: string | undefined;
}

const [, , root = ''] = process.argv;
// What opsbook keeps of an earlier run would hide what a mutation does.
delete process.env['OPSBOOK_CACHE'];
const vitest = await createVitest({
  ...{ root, watch: false, pool: 'forks', isolate: false, maxWorkers: 1, bail: 1, silent: true },
  reporters: [{}],
});

process.on('message', (trial: Trial) => {
  void tryOne(trial).then((tried) => process.send?.(tried));
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });

async function tryOne({ file, text, tests }: Trial): Promise<Tried> {
  const path = join(root, file);
  writeFileSync(path, text);
  vitest.invalidateFile(path);
  for (const test of tests) {
    const specifications = await vitest.globTestSpecifications([join(root, test)]);
    if (specifications.length === 0) return { killedBy: `${test}: no such test` };
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, true);
    // Vitest gives every module that it has ever run: one that failed for the mutation before tells nothing of this one.
    const own = new Set(specifications.map(({ moduleId }) => moduleId));
    const failed = testModules.find((one) => own.has(one.moduleId) && !one.ok());
    if (failed) {
      const [first] = failed.children.allTests('failed');
      return { killedBy: `${test}: ${first?.fullName ?? 'it could not be loaded'}` };
    }
    if (unhandledErrors.length > 0) return { killedBy: `${test}: an error outside of a test` };
  }
  return {};
}
