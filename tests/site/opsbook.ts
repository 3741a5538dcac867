import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT } from './sites.ts';

const PROGRAM = join(PROJECT, 'dist-program/cli/opsbook.mjs');

export interface Said {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of opsbook as a person would. */
export async function opsbook(...args: readonly string[]): Promise<Said> {
  const running = start(args);
  const status = await running.ended;
  return { status, stdout: running.said.stdout, stderr: running.said.stderr };
}

/** A command that runs until it is stopped. */
export interface Running {
  /** The first match in what it prints; rejects when it ends without. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Asks it to stop, as Ctrl-C does. @returns its exit status */
  stop(): Promise<number | null>;
}

/** Starts a command of opsbook that runs until it is stopped. */
export function startOpsbook(...args: readonly string[]): Running {
  const { child, said, ended } = start(args);
  return {
    async until(pattern) {
      for (;;) {
        const match = pattern.exec(said.stdout);
        if (match) return match;
        const more = await Promise.race([once(child.stdout, 'data'), ended]);
        if (!Array.isArray(more)) throw new Error(`It ended: ${said.stdout}${said.stderr}`);
      }
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function start(args: readonly string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.stderr += chunk.toString()));
  const ended = new Promise<number | null>((settle, fail) => {
    child.on('error', fail);
    child.on('close', settle);
  });
  return { child, said, ended };
}
