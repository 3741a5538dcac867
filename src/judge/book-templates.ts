import type { Book } from '../runbook/book.ts';
import { readProgramFile } from '../tools/program.ts';

/**
 * A small book that `opsbook init` begins with, by its folder in the program. Its templates serve every book that has
 * none of its own.
 */
export const STARTER = 'src/cli/starter';

export const TEMPLATE_NAMES = ['incident', 'postmortem', 'handoff', 'status-update'] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** The text of a template: the book's own, else the one that comes with opsbook. */
export async function templateOf(book: Book, name: TemplateName): Promise<string> {
  return book.templates.get(name)?.text ?? starterTemplate(name);
}

/** It is part of the program: read once, for every reading of a book. */
function starterTemplate(name: TemplateName): Promise<string> {
  const text = starters.get(name) ?? readProgramFile(`${STARTER}/content/templates/${name}.md`);
  starters.set(name, text);
  return text;
}

const starters = new Map<TemplateName, Promise<string>>();
