import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Two processors, shared: what takes seconds here takes longer beside a build.
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
