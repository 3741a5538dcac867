import { expect, test } from 'vitest';
import {
  forgeAddress,
  hasEvidence,
  readAnySignOffs,
  signOffSchema,
} from '../../../src/runbook/records/sign-offs.ts';
import type { SignOff } from '../../../src/runbook/records/sign-offs.ts';

test.each<[Partial<Pick<SignOff, 'snippets' | 'questions' | 'approval'>>, boolean]>([
  [{}, false],
  [{ snippets: { passed: 1, failed: 0, skipped: 0, on: '2026-10-01' } }, true],
  [{ snippets: { passed: 0, failed: 2, skipped: 2, on: '2026-10-01' } }, false],
  [{ questions: { answered: 1, of: 3 } }, true],
  [{ questions: { answered: 0, of: 3 } }, false],
  [{ approval: 'https://forge.example/pull/1' }, true],
])('a sign-off with %j has evidence: %s', (signOff, has) => expect(hasEvidence(signOff)).toBe(has));

const SIGN_OFF = {
  runbook: 'disk',
  at: '2026-10-01T09:30:00Z',
  by: 'alice',
  content: `sha256:${'0a'.repeat(32)}`,
};
const FORGE = 'https://forge.example/pull/';
const KINDS_OF_PROOF = ['reviewer', 'answers', 'snippets', 'links', 'alerts', 'lint'];

test.each<[object, boolean]>([
  [{}, true],
  [{ by: ' ' }, false],
  [{ at: '2026-10-01' }, false],
  [{ content: `x${SIGN_OFF.content}` }, false],
  [{ content: `${SIGN_OFF.content}0` }, false],
  [{ commit: '0a1b2c3' }, true],
  [{ commit: 'x0a1b2c3' }, false],
  [{ commit: '0a1b2c3x' }, false],
  [{ commit: '0a1b2c' }, false],
  [{ findings: { errors: 0, warnings: 0 } }, true],
  [{ findings: { errors: -1, warnings: 0 } }, false],
  ...['teams', 'codeowners', 'author', 'forge'].map((known): [object, boolean] => [{ known }, true]),
  [{ known: 'hearsay' }, false],
  [{ approval: 'http://forge.example/pull/1' }, true],
  [{ approval: 'xhttp://forge.example/pull/1' }, false],
  [{ approval: 'httpx://forge.example/pull/1' }, false],
  [{ approval: `${FORGE}ü` }, false],
  ...KINDS_OF_PROOF.map((one): [object, boolean] => [{ missing: [one] }, true]),
  [{ missing: [] }, false],
  [{ missing: ['sleep'] }, false],
  [{ more: 1 }, false],
])('a sign-off with %j fits: %s', (more, fits) => {
  expect(signOffSchema.safeParse({ ...SIGN_OFF, ...more }).success).toBe(fits);
});

test.each([
  [2000, true],
  [2001, false],
])('the address of a pull request may have %d signs: %s', (length, fits) =>
  expect(forgeAddress.safeParse(FORGE.padEnd(length, '1')).success).toBe(fits),
);

test('a file of sign-offs tells each thing that is wrong with it', () => {
  const fault = { ruleId: 'yaml-valid', message: 'It is no UTF-8.', range: undefined } as const;
  const text = 'quarter: 2026-Q4\nquarter: 2026-Q4\nmore: 1\n';
  const { faults } = readAnySignOffs({ path: 'reviews/2026-Q4.yaml', text, faults: [fault] });
  expect(faults.map(({ message }) => message)).toEqual([
    'It is no UTF-8.',
    'Remove the second `quarter`: it is already given above.',
    'Remove or rename `more`: a file of sign-offs has no such field.',
  ]);
});
