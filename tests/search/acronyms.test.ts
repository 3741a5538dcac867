import { expect, test } from 'vitest';
import { listAcronyms } from '../../src/search/acronyms.ts';

test.each([
  ['A Persistent Volume Claim (PVC) is pending', { pvc: ['persistent', 'volume', 'claim'] }],
  ['Several read-only file systems (ROFSs)', { rofs: ['read', 'only', 'file', 'systems'] }],
  ['See below (and above)', {}],
  ['One word (OWX)', {}],
  // As long as the text is, each bracket looks at no more than what stands before it.
  [`${'a'.repeat(500_000)} (AB)`, {}],
  [`${'ab '.repeat(200_000)}(AB)`, {}],
  ['(AB)'.repeat(100_000), {}],
])('short forms that a text explains', (text, found) => {
  expect(listAcronyms([text])).toEqual(found);
});
