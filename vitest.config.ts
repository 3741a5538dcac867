import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

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
    include: ['tests/**/*.test.ts'],
    // Random tests draw the same texts in every run.
    setupFiles: ['tests/fixed-seed.ts'],
    // What never ends is ended; on a busy machine everything else may take its time.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One for each processor that there is: a container may have fewer than its machine.
    maxWorkers: availableParallelism(),
  },
});
