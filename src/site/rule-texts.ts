import { once } from '../runbook/words/once.ts';
import { readPackedFile } from '../tools/program.ts';

/** The text that stands beside the code of a rule: for its page on a site, and for that page as Markdown. */
export interface RuleText {
  /** With `BASE_MARK` for the path that the site is published under. */
  readonly html: string;
  readonly twin: string;
}

/** No text of a rule holds it: the compilation ends where one does. */
export const BASE_MARK = '/:base:/';

// Written by `scripts/compile/draw-rules.ts` alone.
const texts = once(
  async () => JSON.parse(await readPackedFile('rules.json.br')) as Readonly<Record<string, RuleText>>,
);

/**
 * The text of a rule, for a site under a path. It was drawn when opsbook was compiled: there is nothing of a book in
 * it, and drawing the pages of all rules took as long as those of half a small book.
 */
export async function ruleText(id: string, base: string): Promise<RuleText> {
  const text = (await texts())[id];
  if (text === undefined) throw new Error(`The rule ${id} was not compiled.`);
  return { ...text, html: text.html.replaceAll(BASE_MARK, base) };
}
