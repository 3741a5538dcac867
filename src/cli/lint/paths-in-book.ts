import { relative, resolve, sep } from 'node:path';
import type { Book } from '../../runbook/book.ts';
import { isInside } from '../../runbook/schema/settings.ts';
import { UsageError } from '../command.ts';

interface Asked {
  readonly words: readonly string[];
  readonly root: string;
  readonly book: Book;
  readonly folder: string;
}

/** The files that the paths on a command line name; undefined when none were given, which means all. */
export function pathsInBook({ words, root, book, folder }: Asked): ReadonlySet<string> | undefined {
  if (words.length === 0) return undefined;
  const found = new Set<string>();
  for (const word of words) {
    const seen = (from: string): string[] => {
      const path = relative(root, resolve(from, word)).replaceAll(sep, '/');
      return [...book.paths].filter((known) => known === path || isInside(known, path));
    };
    // As the shell completes it, or as findings write it.
    const inside = seen(folder).length > 0 ? seen(folder) : seen(root);
    if (inside.length === 0)
      throw new UsageError(`\`${word}\` is not a file or folder of the book at ${root}.`);
    for (const known of inside) found.add(known);
  }
  return found;
}
