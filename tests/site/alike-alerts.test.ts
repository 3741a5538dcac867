import { describe, expect, test } from 'vitest';
import { alertAddress } from '../../src/runbook/links/alert-names.ts';
import { openAlike } from '../../src/site/alike-alerts.ts';
import type { Alert } from '../../src/site/entries.ts';

const NAMES = ['HighCPU', 'HighCpu', 'high_cpu', 'a/b', 'a-b', 'DiskFull'];
const alerts = NAMES.map((name): Alert => {
  const address = alertAddress(name);
  return { name, address, rules: [], runbooks: [], elsewhere: undefined, state: 'unraised' };
});
const { alertsSharing, alertsLike, alertsSpelled } = openAlike(() => alerts);
const names = (found: readonly { readonly name: string }[]): string[] => found.map(({ name }) => name);

describe('the alerts of a book', () => {
  test.each([
    ['a/b', ['a/b', 'a-b']],
    ['a-b', ['a-b', 'a/b']],
    ['HighCPU', ['HighCPU']],
    ['NoSuch', []],
  ])('that share the address of %s, itself first', (name, shared) => {
    expect(names(alertsSharing(name))).toEqual(shared);
  });

  test.each([
    ['HighCpu', ['HighCPU', 'high_cpu']],
    ['a-b', []],
    ['DiskFull', []],
  ])('with almost the name of %s, at other addresses', (name, like) => {
    expect(names(alertsLike(name))).toEqual(like);
  });

  test.each([
    ['highcpu', ['HighCPU', 'HighCpu']],
    ['high-cpu', ['HighCPU', 'HighCpu', 'high_cpu']],
    ['disk-full', ['DiskFull']],
    ['DiskFull', []],
  ])('that %s may mean', (spelling, meant) => {
    expect(names(alertsSpelled(spelling))).toEqual(meant);
  });
});
