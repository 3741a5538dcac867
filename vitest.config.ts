import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As the command line runs: without it, the Markdown grammar comes in its slow build for debugging.
  ssr: { resolve: { conditions: ['node', 'import', 'module', 'default'] } },
  test: {
    include: ['tests/**/*.test.ts'],
    // Two processors, shared: what takes seconds here takes longer beside a build.
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
