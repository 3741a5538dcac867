import { describe, expect, test } from 'vitest';
import { renderTemplate, listTemplateLabels } from '../../src/alerts/template.ts';
import { parseHcl } from '../../src/alerts/parse-hcl.ts';
import { targeted } from '../../src/runbook/dialects/inline.ts';
import { trimMarks, trimMarksEnd } from '../../src/runbook/words/trim-marks.ts';
import { readErrorPattern } from '../../src/search/error-patterns.ts';
import { hasPrompts } from '../../src/shell/console.ts';
import { findPlaceholders } from '../../src/shell/placeholders.ts';

const LONG = 200_000;

// Each took seconds to minutes before, growing with the square: nothing is timed, it has to end.
describe('a long run of one mark is read once, and not anew from each of its places', () => {
  test.each([
    ['braces of a template', () => renderTemplate('{{ '.repeat(LONG), {})],
    ['blanks in a template', () => listTemplateLabels(`{{${' '.repeat(LONG)}`)],
    ['marks inside a text', () => trimMarks(`a${'-'.repeat(LONG)}a`, '-')],
    ['slashes of an error', () => readErrorPattern(`/${'a/'.repeat(LONG)}x`)],
    ['blanks before no prompt', () => hasPrompts(' '.repeat(LONG))],
    ['placeholders', () => findPlaceholders(`echo ${'<a>'.repeat(LONG / 4)}`)],
    ['interpolations of a text that does not end', () => parseHcl(`a = "${'${b}'.repeat(LONG)}`)],
    ['escaped quotes of a text that does not end', () => parseHcl(`a = "${'\\"'.repeat(LONG)}`)],
    ['marks of a role', () => targeted('<'.repeat(LONG))],
  ])('%s', (_, read) => expect(read).not.toThrow());
});

test.each([
  ['--a-b--', 'a-b'],
  ['----', ''],
  ['a', 'a'],
])('trims %s to %s', (text, trimmed) => expect(trimMarks(text, '-')).toBe(trimmed));

test('trims the end alone', () => expect(trimMarksEnd('/a//', '/')).toBe('/a'));

test.each([
  ['the page <../page>', { words: 'the page', target: '../page' }],
  ['<../page>', { words: '', target: '../page' }],
  ['page', {}],
  ['a <>', {}],
])('a role reads %s', (text, read) => expect(targeted(text)).toEqual(read));
