import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Question {
  readonly text: string;
  /** What stands in the line already, to be changed. */
  readonly initial?: string;
  /** What is typed is not shown. */
  readonly isSecret?: boolean;
  /** Takes the question back: then there is no answer. */
  readonly signal?: AbortSignal;
}

const CTRL_C = 0x03;

/** Asks for one line; undefined when the answer is Ctrl-C or Ctrl-D. Needs a terminal. */
export async function askLine({ text, initial, isSecret, signal }: Question): Promise<string | undefined> {
  const { stdin, stdout } = process;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({
    input: stdin,
    output: isSecret ? silent : stdout,
    terminal: true,
    historySize: 0,
  });
  // Only now the terminal no longer echoes by itself: who answers at once must not see a secret.
  if (isSecret) stdout.write(text);
  try {
    return await new Promise((answer) => {
      reader.once('SIGINT', () => answer(undefined));
      reader.once('close', () => answer(undefined));
      signal?.addEventListener('abort', () => answer(undefined), { once: true });
      reader.question(isSecret ? '' : text, answer);
      if (initial) reader.write(initial);
    });
  } finally {
    reader.close();
    if (isSecret) stdout.write('\n');
  }
}

/** A paste comes line by line, faster than anybody types. */
const PASTED_WITHIN_MS = 50;

/** Asks for a line, or for the lines of a paste, which are taken whole; undefined for Ctrl-C and Ctrl-D. */
export async function askPaste(text: string): Promise<string | undefined> {
  const { stdin, stdout } = process;
  const reader = createInterface({ input: stdin, output: stdout, terminal: true, historySize: 0 });
  try {
    return await new Promise((answer) => {
      const lines: string[] = [];
      let timer: NodeJS.Timeout | undefined;
      reader.once('SIGINT', () => answer(undefined));
      reader.once('close', () => answer(lines.length > 0 ? lines.join('\n') : undefined));
      reader.on('line', (line) => {
        lines.push(line);
        clearTimeout(timer);
        // The last line of a paste has no end yet: it stands in the line that is being typed.
        timer = setTimeout(() => answer([...lines, reader.line].join('\n').trimEnd()), PASTED_WITHIN_MS);
      });
      reader.setPrompt(text);
      reader.prompt();
    });
  } finally {
    reader.close();
  }
}

/** Ctrl-C between a question and what runs after it belongs to what runs. */
export interface Interrupts {
  /** Calls back for each Ctrl-C while something runs, and swallows what else is typed. Returns what ends that. */
  watch(onInterrupt: () => void): () => void;
  /** Leaves Ctrl-C to the program that has the terminal: it reaches opsbook as well. Returns what ends that. */
  ignore(): () => void;
  close(): void;
}

/** A Ctrl-C that nobody was there for counts for what starts within so many milliseconds. */
const STILL_MEANT = 1000;

/** Takes Ctrl-C from the system, so that it never ends opsbook in the middle of something. */
export function openInterrupts(): Interrupts {
  let act: (() => void) | undefined;
  let missed = -Infinity;
  const hear = (): void => {
    if (act) act();
    else missed = performance.now();
  };
  process.on('SIGINT', hear);
  return {
    watch(onInterrupt) {
      act = onInterrupt;
      const release = swallowKeys(onInterrupt);
      if (performance.now() - missed < STILL_MEANT) onInterrupt();
      return () => {
        act = undefined;
        release();
      };
    },
    ignore() {
      act = () => undefined;
      return () => (act = undefined);
    },
    close: () => void process.off('SIGINT', hear),
  };
}

/** Reads the keyboard while something runs: what is typed then was not meant for the question that comes next. */
function swallowKeys(onInterrupt: () => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => undefined;
  const read = (chunk: Buffer): void => {
    for (const byte of chunk) if (byte === CTRL_C) onInterrupt();
  };
  stdin.setRawMode(true);
  stdin.on('data', read);
  stdin.resume();
  return () => {
    stdin.off('data', read);
    stdin.pause();
    stdin.setRawMode(false);
  };
}

/** Does something before the process ends because it is told to; then it ends. Returns what takes it back. */
export function beforeEnd(act: (signal: 'SIGTERM' | 'SIGHUP') => Promise<unknown>): () => void {
  const end = (signal: 'SIGTERM' | 'SIGHUP'): void => {
    void act(signal).finally(() => process.exit(signal === 'SIGHUP' ? 129 : 143));
  };
  const terminate = (): void => end('SIGTERM');
  const hangUp = (): void => end('SIGHUP');
  process.once('SIGTERM', terminate);
  process.once('SIGHUP', hangUp);
  return () => {
    process.off('SIGTERM', terminate);
    process.off('SIGHUP', hangUp);
  };
}
