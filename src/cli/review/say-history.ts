import type { History } from '../../review/history.ts';
import type { Terminal } from '../command.ts';

/** Says on the error stream what git could not tell, so that nobody takes silence for an answer. */
export function sayHistory({ kind, because }: History, { warn }: Pick<Terminal, 'warn'>): void {
  if (kind === 'shallow')
    warn('This clone is shallow: changes before its oldest commit are not seen (git fetch --unshallow).\n');
  if (kind === 'none')
    warn(`No git history here: changes of watched code are not seen.${because ? ` ${because}` : ''}\n`);
}
