import { lintBook } from '../lint/lint.ts';
import { rules } from '../lint/rules/index.ts';
import type { Finding } from '../runbook/finding.ts';
import type { Book } from '../runbook/book.ts';
import { lintFacts } from './lint-facts.ts';
import type { Remarks } from './lint-facts.ts';

/** What the linter says of some pages, by path, without what it says of their reviews. */
export async function lintPages(
  book: Book,
  paths: ReadonlySet<string>,
  remarks: Remarks,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const facts = await lintFacts({ book, paths, isVerbose: false, only: undefined }, remarks);
  const findings = lintBook(book, { rules, facts, paths });
  return Map.groupBy(findings, ({ path }) => path);
}

/** How many of each level. */
export function countLevels(findings: readonly Finding[]): { errors: number; warnings: number } {
  const errors = findings.filter(({ level }) => level === 'error').length;
  return { errors, warnings: findings.length - errors };
}
