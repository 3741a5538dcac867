import { spawn } from '@lydell/node-pty';
import { outputCleaner } from '../src/run/clean-output.ts';

/** A program in a terminal: keys in, screen out. */
export interface Screen {
  /** Everything that was shown, as it came. */
  readonly raw: () => string;
  /** Waits until this is shown, after what was waited for before; then types, if there is something to type. */
  until(text: string | RegExp, keys?: string): Promise<void>;
  /** The status with which the program ended. */
  readonly ended: Promise<number>;
  kill(signal: string): void;
}

export interface Opening {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Milliseconds after which a test says what is on the screen instead of what it waited for; no speed is promised. */
const PATIENCE = 240_000;

/** Starts a program in a pseudo-terminal of 100 columns. */
export function openScreen(command: readonly string[], { folder, environment }: Opening): Screen {
  const [file = '', ...args] = command;
  const terminal = spawn(file, args, {
    cols: 100,
    rows: 40,
    cwd: folder,
    env: environmentOf(environment),
  });
  let raw = '';
  let plain = '';
  const cleaner = outputCleaner();
  let look = (): void => undefined;
  terminal.onData((data) => {
    // A flood is looked at by its end.
    raw = raw.length > 4_000_000 ? raw.slice(-2_000_000) + data : raw + data;
    plain = (plain.length > 200_000 ? plain.slice(-100_000) : plain) + cleaner.push(data);
    look();
  });
  let isOver = false;
  const ended = new Promise<number>((settle) => {
    terminal.onExit(({ exitCode, signal }) => {
      isOver = true;
      look();
      settle(signal ? 128 + signal : exitCode);
    });
  });
  const find = (text: string | RegExp): boolean => {
    const at = typeof text === 'string' ? plain.indexOf(text) : plain.search(text);
    if (at < 0) return false;
    plain = plain.slice(at + (typeof text === 'string' ? text.length : (text.exec(plain)?.[0].length ?? 0)));
    return true;
  };
  return {
    raw: () => raw,
    async until(text, keys) {
      await new Promise<void>((settle, fail) => {
        const give = (): void => {
          const shown = plain.slice(-2000);
          fail(new Error(`${String(text)} was not shown. The screen, since then:\n${shown}`));
        };
        const timer = setTimeout(give, PATIENCE);
        look = () => {
          const isFound = find(text);
          if (!isFound && !isOver) return;
          clearTimeout(timer);
          look = () => undefined;
          if (isFound) settle();
          else give();
        };
        look();
      });
      if (keys !== undefined) terminal.write(keys);
    },
    ended,
    kill: (signal) => terminal.kill(signal),
  };
}

/** Without what npm and vitest tell their children, and without colours. */
function environmentOf(more: Opening['environment']): Record<string, string> {
  const all = { ...process.env, TERM: 'xterm', NO_COLOR: '1', ...more };
  const kept = Object.entries(all).filter(([name]) => !/^(npm_|INIT_CWD|FORCE_COLOR|VITEST)/.test(name));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
