import { showInPager } from '../tools/pager.ts';
import type { Terminal } from './command.ts';

/** Prints a text; somebody at a terminal gets what is longer than the screen page by page. */
export async function toTerminal(text: string, terminal: Terminal): Promise<void> {
  const { isInteractive, rows = Infinity, environment } = terminal;
  const isLong = text.split('\n').length > rows;
  if (isInteractive && isLong && (await showInPager(text, environment))) return;
  terminal.print(text);
}
