import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Terminal } from './command.ts';

/** The terminal of this process. Colour only where a person looks, and never against `NO_COLOR`. */
export function processTerminal(): Terminal {
  const { stdout, stdin, stderr, env } = process;
  // A reader that closes early (`opsbook lint | head`) is no fault.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    folder: env['INIT_CWD'] && env['npm_lifecycle_event'] ? env['INIT_CWD'] : process.cwd(),
    hasColour: env['FORCE_COLOR']
      ? env['FORCE_COLOR'] !== '0'
      : stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    isInteractive: stdout.isTTY && stdin.isTTY,
    // Asked for each time: a window changes its size.
    get width() {
      return stdout.isTTY ? stdout.columns : undefined;
    },
    get rows() {
      return stdout.isTTY ? stdout.rows : undefined;
    },
    environment: env,
    print: (chunk) => void stdout.write(chunk),
    warn: (chunk) => void stderr.write(chunk),
    drained: () => (stdout.writableNeedDrain ? once(stdout, 'drain').then(() => undefined) : undefined),
    readInput: () => text(stdin),
    interrupted: () =>
      new Promise((done) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
          process.once(signal, () => done(undefined));
      }),
  };
}
