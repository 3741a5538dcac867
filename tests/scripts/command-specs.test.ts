import { describe, expect, test } from 'vitest';
import { mergeSpecs, pathIn } from '../../scripts/command-specs/merge.ts';
import { installedTools } from '../../scripts/command-specs/readers/installed-tools.ts';

describe('two sources of one tool', () => {
  test('a command has the name that the newer source gives it, whatever the older one called it', () => {
    const older = { helm: {}, 'helm hist': { alias: 'history', flags: '--max=' }, 'helm dep up': {} };
    const newer = {
      helm: {},
      'helm history': { flags: '-o,--output=' },
      'helm dependency': { alias: 'dep' },
    };
    expect(mergeSpecs({ ...older, 'helm dep': { alias: 'dependency' } }, newer)).toEqual({
      helm: {},
      'helm history': { flags: '--max= -o,--output=', alias: 'hist' },
      'helm dependency': { alias: 'dep' },
      'helm dependency up': {},
    });
  });

  test('two commands of the newer source stay two, though the older one took one for a name of the other', () => {
    const older = { podman: {}, 'podman ls': { alias: 'list' } };
    const newer = { podman: {}, 'podman ls': { flags: '--a' }, 'podman list': { flags: '--b' } };
    expect(mergeSpecs(older, newer)).toMatchObject({
      'podman ls': { flags: '--a' },
      'podman list': { flags: '--b' },
    });
  });

  test('a flag that an older source has as global takes what the newer one says', () => {
    const older = { podman: { global: '-c,--connection' } };
    expect(mergeSpecs(older, { podman: { flags: '-c,--connection=' } }).podman?.global).toBe(
      '-c,--connection=',
    );
  });

  test('a correction finds a command by any of its names', () => {
    const spec = { helm: {}, 'helm dependency': { alias: 'dep' }, 'helm dependency list': { alias: 'ls' } };
    expect(['helm dep ls', 'helm dep new', 'helm x'].map((path) => pathIn(spec, path))).toEqual([
      'helm dependency list',
      'helm dependency new',
      'helm x',
    ]);
  });
});

test('no tool is asked for its help twice: the later reading would take the place of the first', () => {
  const names = installedTools.map(({ tool }) => tool);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
