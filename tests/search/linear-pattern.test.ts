import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  errorPatternFault,
  errorText,
  hasError,
  isErrorPatternSafe,
  readErrorPattern,
} from '../../src/search/error-patterns.ts';
import { compileLinear } from '../../src/runbook/values/linear-pattern.ts';

/** Patterns of the part of the syntax that is searched for, small enough to compare with the platform. */
const pattern = fc.letrec<{ atom: string; piece: string; any: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\d', '\\b', '^', '$', ' '),
    tie('any').map((inner) => `(${inner})`),
    tie('any').map((inner) => `(?:${inner})`),
  ),
  piece: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}'))
    .map(([atom, repeat]) => {
      return /^(?:\^|\$|\\b)$/.test(atom) ? atom : atom + repeat;
    }),
  any: fc
    .array(tie('piece'), { minLength: 1, maxLength: 3 })
    .chain((pieces) => fc.constantFrom(pieces.join(''), pieces.join('|'))),
})).any;

describe('compileLinear', () => {
  it('finds a match where the platform does, from the same place on', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' '), maxLength: 6 }),
        (source, text) => {
          expect(compileLinear(source).find(text)?.[0]).toBe(new RegExp(source).exec(text)?.index);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['(a+)+$', `${'a'.repeat(5_000)}b`],
    ['(a|a)*b', 'a'.repeat(5_000)],
    ['(.*)*x', 'y'.repeat(5_000)],
    ['a*a*a*a*b', 'a'.repeat(5_000)],
  ])('gives up on %j, which hangs a backtracking engine, after one pass', (source, text) => {
    expect(compileLinear(source).find(text)).toBeUndefined();
  });

  it('knows the strings that a match must contain', () => {
    expect(compileLinear('OOM command not allowed.*').literals).toEqual(['oom command not allowed']);
    expect(compileLinear('(timeout|deadline) exceeded').literals).toEqual([' exceeded']);
    expect(compileLinear('Undefined(Column|Table)').literals).toEqual(['undefined']);
    expect(compileLinear('\\d+').literals).toEqual([]);
  });
});

describe('errorPatternFault', () => {
  it.each([
    ['plain text (with brackets', undefined],
    ['/var/log', undefined],
    ['503', 'it is too short'],
    ['/OOM (command )?not allowed/i', undefined],
    ['/a(?=b)/', 'it looks ahead or behind'],
    ['/(?<!a)b/', 'it looks ahead or behind'],
    ['/(a)\\1/', 'it refers back to a group'],
    ['/((a{50}){50}){2}/', 'it repeats too much'],
    ['/a*/', 'it matches everything'],
    ['/(/', 'it is not a regular expression (unterminated group)'],
  ])('%j: %j', (entry, fault) => {
    expect(errorPatternFault(entry)).toBe(fault);
    expect(isErrorPatternSafe(entry)).toBe(fault === undefined);
  });
});

describe('hasError', () => {
  it.each([
    ['no space left on device', 'write /tmp/a: No space  left\non device', true],
    ['column "id" does not exist', '{"msg":"column \\"id\\" does not exist"}', true],
    ['no space left on device', 'no space on device', false],
    ['/exited with code (1|137)\\b/', 'worker-1 exited with code 137', true],
    ['/exited with code (1|137)\\b/', 'worker-1 exited with code 13', false],
    ['/oom/i', 'an OOM kill', true],
    ['/^\\d{3} error$/m', 'first\n502 error\nlast', true],
  ])('%j in %j: %j', (entry, text, expected) => {
    const error = readErrorPattern(entry);
    expect(error && hasError(errorText(text), error)).toBe(expected);
  });
});
