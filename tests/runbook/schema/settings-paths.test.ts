import { expect, test } from 'vitest';
import {
  globMessage,
  greedMessage,
  isOutside,
  leavesRoot,
} from '../../../src/runbook/schema/settings-paths.ts';

test.each([
  ['content/runbooks', false],
  ['a..b/c', false],
  ['.hidden', false],
  ['a~', false],
  ['ab:c', false],
  ['/etc', true],
  ['\\\\host\\share', true],
  ['~/a', true],
  ['C:/a', true],
  ['c:a', true],
  ['..', true],
  ['../a', true],
  ['a/../b', true],
  ['a\\..\\b', true],
  ['a/..', true],
])('%s leaves the book: %s', (path, does) => expect(leavesRoot(path)).toBe(does));

test.each([
  ['../rules/*.yaml', true],
  ['../../rules/*.yaml', true],
  ['rules/*.yaml', false],
  ['a/../rules', false],
  ['../rules/../..', false],
  ['../rules/..\\x', false],
  ['..', false],
  ['../..', false],
  ['../..a', true],
  ['./../rules', false],
  ['x../rules', false],
  ['../a../b', true],
  ['../a../..', false],
  ['/rules', false],
])('%s names files beside the book: %s', (glob, does) => expect(isOutside(glob)).toBe(does));

test.each<[string, boolean, string | undefined]>([
  ['alerts/*.yaml', false, undefined],
  ['../rules/*.yaml', true, undefined],
  ['../rules/*.yaml', false, 'Fix the rest of this file first'],
  ['/rules/*.yaml', true, 'is not a path from the book'],
  ['../rules/../*.yaml', true, 'is not a path from the book'],
  ['~/*.yaml', false, 'is not a path from the book'],
  ['*/*/*/*/*/*/*', true, 'Split'],
  ['../*/*/*/*/*/*/*', true, 'Split'],
])('the glob %s of settings without another fault (%s): %s', (glob, isTrusted, said) =>
  expect(globMessage(glob, isTrusted)).toEqual(said && expect.stringContaining(said)),
);

test.each([
  ['*'.repeat(6), undefined],
  ['*'.repeat(7), `Split \`${'*'.repeat(7)}\`: a glob has at most 6 stars and 200 characters.`],
  ['a'.repeat(200), undefined],
  ['a'.repeat(201), `Split \`${'a'.repeat(201)}\`: a glob has at most 6 stars and 200 characters.`],
])('of %s is said: %s', (glob, said) => expect(greedMessage(glob)).toBe(said));
