import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that set what a whole process has, its environment above all: each of these files has a process of its own. */
const ALONE = [
  'tests/cli/{git-programs,learn,new,verify}.test.ts',
  'tests/cli/review/remind.test.ts',
  'tests/{install,judge,scripts,site,tools}/**/*.test.ts',
  'tests/*.test.ts',
];

export default defineConfig({
  plugins: [
    {
      // As the command line runs. Vitest adds `development`, by which the Markdown grammar comes in its build for
      // debugging: several times slower, and with assertions that what people run does not have.
      name: 'packages-as-people-run-them',
      configResolved({ ssr }) {
        ssr.resolve = { ...ssr.resolve, conditions: ['node', 'import', 'module', 'default'] };
      },
    },
  ],
  test: {
    // What never ends is ended; on a busy machine everything else may take its time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One for each processor that there is, and one more: a test that waits for another program leaves its own idle.
    maxWorkers: availableParallelism() + 1,
    // `fixed-seed`: random tests draw the same texts in every run.
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ALONE, setupFiles: ['tests/fixed-seed.ts'] },
      },
      {
        extends: true,
        // To load the program anew for each file took longer than most of the files.
        test: {
          name: 'together',
          include: ['tests/**/*.test.ts'],
          exclude: ALONE,
          isolate: false,
          setupFiles: ['tests/fixed-seed.ts', 'tests/leave-the-process.ts'],
        },
      },
    ],
  },
});
