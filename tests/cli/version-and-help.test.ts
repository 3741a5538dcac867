import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/command-table.ts';
import type { CommandTable } from '../../src/cli/command.ts';
import { runOpsbook } from './run-opsbook.ts';

// Our own file: the shape is known.
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

test.each(['--version', '-V', 'version'])('%s says which opsbook this is', async (word) => {
  expect(await runOpsbook('/', [word])).toEqual({ status: 0, out: `${manifest.version}\n`, said: '' });
});

test.each([
  [
    ['help', 'lint'],
    ['lint', '--help'],
  ],
  [
    ['help', 'review'],
    ['review', '--help'],
  ],
  [
    ['help', 'review', 'sign'],
    ['review', 'sign', '--help'],
  ],
  [
    ['help', '--', 'lint'],
    ['lint', '--help'],
  ],
  [['help', 'help'], ['--help']],
  [['help'], ['--help']],
  [['help', '--help'], ['--help']],
])('%j prints what %j prints', async (asked, known) => {
  const { status, out } = await runOpsbook('.', asked);
  expect({ status, out }).toEqual({ status: 0, out: (await runOpsbook('.', known)).out });
  expect(out).toContain('Usage: opsbook');
});

test.each([
  [['help', 'lnt'], 'opsbook: unknown command `lnt`. Did you mean `lint`? See opsbook --help.\n'],
  [['version', '--all'], 'opsbook: unknown flag `--all` of version. See opsbook version --help.\n'],
  [['lint', '--format'], 'opsbook: --format takes a value, as in --format=value. See opsbook lint --help.\n'],
  [
    ['lint', '--format', '--fix'],
    'opsbook: --format takes a value, as in --format=value. See opsbook lint --help.\n',
  ],
  [['lint', '--fix=yes'], 'opsbook: --fix takes no value. See opsbook lint --help.\n'],
  [
    ['build', '--base', 'https://example.org/x'],
    'opsbook: --base takes a path like /runbooks, not `https://example.org/x`.\n',
  ],
  [['--version', 'lint'], 'opsbook: version takes no arguments, not `lint`. See opsbook version --help.\n'],
])('%j is a wrong usage', async (words, said) => {
  expect(await runOpsbook('.', words)).toEqual({ status: 2, out: '', said });
});

test('a command whose help names no arguments refuses one', async () => {
  const without = await commandsWithoutWords(COMMANDS);
  expect(without).toEqual(expect.arrayContaining(['build', 'dev', 'serve', 'export', 'mcp', 'review ics']));
  for (const name of without) {
    const { status, said } = await runOpsbook('.', [...name.split(' '), 'docs']);
    expect({ name, status, said }).toEqual({
      name,
      status: 2,
      said: expect.stringContaining(`opsbook: ${name} takes no arguments, not \`docs\`.`),
    });
  }
});

async function commandsWithoutWords(table: CommandTable, above = ''): Promise<string[]> {
  const found: string[] = [];
  for (const [name, { load }] of Object.entries(table)) {
    const command = await load();
    const path = above === '' ? name : `${above} ${name}`;
    if ('commands' in command) found.push(...(await commandsWithoutWords(command.commands, path)));
    else if (command.words === undefined) found.push(path);
  }
  return found;
}
