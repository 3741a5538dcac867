import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Terminal } from './command.ts';

/** The terminal of this process. Colour only where a person looks, and never against `NO_COLOR`. */
export function processTerminal(): Terminal {
  const { stdout, stdin, stderr, env } = process;
  // A reader that closes early (`opsbook lint | head`) is no fault: what was begun is ended, as files that are being
  // written, and the exit status is that of the whole.
  let isRead = true;
  const readerLeft = new Promise<undefined>((settle) => {
    for (const stream of [stdout, stderr])
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
        isRead &&= stream !== stdout;
        if (!isRead) settle(undefined);
      });
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
    isRead: () => isRead,
    print: (chunk) => void (isRead && stdout.write(chunk)),
    warn: (chunk) => void (stderr.destroyed || stderr.write(chunk)),
    drained: () =>
      stdout.writableNeedDrain
        ? Promise.race([
            readerLeft,
            once(stdout, 'drain').then(
              () => undefined,
              () => undefined,
            ),
          ])
        : undefined,
    readInput: () => text(stdin),
    interrupted: () =>
      Promise.race([
        readerLeft,
        new Promise<undefined>((done) => {
          for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
            process.once(signal, () => done(undefined));
        }),
      ]),
  };
}
