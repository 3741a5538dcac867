import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Question {
  readonly text: string;
  /** What stands in the line already, to be changed. */
  readonly initial?: string;
  /** What is typed is not shown. */
  readonly isSecret?: boolean;
}

const CTRL_C = 0x03;

/** Asks for one line; undefined when the answer is Ctrl-C or Ctrl-D. Needs a terminal. */
export async function askLine({ text, initial, isSecret }: Question): Promise<string | undefined> {
  const { stdin, stdout } = process;
  if (isSecret) stdout.write(text);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({
    input: stdin,
    output: isSecret ? silent : stdout,
    terminal: true,
    historySize: 0,
  });
  try {
    return await new Promise((answer) => {
      reader.once('SIGINT', () => answer(undefined));
      reader.once('close', () => answer(undefined));
      reader.question(isSecret ? '' : text, answer);
      if (initial) reader.write(initial);
    });
  } finally {
    reader.close();
    if (isSecret) stdout.write('\n');
  }
}

/**
 * Watches for Ctrl-C while something runs, and swallows what else is typed: it was not meant for the question
 * that comes next. Returns what ends the watch.
 */
export function watchInterrupts(onInterrupt: () => void): () => void {
  const { stdin } = process;
  const read = (chunk: Buffer): void => {
    for (const byte of chunk) if (byte === CTRL_C) onInterrupt();
  };
  process.on('SIGINT', onInterrupt);
  const isTerminal = stdin.isTTY;
  if (isTerminal) {
    stdin.setRawMode(true);
    stdin.on('data', read);
    stdin.resume();
  }
  return () => {
    process.off('SIGINT', onInterrupt);
    if (!isTerminal) return;
    stdin.off('data', read);
    stdin.pause();
    stdin.setRawMode(false);
  };
}

/** Leaves Ctrl-C to the program that has the terminal: it reaches opsbook as well. Returns what ends that. */
export function ignoreInterrupts(): () => void {
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  return () => process.off('SIGINT', ignore);
}

/** Does something before the process ends because it is told to; then it ends. Returns what takes it back. */
export function beforeEnd(act: () => Promise<unknown>): () => void {
  const end = (signal: NodeJS.Signals): void => {
    void act().finally(() => process.exit(signal === 'SIGHUP' ? 129 : 143));
  };
  process.once('SIGTERM', end);
  process.once('SIGHUP', end);
  return () => {
    process.off('SIGTERM', end);
    process.off('SIGHUP', end);
  };
}
