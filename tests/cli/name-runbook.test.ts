import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/command.ts';
import type { Terminal } from '../../src/cli/command.ts';
import { nameRunbook } from '../../src/cli/name-runbook.ts';

const IDS = [
  'disk',
  'pilot/disk-full',
  'pilot/disk',
  'pilot/deploy',
  'shop/deploy',
  'shop/deep/rollback',
  'shop/Queue',
];
const nobody: Terminal = {
  folder: '/',
  hasColour: false,
  isInteractive: false,
  environment: {},
  print: () => undefined,
  warn: () => undefined,
  readInput: () => Promise.resolve(''),
  interrupted: () => new Promise(() => undefined),
};
const ofAlert = (name: string): string[] => (name.toLowerCase() === 'diskfilling' ? ['pilot/disk-full'] : []);
const name = (word: string, more: object = {}) => nameRunbook(word, { ids: IDS, ofAlert, ...more }, nobody);

describe('a runbook on the command line', () => {
  it.each([
    ['pilot/disk-full', 'pilot/disk-full'],
    ['disk-full', 'pilot/disk-full'],
    ['disk', 'disk'], // an id comes before the end of one
    ['rollback', 'shop/deep/rollback'],
    ['deep/rollback', 'shop/deep/rollback'],
    ['DiskFilling', 'pilot/disk-full'],
    ['diskfilling', 'pilot/disk-full'],
    ['shop/dep', 'shop/deploy'],
    ['disk-f', 'pilot/disk-full'],
    ['queue', 'shop/Queue'],
    ['content/runbooks/pilot/disk.mdx', 'pilot/disk'],
    ['./content/runbooks/disk.md', 'disk'],
    ['disk-full.mdx', 'pilot/disk-full'],
  ])('may be called %s: %s', async (word, id) => {
    expect(await name(word)).toBe(id);
  });

  it.each([
    ['deploy', '`deploy` fits several runbooks: `pilot/deploy`, `shop/deploy`. Write more of the id.'],
    [
      'pilot/d',
      '`pilot/d` fits several runbooks: `pilot/disk-full`, `pilot/disk`, `pilot/deploy`. Write more of the id.',
    ],
    ['pilot/disk-fall', 'no runbook has the id `pilot/disk-fall`. Did you mean `pilot/disk-full`?'],
    ['disk-fall', 'no runbook has the id `disk-fall`. Did you mean `pilot/disk-full`?'],
    ['shop/rollbakc', 'no runbook has the id `shop/rollbakc`. `opsbook find` looks for words.'],
    ['rollbakc', 'no runbook has the id `rollbakc`. Did you mean `shop/deep/rollback`?'],
    ['', 'no runbook has the id ``. `opsbook find` looks for words.'],
    ['/', 'no runbook has the id `/`. `opsbook find` looks for words.'],
  ])('is refused as %j', async (word, message) => {
    await expect(name(word)).rejects.toThrow(new UsageError(message));
  });

  it('is not guessed from how it begins where nobody looks', async () => {
    await expect(name('disk-f', { isBeginEnough: false })).rejects.toThrow('no runbook has the id `disk-f`.');
    expect(await name('disk-full', { isBeginEnough: false })).toBe('pilot/disk-full');
  });
});
