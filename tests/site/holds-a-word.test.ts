import { describe, expect, it } from 'vitest';
import { stateOf } from '../../src/site/client/answer-words.ts';
import { holdsAWord } from '../../src/site/client/holds-a-word.ts';

describe('a page of the full text', () => {
  it.each([
    ['disk full', ['Disk']],
    ['restarting', ['restart']],
    ['running', ['run']],
    ['copies', ['copy']],
    ['db', ['db']],
    ['404', ['/404.html']],
    ['unsafe link', ['no-unsafe-link']],
    ['esm', ['`no-esm`:']],
    ['Café', ['cafe']],
    ['数据库', ['数据']],
    ['nope disk', ['no', 'disk']],
  ])('holds a word of %j: %j', (query, marked) => {
    expect(holdsAWord(query, marked)).toBe(true);
  });

  it.each([
    ['nope', ['no', 'no-esm', 'not']],
    ['asdfghjkl', ['as', 'a']],
    ['zzzyqx', []],
    ['xx', ['x']],
    ['…', ['disk']],
  ])('holds none of %j: %j', (query, marked) => {
    expect(holdsAWord(query, marked)).toBe(false);
  });
});

describe('an answer without a runbook', () => {
  const nothing = {
    number: 1,
    verdict: 'nothing',
    hits: [],
    meanings: [],
    groups: [],
    isWhole: true,
  } as const;

  it('does not say that nothing is there while pages stand below', () => {
    expect(stateOf(nothing)).toBe('Nothing in this book is like that');
    expect(stateOf(nothing, true)).toBe('No runbook is like that, but these pages share a word');
  });
});
