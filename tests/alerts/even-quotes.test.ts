import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { evenQuotes } from '../../src/alerts/even-quotes.ts';

test.each([
  ['in a map of one line', 'a: {b: "x\ny", c: d}\ne: f', { a: { b: 'x y', c: 'd' }, e: 'f' }],
  ['a map itself', 'a: {\nb: c,\nd: e\n}\nf: g', { a: { b: 'c', d: 'e' }, f: 'g' }],
  ['a list', 'a: [b,\n"c]"\n]\ne: f', { a: ['b', 'c]'], e: 'f' }],
  ['behind an anchor', 'a: &x "b\nc"\nd: *x', { a: 'b c', d: 'b c' }],
  ['behind a tag', "a: !!str 'it''s\nb'\nc: d", { a: "it's b", c: 'd' }],
  ['under its key', 'x:\n  a:\n    "b\n  c"\n  d: e', { x: { a: 'b c', d: 'e' } }],
  ['behind a text block', 'a: |\n  "b\nc: "d\ne"', { a: '"b\n', c: 'd e' }],
])('a value goes on at the column of its key: %s', (_, text, value) => {
  const { text: even } = evenQuotes(text);
  expect(even).toHaveLength(text.length);
  expect(JSON.parse(JSON.stringify(parse(even)).replaceAll(/ {2,}/g, ' '))).toEqual(value);
  const windows = text.replaceAll('\n', '\r\n');
  expect(evenQuotes(windows).text).toHaveLength(windows.length);
  expect(evenQuotes(windows).breaks).toHaveLength(evenQuotes(text).breaks.length);
});

test.each([
  ['its end is missing', 'a: "b\nc: d'],
  ['a document begins', 'a: "b\n---\nc"'],
  ['a comment would take in the next line', 'a: {b: c, # d\ne: f}'],
  ['a text block', 'a: |\n  "b\n  c"'],
  ['a plain text', "a: it's\nb: c's {\nd: e"],
])('no line is joined: %s', (_, text) => {
  expect(evenQuotes(text)).toEqual({ text, breaks: [] });
});
