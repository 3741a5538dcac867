import { lintBook } from '../lint/lint.ts';
import { rules } from '../lint/rules/index.ts';
import type { Finding } from '../runbook/finding.ts';
import { assembleBook } from '../runbook/book.ts';
import type { BookFiles } from '../runbook/book.ts';
import { lintFacts } from './lint-facts.ts';
import type { Remarks } from './lint-facts.ts';

/** What the linter says of some pages, by path, without what it says of their reviews. */
export async function lintPages(
  files: BookFiles,
  paths: ReadonlySet<string>,
  remarks: Remarks,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const book = assembleBook(files);
  const facts = await lintFacts({ book, paths, isVerbose: false, only: undefined }, remarks);
  const findings = lintBook(book, { rules, facts, paths });
  return Map.groupBy(findings, ({ path }) => path);
}

/** How many of each level. */
export function countLevels(findings: readonly Finding[]): { errors: number; warnings: number } {
  const errors = findings.filter(({ level }) => level === 'error').length;
  return { errors, warnings: findings.length - errors };
}
