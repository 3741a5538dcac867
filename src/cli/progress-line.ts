import type { Terminal } from './command.ts';

const SHOWN_AFTER_MS = 400;
const REDRAWN_AFTER_MS = 100;

export interface ProgressLine {
  step(): void;
  clear(): void;
}

/** One line that tells how far a long run is; only where a person looks, and only if it takes a while. */
export function progressLine(terminal: Terminal, total: number): ProgressLine {
  const started = performance.now();
  let drawn = 0;
  let done = 0;
  return {
    step() {
      done += 1;
      const now = performance.now();
      if (!terminal.isInteractive || now - started < SHOWN_AFTER_MS || now - drawn < REDRAWN_AFTER_MS) return;
      drawn = now;
      terminal.warn(`\r${done} of ${total} pages`);
    },
    clear() {
      if (drawn > 0) terminal.warn(`\r${' '.repeat(40)}\r`);
    },
  };
}
