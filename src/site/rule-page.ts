import { parseGuide } from '../runbook/read/parse.ts';
import type { Page } from '../runbook/read/parse.ts';
import { readProgramFile } from '../tools/program.ts';

/** The text that stands beside the code of a rule, read once: for its page on the site, and for that page as Markdown. */
export function rulePage(id: string): Promise<Page> {
  const page = known.get(id) ?? readRule(id);
  known.set(id, page);
  return page;
}

/** Such a text is part of the program, and never changes. */
const known = new Map<string, Promise<Page>>();

async function readRule(id: string): Promise<Page> {
  const text = await readProgramFile(`src/lint/rules/${id}.md`);
  const page = parseGuide({ path: `${id}.md`, text, faults: [] }, id);
  return { ...page, title: page.headings[0]?.text ?? id };
}
