import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compiledProgram } from '../compiled-program.ts';

const PROGRAM = compiledProgram();

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'opsbook-closed-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Calls opsbook, and closes the pipe that it prints to once it has printed a text, as `| head` does. */
async function readUntil(
  text: string,
  ...argv: readonly string[]
): Promise<{ status: number; said: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cwd: root,
    // npm's own word for the folder, where the tests were called by npm, is not where this is called.
    env: { ...process.env, INIT_CWD: root },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, said] = ['', ''];
  if (text === '') child.stdout.destroy();
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    if (printed.includes(text)) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number];
  return { status, said };
}

test('init writes the whole book though nobody reads what it prints', async () => {
  expect(await readUntil('', 'init')).toEqual({ status: 0, said: '' });
  // Written last.
  expect(existsSync(join(root, 'opsbook.yaml'))).toBe(true);
});

test('lint keeps its exit status', async () => {
  writeFileSync(join(root, 'opsbook.yaml'), 'runbooks: .\n');
  writeFileSync(join(root, 'a.md'), '# A\n\n```bash\ngit psuh\n```\n');
  expect(await readUntil('', 'lint')).toEqual({ status: 1, said: '' });
});

test('run ends the step it is in, and begins no other that nobody would see', async () => {
  writeFileSync(join(root, 'opsbook.yaml'), 'runbooks: .\n');
  const steps = ['echo now $((0 + 1)); sleep 0.3; echo again; touch one', 'touch two'];
  writeFileSync(
    join(root, 'a.md'),
    `# A\n\n${steps.map((step) => `\`\`\`bash risk=read\n${step}\n\`\`\`\n`).join('\n')}`,
  );
  const { status } = await readUntil('now 1', 'run', 'a', '--yes');
  expect({ status, one: existsSync(join(root, 'one')), two: existsSync(join(root, 'two')) }).toEqual({
    status: 1,
    one: true,
    two: false,
  });
});
