import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listMutations } from '../../scripts/guards/list-mutations.ts';
import { proofOf, proofState, readProofs } from '../../scripts/guards/proofs.ts';
import { readGuards } from '../../scripts/guards/read-guards.ts';

const TEXT = 'export function isOld(day: number): boolean {\n  return day < 3;\n}\n';
const of = (text: string, listed = 0) => proofOf(text, listMutations('a.ts', text), listed);

describe('what was proved of a file that protects', () => {
  test.each([
    ['a comment', `// Why.\n${TEXT}`],
    ['a comment of documentation', TEXT.replace('export', '/** Says it. */\nexport')],
    ['a comment at the end of a line', TEXT.replace('3;', '3; // days')],
    ['lines that are broken elsewhere', TEXT.replaceAll(' ', '\n').replace('return\n', 'return ')],
  ])('stays so after %s', (_, text) => {
    expect(proofState(of(text), of(TEXT))).toBe('proved');
  });

  test.each([
    ['another constant', TEXT.replace('3', '4')],
    ['another operator', TEXT.replace('<', '<=')],
    ['one more line', `${TEXT}f();\n`],
    ['a text with other white space', TEXT.replace('3', "'a  b'.length")],
  ])('is to be proved again after %s', (_, text) => {
    const known = of(TEXT.replace('3', text.includes('a  b') ? "'a b'.length" : '3'));
    expect(proofState(of(text), known)).toBe('changed since');
  });

  test('is to be proved again when another mutation is said to change nothing', () => {
    expect(proofState(of(TEXT, 1), of(TEXT))).toBe('changed since');
  });

  test('is nothing before it was tried', () => {
    expect(proofState(of(TEXT), undefined)).toBe('never run');
  });
});

describe('the ledger of what was proved', () => {
  const proofs = readProofs();

  test('has files alone that are marked, in order, one a line', () => {
    const files = Object.keys(proofs);
    const marked = new Set(readGuards().map(({ file }) => file));
    expect(files.filter((file) => !marked.has(file))).toEqual([]);
    expect(files).toEqual(files.toSorted());
    const path = fileURLToPath(new URL('../../scripts/guards/proved.json', import.meta.url));
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(files.length + 2);
  });
});
