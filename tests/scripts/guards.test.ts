import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { listMutations, mutate } from '../../scripts/guards/list-mutations.ts';
import { isSurvivor, readGuards, readSurvivors } from '../../scripts/guards/read-guards.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Every text that a mutation makes of a text, on one line. */
function mutated(text: string): readonly string[] {
  return listMutations('a.ts', text).map((one) => mutate(text, one));
}

describe('mutations', () => {
  test.each<[string, readonly string[]]>([
    ['const MOST = 1_000;', ['const MOST = 1001;']],
    ["open(path, 'wx', mode);", ["open(path, 'w', mode);"]],
    ['const isOpen = true;', ['const isOpen = false;']],
    ['a < b; a >= b;', ['a <= b; a >= b;', 'a < b; a > b;']],
    ["a === 'x';", ["a !== 'x';"]],
    ['a && b && c;', ['b && c;', 'a && c;', 'a && b;']],
    ['a || b;', ['b;', 'a;']],
    ['a ? b : c;', ['!(a) ? b : c;']],
    ["new Set(['x', 'y']);", ["new Set([ 'y']);", "new Set(['x', ]);"]],
    ["f([['10.0.0.0', 8]]);", ['f([]);', "f([['10.0.0.0', 9]]);"]],
    [
      'const T = { a: b, c: d, e: f };',
      ['const T = {  c: d, e: f };', 'const T = { a: b,  e: f };', 'const T = { a: b, c: d,  };'],
    ],
    ['function f() { if (a) return b; }', ['function f() { ; }', 'function f() { if (!(a)) return b; }']],
    ['if (a) b();', ['if (!(a)) b();']],
    ['/^a$/.test(b);', ['/a$/.test(b);', '/^a/.test(b);']],
    ['a[b] ?? 0;', []],
    ['a.get(b) ?? 0;', ['a.get(b) ?? 1;']],
    // What is no guard: types, imports, what an error says, a dollar sign itself.
    ["type A = 'x' | 1; import { b } from 'c'; throw new Error(d ? e : f); /a\\$/.test(g);", []],
  ])('of %s', (text, made) => expect(mutated(text)).toEqual(made));

  test('are named by the lines around them, wherever these stand', () => {
    const text =
      'const before = f();\n\nexport function isOld(day: Day): boolean {\n  return day < today;\n}\n';
    expect(listMutations('a.ts', text)).toMatchObject([
      {
        kind: 'comparison',
        within: 'isOld',
        line: 4,
        was: 'return day < today;',
        becomes: 'return day <= today;',
      },
    ]);
  });
});

describe('the list of guards', () => {
  const guards = readGuards();

  test.each(guards)('names files and tests that are there: $file', ({ file, tests }) => {
    expect([file, ...tests].filter((path) => !existsSync(at(path)))).toEqual([]);
  });

  test('has survivors only that can still be made, once each', () => {
    for (const [file, survivors] of readSurvivors()) {
      const mutations = listMutations(file, readFileSync(at(file), 'utf8'));
      const gone = survivors.filter((one) => !mutations.some((mutation) => isSurvivor(mutation, one)));
      expect([file, gone]).toEqual([file, []]);
      expect(guards.map((guard) => guard.file)).toContain(file);
    }
  });
});
