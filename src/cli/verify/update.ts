import { join } from 'node:path';
import type { Book } from '../../runbook/book.ts';
import { updatePage } from '../../run/update-page.ts';
import type { FenceUpdate } from '../../run/update-page.ts';
import { updatedExpectation } from '../../run/updated-expectation.ts';
import type { RunbookVerdicts } from '../../run/verdict.ts';
import { changeText } from '../../tools/write-file.ts';
import type { Terminal } from '../command.ts';

/** Writes what came into the fences that expected something else; of each fence, only the lines that differ. */
export async function updateExpectations(
  runbooks: readonly RunbookVerdicts[],
  { root, book }: { root: string; book: Book },
  terminal: Terminal,
): Promise<void> {
  for (const { id, path, verdicts } of runbooks) {
    const page = book.runbooks.get(id);
    if (!page) continue;
    const updates = new Map<number, FenceUpdate>();
    for (const { snippet, comparison, endsInNewline = true } of verdicts) {
      if (!comparison || comparison.isMatch || comparison.unread > 0) continue;
      const fence = snippet.output;
      // A sample is no list of lines: it stays as its author wrote it.
      if (fence?.codeLine === undefined || fence.similarity || updates.has(fence.codeLine)) continue;
      updates.set(fence.codeLine, { fence, lines: updatedExpectation(comparison, endsInNewline) });
    }
    if (updates.size === 0) continue;
    const text = updatePage(page, [...updates.values()]);
    const isWritten = await changeText(join(root, path), { from: page.text, to: text }, { inside: root });
    for (const line of updates.keys())
      terminal.warn(
        isWritten ? `updated ${path}:${line - 1}\n` : `not updated: ${path} has changed since it was read\n`,
      );
  }
}
