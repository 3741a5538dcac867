import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { STAND_INS } from './stand-ins.ts';

/** A script for bash, and the value that the variable `V` has in its environment. */
export interface ScriptCase {
  readonly text: string;
  readonly environment?: string;
}

/** What came of a script: what it printed, and whether it called the program that nothing may call. */
export interface Outcome {
  readonly printed: string;
  readonly hasRun: boolean;
}

const PER_PROCESS = 1_000;
/** What waits for input that never comes must not keep the others. */
const SECONDS = '200';

/** Lets a real bash, with stand-ins for what reaches other machines, run each script; equal ones run once. */
export async function runCases(cases: readonly ScriptCase[]): Promise<readonly Outcome[]> {
  const unique = new Map(cases.map((one) => [sameness(one), one]));
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-contexts-'));
  makeStandIns(join(folder, 'bin'));
  const parts = Array.from({ length: Math.ceil(unique.size / PER_PROCESS) }, (_, turn) =>
    [...unique].slice(turn * PER_PROCESS, (turn + 1) * PER_PROCESS),
  );
  const outcomes = new Map<string, Outcome>();
  const queue = new PQueue({ concurrency: availableParallelism() });
  try {
    await queue.addAll(
      parts.map((part, turn) => async () => {
        const own = join(folder, String(turn));
        mkdirSync(join(own, 'work'), { recursive: true });
        const found = await runSome(
          part.map(([, one]) => one),
          { own, bin: join(folder, 'bin') },
        );
        part.forEach(([key], at) => outcomes.set(key, found[at] ?? NOTHING));
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  return cases.map((one) => outcomes.get(sameness(one)) ?? NOTHING);
}

const NOTHING: Outcome = { printed: '', hasRun: false };

/** Two scripts are one where nothing in them could read the variable by which they differ. */
function sameness({ text, environment }: ScriptCase): string {
  const isRead = /V|\b(env|export|declare|typeset|local|readonly|set)\b/.test(text);
  return isRead && environment !== undefined ? `${text}\0${environment}` : text;
}

function makeStandIns(bin: string): void {
  mkdirSync(bin);
  for (const [name, body] of Object.entries(STAND_INS)) {
    // Not bash: with a `BASH_ENV` of its own name it would start itself, and again.
    writeFileSync(join(bin, name), `#!/bin/${name === 'pwn' ? 'sh' : 'bash -p'}\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
}

const PRELUDE = `
ulimit -t 5
show() { printf '%s' "$@"; }
export -f show
`;

/** What is printed after each script; a file of its own takes what it prints, however late. */
const MARK = '.';

/** The scripts of one bash, each in a subshell of its own. */
async function runSome(
  cases: readonly ScriptCase[],
  { own, bin }: { readonly own: string; readonly bin: string },
): Promise<readonly Outcome[]> {
  const printed = join(own, 'printed');
  mkdirSync(printed);
  const text = cases.map(({ text: script, environment }, index) => {
    const exported = environment === undefined ? '' : `export V=${quoted(environment)}\n`;
    // In a string of its own: what cannot be read must not swallow the cases after it.
    const whole = quoted(`${exported}${script}\n`);
    // Whatever it leaves behind keeps the pipe open until it ends.
    const streams = `9>&1 >'${join(printed, String(index))}' 2>/dev/null </dev/null`;
    return `( export CASE=${index}\n:; eval ${whole} ) ${streams}\nprintf '${MARK}'\n`;
  });
  const file = join(own, 'cases.sh');
  const pwned = join(own, 'pwned');
  writeFileSync(file, PRELUDE + text.join(''));
  const child = spawn('timeout', ['-k', '1', SECONDS, 'bash', file], {
    cwd: join(own, 'work'),
    stdio: ['ignore', 'pipe', 'ignore'],
    // The system's own programs before what a version manager puts in their place, which takes its time.
    env: {
      PATH: `${bin}:/usr/bin:/bin:${process.env['PATH'] ?? ''}`,
      LC_ALL: 'C.UTF-8',
      HOME: '/home/x',
      PWNED: pwned,
    },
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((settle) => child.once('close', settle));
  const stuck = cases[Buffer.concat(chunks).length];
  if (stuck) throw new Error(`It never ended: ${JSON.stringify(stuck)}`);
  const ran = new Set(existsSync(pwned) ? readFileSync(pwned, 'utf8').trim().split('\n').map(Number) : []);
  return cases.map((_, index) => ({
    printed: readFileSync(join(printed, String(index)), 'utf8'),
    hasRun: ran.has(index),
  }));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
