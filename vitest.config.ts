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
    // Two processors, shared: what takes seconds here takes longer beside a build.
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
