import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Book } from '../runbook/book.ts';
import { PROGRAM } from '../tools/program.ts';

/** A small book that `opsbook init` begins with; its templates serve every book that has none of its own. */
export const STARTER = join(PROGRAM, 'src/cli/starter');

/** The text of a template: the book's own, else the one that comes with opsbook. */
export async function templateOf(book: Book, name: 'incident' | 'postmortem' | 'handoff'): Promise<string> {
  return book.templates.get(name)?.text ?? readFile(`${STARTER}/content/templates/${name}.md`, 'utf8');
}
