import { afterAll, expect } from 'vitest';

// For files that share a process: the next one must find it as this one has found it.

const before = { ...process.env };
const folder = process.cwd();

afterAll(() => {
  // Names alone: a value may be nobody's business.
  const names = Object.keys({ ...before, ...process.env });
  const changed = names.filter((name) => process.env[name] !== before[name]);
  const said = 'what this file has changed of its process; list it under ALONE in vitest.config.ts';
  expect({ changed, folder: process.cwd() }, said).toEqual({ changed: [], folder });
});
