import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { withoutParams } from '../../../src/runbook/yaml/without-params.ts';

it.each<[string, string, string]>([
  [
    'a block between others',
    'title: A\nparams:\n  X: { d: a }\n\n  Y: 1\nowner: b\n',
    'title: A\nowner: b\n',
  ],
  ['a block at the start', 'params:\n  X: 1\nowner: b\n', 'owner: b\n'],
  ['a block at the end', 'owner: b\nparams:\n  X: 1', 'owner: b\n'],
])('takes out %s', (_, yaml, expected) => {
  expect(parse(withoutParams(yaml))).toEqual(parse(expected));
  expect(withoutParams(yaml)).not.toContain('params');
});

it.each([
  'title: A\n',
  'params: { X: 1 }\nowner: b\n',
  'params:\n  X: &x { d: a }\nowner: *x\n',
  'params:\n  X: "a\n    b"\nowner: b\n',
  "params:\n  X: 'a\n   b'\nowner: b\n",
  'params:\n  X: { d: a,\n    e: b }\nowner: b\n',
  'summary: "a\nparams:\n  X: 1\n"\n',
  'about:\n  params:\n    X: 1\n',
])('leaves what may hang together as it is: %j', (yaml) => {
  expect(withoutParams(yaml)).toBe(yaml);
});
