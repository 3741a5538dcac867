import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attack } from './target.ts';

const WORKER = join(import.meta.dirname, 'worker.ts');

/** One input may take so long, in milliseconds: far more than any that ends. */
const LONGEST = 60_000;

interface Order {
  readonly name: string;
  readonly seed: number;
  readonly milliseconds: number;
}

type Message = { readonly kind: 'input' } | { readonly kind: 'end'; readonly attack: Attack };

/** Attacks a target in a process of its own; an input that ends the process or never comes back is a failure too. */
export async function attackInProcess({ name, seed, milliseconds }: Order): Promise<Attack> {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-fuzz-'));
  const inputFile = join(folder, 'input.json');
  try {
    return await watch([name, String(seed), String(milliseconds), inputFile]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function watch(args: readonly string[]): Promise<Attack> {
  const child = fork(WORKER, args, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const [, , , inputFile = ''] = args;
  let rounds = 0;
  let said = '';
  let isLate = false;
  let ended: Attack | undefined;
  const stop = (): void => {
    isLate = true;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(stop, LONGEST);
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4_000)));
  // `worker.ts` sends nothing else.
  child.on('message', (message: Message) => {
    clearTimeout(timer);
    if (message.kind === 'end') ended = message.attack;
    else {
      rounds += 1;
      timer = setTimeout(stop, LONGEST);
    }
  });
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      if (ended) return settle(ended);
      if (rounds === 0) return fail(new Error(`The attack did not start.\n${said}`));
      const why = isLate
        ? `It had not ended after ${LONGEST / 1000} s.`
        : `It ended with ${signal ?? status}.`;
      const input = JSON.parse(readFileSync(inputFile, 'utf8')) as unknown;
      settle({ rounds, failure: { input, error: `${why}\n${said}` } });
    });
  });
}
