import { expect, test } from 'vitest';
import { didYouMean, findNearest, findOnlyNearest } from '../../../src/runbook/words/nearest.ts';

test.each<[string, string[], string | undefined]>([
  ['platfrom', ['platform', 'database'], 'platform'],
  ['titel', ['title'], 'title'],
  ['Owner', ['owner'], 'owner'],
  ['a', ['b'], 'b'],
  ['a', ['bc'], undefined],
  ['sev-2', ['sev1', 'sev2'], 'sev2'],
  ['queue', ['worker'], undefined],
  ['', ['worker'], undefined],
  ['shop/disk-fulll', ['shop/disk-full', 'shop/orders'], 'shop/disk-full'],
  ['a-long-folder/cat', ['a-long-folder/dog'], undefined],
  ['/runbooks/othr/', ['/runbooks/other/'], '/runbooks/other/'],
  ['x', [], undefined],
  ['3', ['2'], '2'],
  ['step-8', ['step-1', 'step-2'], undefined],
  ['3-install-the-agent', ['2-install-the-agent'], '2-install-the-agent'],
  ['08jan2017', ['05jun2017'], undefined],
  ['08jan2017', ['08may2017'], undefined],
  ['3apr2017', ['03apr2017'], '03apr2017'],
  ['bsh', ['bash', 'csh'], 'bash'],
  ['x'.repeat(201), ['x'.repeat(201)], undefined],
])('of %j, %j is the nearest', (name, known, nearest) => {
  expect(findNearest(name, known)).toBe(nearest);
});

test('a message asks, or says nothing', () => {
  expect([didYouMean('titel', ['title']), didYouMean('x', ['title'])]).toEqual([
    ' Did you mean `title`?',
    '',
  ]);
});

test.each<[string, string[], string | undefined]>([
  ['bsh', ['bash', 'csh'], undefined],
  ['bsh', ['bash', 'tcsh'], 'bash'],
])('of %j, only %j is the nearest', (name, known, nearest) => {
  expect(findOnlyNearest(name, known)).toBe(nearest);
});
