import { expect, test } from 'vitest';
import { isServedName, servedNames } from '../../src/tools/served-names.ts';

const HERE = ['localhost', '127.0.0.1', '[::1]'];

test.each<[string, readonly string[], boolean]>([
  ['localhost', HERE, false],
  ['LocalHost', HERE, false],
  ['127.0.0.1', ['127.0.0.1', 'localhost', '[::1]'], false],
  ['127.8.9.1', ['127.8.9.1', ...HERE], false],
  ['::1', ['[::1]', 'localhost', '127.0.0.1'], false],
  ['0.0.0.0', ['0.0.0.0', ...HERE, 'box.example'], true],
  ['::', ['[::]', ...HERE, 'box.example'], true],
  ['10.0.0.5', ['10.0.0.5'], false],
  ['10.127.0.1', ['10.127.0.1'], false],
  ['fd00::5', ['[fd00::5]'], false],
  ['Docs.Example', ['docs.example'], false],
])('a server on %s answers to %j, and to any address in numbers: %s', (host, known, isAnyAddress) =>
  expect(servedNames(host, 'Box.Example')).toEqual({ known: new Set(known), isAnyAddress }),
);

test('the machine is called what it calls itself', () => {
  expect(servedNames('0.0.0.0').known.size).toBeGreaterThan(3);
});

test.each<[string, string | undefined, boolean]>([
  ['localhost', 'localhost', true],
  ['localhost', 'LOCALHOST:4321', true],
  ['localhost', '[::1]:4321', true],
  ['localhost', '127.0.0.1:65535', true],
  ['localhost', undefined, false],
  ['localhost', '', false],
  ['localhost', 'localhost:', false],
  ['localhost', 'localhost:123456', false],
  ['localhost', 'localhost:80:80', false],
  ['localhost', 'localhost.evil.example', false],
  ['localhost', 'evil.example', false],
  ['localhost', 'x@localhost', false],
  ['localhost', 'localhost/', false],
  ['localhost', ' localhost', false],
  ['localhost', 'evil localhost', false],
  ['localhost', '10.0.0.5', false],
  ['localhost', '[fd00::5]', false],
  ['localhost', '::1', false],
  ['0.0.0.0', '10.0.0.5:80', true],
  ['0.0.0.0', '[fd00::5]:80', true],
  ['::', '10.0.0.5', true],
  ['0.0.0.0', 'evil.example', false],
  ['0.0.0.0', '[evil]', false],
  ['0.0.0.0', '10.0.0.555', false],
])('a server on %s answers who asks for %s: %s', (host, asked, does) =>
  expect(isServedName(asked, servedNames(host, 'box'))).toBe(does),
);
