import { spawnSync } from 'node:child_process';

/** Remembers how the terminal is set, and gives back what sets it so again. Does nothing without a terminal. */
export function keepTerminal(): () => void {
  if (!process.stdin.isTTY) return () => undefined;
  const stty = (args: readonly string[]): string =>
    spawnSync('stty', args, { stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8' }).stdout.trim();
  const mode = stty(['-g']);
  return () => {
    if (mode) stty([mode]);
  };
}
