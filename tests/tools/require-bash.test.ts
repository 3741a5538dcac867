import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requireBash } from '../../src/tools/require-bash.ts';
import { runCommand } from '../cli/run-command.ts';

it('bash is looked for on the PATH, and where the system looks without one', () => {
  expect(() => requireBash({ PATH: '/nowhere:/usr/bin:/bin' })).not.toThrow();
  expect(() => requireBash({})).not.toThrow();
  expect(() => requireBash({ PATH: '/nowhere' })).toThrow('install bash');
});

it.each([['verify'], ['run', 'disk', '--yes']])('without bash, %s says so in one line', async (...argv) => {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-test-'));
  writeFileSync(join(folder, 'disk.md'), '# Disk\n\n```bash {name=look risk=read verify}\necho x\n```\n');
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    const { status, said } = await runCommand(argv, { folder, environment: { PATH: '/nowhere' } });
    expect(said.trim().split('\n')).toEqual([expect.stringContaining('install bash')]);
    expect(status).toBe(2);
  } finally {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  }
});
