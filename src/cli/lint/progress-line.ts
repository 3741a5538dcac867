import type { Terminal } from '../command.ts';

const SHOWN_AFTER_MS = 400;
const REDRAWN_AFTER_MS = 100;

export interface ProgressLine {
  step(): void;
  clear(): void;
}

/** One line that tells how far a long run is; only where a person looks, and only if it takes a while. */
export function progressLine(terminal: Terminal, total: number, noun = 'pages'): ProgressLine {
  const started = performance.now();
  let drawn = 0;
  let done = 0;
  return {
    step() {
      done += 1;
      const now = performance.now();
      if (!terminal.isInteractive || now - started < SHOWN_AFTER_MS || now - drawn < REDRAWN_AFTER_MS) return;
      drawn = now;
      terminal.warn(`\r${bar(done, total)} ${done} of ${total} ${noun}`);
    },
    clear() {
      if (drawn > 0) terminal.warn(`\r${' '.repeat(60)}\r`);
    },
  };
}

const BAR_WIDTH = 20;

function bar(done: number, total: number): string {
  const full = Math.min(BAR_WIDTH, Math.round((done / Math.max(1, total)) * BAR_WIDTH));
  return `[${'#'.repeat(full)}${'.'.repeat(BAR_WIDTH - full)}]`;
}
