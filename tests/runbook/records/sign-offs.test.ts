import { expect, test } from 'vitest';
import { hasEvidence } from '../../../src/runbook/records/sign-offs.ts';
import type { SignOff } from '../../../src/runbook/records/sign-offs.ts';

test.each<[Partial<Pick<SignOff, 'snippets' | 'questions' | 'approval'>>, boolean]>([
  [{}, false],
  [{ snippets: { passed: 1, failed: 0, skipped: 0, on: '2026-10-01' } }, true],
  [{ snippets: { passed: 0, failed: 2, skipped: 2, on: '2026-10-01' } }, false],
  [{ questions: { answered: 1, of: 3 } }, true],
  [{ questions: { answered: 0, of: 3 } }, false],
  [{ approval: 'https://forge.example/pull/1' }, true],
])('a sign-off with %j has evidence: %s', (signOff, has) => expect(hasEvidence(signOff)).toBe(has));
