import { applyFixes } from '../../lint/fix.ts';
import { gatherFacts } from '../../lint/facts.ts';
import { lintBook } from '../../lint/lint.ts';
import { rules } from '../../lint/rules/index.ts';
import { assembleBook } from '../../runbook/book.ts';
import { lazyParsers } from '../../runbook/read/lazy-pages.ts';
import { readSettings } from '../../runbook/schema/read-settings.ts';
import type { SettingsReading } from '../../runbook/schema/read-settings.ts';
import type { Settings } from '../../runbook/schema/settings.ts';
import type { ImportedPage } from './plan-import.ts';

/** Fixes on the same words wait for the next round. */
const MOST_ROUNDS = 4;
const ONLY = new Set(['no-placeholder']);

/** Makes params of the placeholders in commands, as `opsbook lint --fix` would. */
export async function fillPlaceholders(
  pages: readonly ImportedPage[],
  dialects: Settings['dialects'],
): Promise<ImportedPage[]> {
  let now = [...pages];
  // What was read of a page is known until it changes, and a page that has nothing left to fill is done.
  const parsers = lazyParsers();
  let open: ReadonlySet<string> = new Set(now.map(({ to }) => to));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const texts = now.map(({ to, text }) => ({ path: to, text, faults: [] }));
    const paths = texts.map(({ path }) => path);
    const book = assembleBook({ reading: settingsOf(dialects), texts, paths, refused: [] }, parsers);
    const facts = await gatherFacts(book, open);
    const findings = lintBook(book, { rules, facts, only: ONLY, paths: open });
    const byPath = Map.groupBy(findings, ({ path }) => path);
    const changed = new Set<string>();
    now = now.map((page) => {
      const { text, fixed } = applyFixes(page.text, byPath.get(page.to) ?? []);
      if (fixed.length === 0) return page;
      changed.add(page.to);
      const changes = new Set([...page.changes, 'placeholders of its commands are params']);
      return { ...page, text, changes: [...changes] };
    });
    if (changed.size === 0) break;
    open = changed;
  }
  return now;
}

/** The settings of a book of which only the systems are known that its pages are written for. */
export function settingsOf(dialects: Settings['dialects']): SettingsReading {
  const { settings } = readSettings(undefined, false);
  return { settings: { ...settings, dialects }, faults: [] };
}
