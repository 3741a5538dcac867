import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
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
  [['--version', 'lint'], 'opsbook: version takes no words.\n'],
])('%j is a wrong usage', async (words, said) => {
  expect(await runOpsbook('.', words)).toEqual({ status: 2, out: '', said });
});
