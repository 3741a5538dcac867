import { expect, test } from 'vitest';
import { exampleOutput } from '../../src/run/expected-example.ts';

const cases: readonly (readonly [expected: string, example: string | undefined])[] = [
  ['OK', undefined],
  ['a\nb', undefined],
  ['(\\(integer\\) )?\\d+ (regex)', '(integer) 7'],
  ['\\d{1,2} (regex)', '7'],
  ['NAME*STATUS* (glob)\n*Up* (glob)\n(*)', 'NAME…STATUS…\n…Up…\n…'],
  ['basket-db-1|streaming|\\d+:\\d+.* (regex)', 'basket-db-1'],
  ['[a-z][a-z0-9-]* (regex)', 'aabc'],
  ['up: (true|false) (regex)', 'up: true'],
  ['\\*literal? (glob)', '*literalx'],
  ['{"a":[]} (no-eol)', '{"a":[]}'],
  ['no\n[1]', 'no\n(exit status 1)'],
  // What has no example, or cannot be read, stays as it is written.
  ['(?=a)b (regex)', '(?=a)b (regex)'],
  ['[ (regex)', '[ (regex)'],
  ['\\p{Lu}{900} (regex)', '\\p{Lu}{900} (regex)'],
];

test.each(cases)('an example of %j is %j', (expected, example) => {
  expect(exampleOutput(expected)).toBe(example);
});
