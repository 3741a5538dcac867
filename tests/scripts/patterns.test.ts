import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isLinearByShape } from '../../scripts/patterns/is-linear-by-shape.ts';
import { listBuiltPatterns, listPatterns } from '../../scripts/patterns/list-patterns.ts';
import { isLinearByPaths } from '../../scripts/patterns/is-linear-by-paths.ts';
import { askRecheck, prove } from '../../scripts/patterns/prove.ts';

const project = join(import.meta.dirname, '../..');
const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(project, 'scripts/patterns', name), 'utf8'));

// The shapes in which `npm run patterns` writes them.
const proved = new Set(read('proved.json') as string[]);
const unproved = read('unproved.json') as Record<string, string[]>;
const open = new Set(Object.values(unproved).flat());

const patterns = listPatterns(project);
const asked = patterns.filter((pattern) => !isLinearByShape(pattern));

test('every regular expression of src is linear: by its shape, by proof, or it is listed with the reason', async () => {
  const found: string[] = [];
  for (const pattern of asked.filter(({ text }) => !proved.has(text) && !open.has(text))) {
    const verdict = await prove(pattern);
    if (verdict !== 'linear') found.push(`${pattern.place} is ${verdict}: ${pattern.text}`);
  }
  expect(found).toEqual([]);
}, 600_000);

test('the list of those without a proof only gets shorter', () => {
  const written = new Set(asked.map(({ text }) => text));
  expect([...open].filter((text) => !written.has(text) || proved.has(text))).toEqual([]);
});

test('every regular expression that src makes of texts is listed with why it takes no longer than its text', () => {
  const built = Object.values(read('built.json') as Record<string, string[]>).flat();
  expect(listBuiltPatterns(project).sort()).toEqual(built.sort());
});

test('what was proved is proved again: the shortest ones, as the others take long', async () => {
  const written = asked.filter(({ text }) => proved.has(text));
  const short = written.sort((a, b) => a.text.length - b.text.length).slice(0, 12);
  for (const pattern of short) expect([pattern.text, await prove(pattern)]).toEqual([pattern.text, 'linear']);
}, 600_000);

describe('by its shape', () => {
  test.each([/abc/, /^a+b/, /^\s*$/, /x\w*/, /a{1,9}b/, /^a|b+/, /(?:ab|c)\d+/])('%s is linear', (pattern) =>
    expect(isLinearByShape(pattern)).toBe(true),
  );
  test.each([/a+b/, /\s+$/, /^(?:a|a)*b/, /(a+)+/, /^a+b+/, /^a+b/m, /a*|b+c/, /(?=a+b)c/])(
    '%s is not known to be',
    (pattern) => expect(isLinearByShape(pattern)).toBe(false),
  );
});

describe('by all the ways through it', () => {
  test.each([
    ...[
      /^a+b/,
      /x\w*/,
      /^a|b+/,
      /(a+)+/,
      /(?<!a)a+b/,
      /\ba+\b/,
      /"(?:\\.|[^"\\\n])*"?/,
      /^(["'])(.*)\1$/,
      /^(?=a*b)a/,
    ],
    ...[/a{1,99}b/, /^ {0,99}\n/, /\[[^[\]]*\]/, /^(?:(?:ab|cd)+,)*$/m, /(?<=,)\w+$/, /[ab]+(?:-[ab]+)*/],
  ])('%s is linear', (pattern) => expect(isLinearByPaths(pattern)).toBe(true));

  test.each([
    ...[
      /a+b/,
      /\s+$/,
      /^(?:a|a)*b/,
      /^(a|ab|b)*$/,
      /^a*a*$/,
      /(?=a+b)c/,
      /^(\w+\s?)*$/,
      /(?<!b+)a/,
      /<!--.*?-->/,
    ],
    ...[
      /^(?:(?:a|a){8}){8}b/,
      /^a{0,99}a{0,99}b/,
      /"(?:[^"\\]|\\.)*"/,
      /^\s*b/m,
      /a(?:[^]*b)?/,
      /(?:\$\{[^}]*\}|[^"])*"/,
    ],
  ])('%s is not known to be', (pattern) => expect(isLinearByPaths(pattern)).toBe(false));

  test('recheck agrees wherever it has found a text that takes long', async () => {
    const shapes = ['a*', 'a+', '(?:ab)*', '[ab]*', 'b', '(?:a|b)+', 'a?', '(?:a+b)*', 'a{2}'];
    const made = shapes.flatMap((one) =>
      shapes.flatMap((other) => ['^', ''].map((start) => ({ source: `${start}${one}${other}c`, flags: '' }))),
    );
    const linear = made.filter((one) => isLinearByPaths(one));
    expect(linear.length).toBeGreaterThan(30);
    for (const one of linear)
      expect([one.source, await askRecheck(one)]).not.toEqual([one.source, 'superlinear']);
  }, 600_000);
});

test.each([
  [/^(?:l+|[a-z]{3})(?:,(?:l+|[a-z]{3}))*$/, 'superlinear'],
  [/\s+$/, 'superlinear'],
  [/^a+b+$/, 'linear'],
] as const)(
  'the prover tells what %s is',
  async ({ source, flags }, verdict) =>
    expect(await prove({ source, flags, text: '', place: '' })).toBe(verdict),
  600_000,
);
