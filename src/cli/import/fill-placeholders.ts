import { applyFixes } from '../../lint/fix.ts';
import { gatherFacts } from '../../lint/facts.ts';
import { lintBook } from '../../lint/lint.ts';
import { rules } from '../../lint/rules/index.ts';
import { assembleBook } from '../../runbook/book.ts';
import { readSettings } from '../../runbook/schema/settings.ts';
import type { ImportedPage } from './plan-import.ts';

/** Fixes on the same words wait for the next round. */
const MOST_ROUNDS = 4;
const ONLY = new Set(['no-placeholder']);

/** Makes params of the placeholders in commands, as `opsbook lint --fix` would. */
export async function fillPlaceholders(pages: readonly ImportedPage[]): Promise<ImportedPage[]> {
  let now = [...pages];
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const texts = now.map(({ to, text }) => ({ path: to, text, faults: [] }));
    const book = assembleBook({
      reading: readSettings(undefined, false),
      texts,
      paths: texts.map(({ path }) => path),
      refused: [],
    });
    const findings = lintBook(book, { rules, facts: await gatherFacts(book), only: ONLY });
    const byPath = Map.groupBy(findings, ({ path }) => path);
    let hasChanged = false;
    now = now.map((page) => {
      const { text, mended } = applyFixes(page.text, byPath.get(page.to) ?? []);
      if (mended.length === 0) return page;
      hasChanged = true;
      const guesses = new Set([...page.guesses, 'params from the placeholders of its commands']);
      return { ...page, text, guesses: [...guesses] };
    });
    if (!hasChanged) break;
  }
  return now;
}
