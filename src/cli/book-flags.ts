import { findRoot, isFolder } from '../tools/find-root.ts';
import { UsageError } from './command.ts';
import type { Flags, Terminal } from './command.ts';

/** The root that `--root` or the working folder names. */
export function chooseRoot(given: string | undefined, terminal: Terminal): string {
  const root = findRoot(given, terminal.folder);
  if (!isFolder(root)) throw new UsageError(`--root \`${given ?? root}\` is not a folder.`);
  return root;
}

/** Flags of commands that read alert rules. */
export const OUTSIDE_FLAG = {
  'allow-outside': {
    type: 'boolean',
    meaning: 'Read alert rules outside the book where `alerts.rules` names them',
  },
} as const satisfies Flags;

/** Flags of commands that would succeed where nothing was read. */
export const EMPTY_FLAG = {
  'allow-empty': { type: 'boolean', meaning: 'Accept a book that has no page' },
} as const satisfies Flags;
