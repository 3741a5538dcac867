import { expect, it } from 'vitest';
import { evidenceSchema } from '../../../src/runbook/records/evidence.ts';

it.each([
  ['passed', true],
  ['failed', true],
  ['skipped', true],
  ['unknown', false],
])('evidence may say that a snippet %s: %s', (status, isRead) => {
  const snippets = [{ name: 'line 7', line: 7, status }];
  const runbook = { id: 'disk', path: 'disk.md', contentHash: 'sha256:0', snippets };
  const evidence = {
    version: 1,
    opsbook: '1.0.0',
    at: '2026-11-20T10:00:00Z',
    tools: {},
    runbooks: [runbook],
  };
  const read = (more: object): boolean => evidenceSchema.safeParse({ ...evidence, ...more }).success;
  expect([read({}), read({ version: 2 })]).toEqual([isRead, false]);
});
