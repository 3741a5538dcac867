import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { runOpsbook } from './run-opsbook.ts';

/** What bash offers where these words have been typed; the last of them is not finished. */
async function bashOffers(...words: readonly string[]): Promise<string[]> {
  const { out } = await runOpsbook('.', ['completion', 'bash']);
  const script = `${out}\nCOMP_WORDS=(opsbook "$@"); COMP_CWORD=$#; _opsbook; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['--norc', '-euc', script, 'bash', ...words], { encoding: 'utf8' });
  return printed.split('\n').filter((line) => line !== '');
}

test.each([
  [['al'], ['alerts']],
  [['review', 'si'], ['sign']],
  [
    ['alerts', ''],
    ['check', 'annotate', 'stub', 'test'],
  ],
  [
    ['completion', ''],
    ['bash', 'zsh', 'fish', '--help'],
  ],
  [['lint', '--cha'], ['--changed-since']],
  [['lint', '--root', 'books', '--chan'], ['--changed-since']],
  [['lint', '--format', 'sa'], ['sarif']],
  [['review', 'status', '--format', 'c'], ['csv']],
  [['review', 'remind', '--format', 's'], ['slack']],
  [['help', 'review', 'aft'], ['after-incident']],
  // File names, which bash completes by itself.
  [['lint', ''], []],
  [['lint', '--root', ''], []],
  [['lint', 'con'], []],
])('bash completes %j', async (words, expected) => {
  expect(await bashOffers(...words)).toEqual(expected);
});

test('every command and every flag of the help is completed in every shell', async () => {
  const overview = (await runOpsbook('.', ['--help'])).out;
  const names = [...overview.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name = '']) => name);
  expect(names).toContain('completion');
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { out } = await runOpsbook('.', ['completion', shell]);
    for (const name of names) expect(out).toMatch(new RegExp(`\\b${name}\\b`));
    for (const flag of ['changed-since', 'due-within', 'yes-destroy']) expect(out).toContain(flag);
  }
});

test('zsh takes what is printed for it', async (context) => {
  if (spawnSync('zsh', ['--version']).error) context.skip('there is no zsh');
  const { out } = await runOpsbook('.', ['completion', 'zsh']);
  const checked = spawnSync('zsh', ['-fn'], { input: out, encoding: 'utf8' });
  expect(checked).toMatchObject({ status: 0, stderr: '' });
  const script = `autoload -Uz compinit; compinit -D -u;\n${out}\nprint -r -- "\${_comps[opsbook]}"`;
  expect(spawnSync('zsh', ['-fc', script], { encoding: 'utf8' }).stdout).toBe('_opsbook\n');
});

test('fish takes what is printed for it', async (context) => {
  if (spawnSync('fish', ['--version']).error) context.skip('there is no fish');
  const { out } = await runOpsbook('.', ['completion', 'fish']);
  expect(spawnSync('fish', ['--no-execute'], { input: out, encoding: 'utf8' })).toMatchObject({ status: 0 });
});

test.each([[[]], [['tcsh']], [['bash', 'zsh']]])('completion %j is a wrong usage', async (words) => {
  expect(await runOpsbook('.', ['completion', ...words])).toEqual({
    status: 2,
    out: '',
    said: 'opsbook: completion takes one of bash, zsh, fish.\n',
  });
});
