import { join } from 'node:path';
import { applyFixes } from '../../lint/fix.ts';
import type { Book } from '../../runbook/book.ts';
import { listPages } from '../../runbook/book.ts';
import type { Finding } from '../../runbook/finding.ts';
import { changeText } from '../../tools/write-file.ts';
import type { Terminal } from '../command.ts';

interface Fixing {
  readonly root: string;
  readonly book: Book;
  readonly found: readonly Finding[];
}

/**
 * Fixes what carries a fix, file by file, and lists it.
 * @returns whether any file was changed
 */
export async function fixBook({ root, book, found }: Fixing, terminal: Terminal): Promise<boolean> {
  let hasChanged = false;
  for (const page of listPages(book)) {
    const { text, fixed } = applyFixes(
      page.text,
      found.filter(({ path }) => path === page.path),
    );
    if (fixed.length === 0) continue;
    if (await changeText(join(root, page.path), { from: page.text, to: text }, { inside: root })) {
      hasChanged = true;
      for (const { path, line, column, ruleId } of fixed)
        terminal.warn(`fixed ${path}:${line}:${column}  ${ruleId}\n`);
    } else {
      terminal.warn(`not fixed: ${page.path} is not plain UTF-8, or has changed since it was read\n`);
    }
  }
  return hasChanged;
}
