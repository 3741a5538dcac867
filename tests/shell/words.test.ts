import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isOneOf, words } from '../../src/shell/words.ts';

const FOLDER = new URL('../../src/shell/', import.meta.url);
/** Every list of words that stands in the code of the shell. */
const LISTS = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .flatMap((name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8').replace(/'\s*\+\s*'/g, '');
    return [...text.matchAll(/(?:\bwords\(|\bisOneOf\([^;]{1,80}?,)\s*'([^']*)'/g)].map(
      ({ 1: list = '' }) => list,
    );
  });

test('a word is one of a list as a whole', () => {
  expect(LISTS.length).toBeGreaterThan(100);
  for (const list of LISTS)
    for (const word of list.split(' ')) {
      expect([isOneOf(word, list), words(list).has(word)], word).toEqual([true, true]);
      const others = [`${word}x`, `x${word}`, ` ${word}`, word.slice(0, -1), word.slice(1), `${word} `, list];
      const alone = others.filter((other) => !list.split(' ').includes(other));
      expect(
        alone.filter((other) => isOneOf(other, list) || words(list).has(other)),
        word,
      ).toEqual([]);
    }
});

test('a list says each word once, with one blank between two', () => {
  const wrong = LISTS.filter(
    (list) => new Set(list.split(' ')).size < list.split(' ').length || /^ | $| {2}/.test(list),
  );
  expect(wrong).toEqual([]);
});
