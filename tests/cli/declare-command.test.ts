import { describe, expect, test } from 'vitest';
import { declareCommand } from '../../src/cli/declare-command.ts';

const command = { flags: ['--env=', '-v,--verbose'], subcommands: { deploy: { flags: [] } } };
const LINES = `  shipit:
    flags:
      - --env=
      - -v,--verbose
    subcommands:
      deploy:
        flags: []`;

describe('a command is declared, and every other byte stays', () => {
  test.each<[string, string, string]>([
    ['in an empty file', '', `commands:\n${LINES}\n`],
    ['below comments alone', '# ours\n', `# ours\ncommands:\n${LINES}\n`],
    [
      'below the other settings',
      "site:   {title: 'x'}   # keep\n\n",
      `site:   {title: 'x'}   # keep\n\ncommands:\n${LINES}\n`,
    ],
    ['in a file without a last line ending', 'runbooks: docs', `runbooks: docs\ncommands:\n${LINES}`],
    [
      'in a file with the line endings of Windows',
      'runbooks: docs\r\n',
      `runbooks: docs\r\ncommands:\n${LINES}\n`.replace(/\r?\n/g, '\r\n'),
    ],
    [
      'after its neighbours, with their indentation and comments',
      'commands: # tools\n    peek: # sees\n        flags: [-a] # all\n\n# after\nrunbooks: docs\n',
      `commands: # tools\n    peek: # sees\n        flags: [-a] # all\n${LINES.replace(/^/gm, '  ')}\n\n# after\nrunbooks: docs\n`,
    ],
    [
      'under an empty `commands:`',
      'commands: # none\nrunbooks: docs\n',
      `commands: # none\n${LINES}\nrunbooks: docs\n`,
    ],
    [
      'in the place of what was said of it',
      'commands:\n  shipit:\n    subcommands: [old] # gone\n  # next\n  peek: {}\n',
      `commands:\n${LINES}\n  # next\n  peek: {}\n`,
    ],
    [
      'between braces',
      'commands: { peek: {} } # all\n',
      'commands: { peek: {}, "shipit": {"flags":["--env=","-v,--verbose"],"subcommands":{"deploy":{"flags":[]}}} } # all\n',
    ],
    [
      'between braces, in the place of what was said of it',
      'commands: { shipit: {}, peek: {} }\n',
      'commands: { "shipit": {"flags":["--env=","-v,--verbose"],"subcommands":{"deploy":{"flags":[]}}}, peek: {} }\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(declareCommand({ text, name: 'shipit', command })).toBe(expected);
  });

  test.each([
    ['that is one map in braces', '{ runbooks: docs }\n'],
    ['that is no YAML', 'runbooks: [\n'],
    ['that is a list', '- a\n'],
    ['whose commands are a list', 'commands: [a]\n'],
    ['that ends', 'runbooks: docs\n...\n'],
  ])('but nothing is guessed in a file %s', (_, text) => {
    expect(declareCommand({ text, name: 'shipit', command })).toBeUndefined();
  });
});
