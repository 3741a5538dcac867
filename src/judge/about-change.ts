import { judgeNames } from '../lint/page-names.ts';
import type { LintFacts } from '../lint/facts.ts';
import { listPages } from '../runbook/book.ts';
import type { BookChange } from '../lint/book-change.ts';
import type { FileChange } from '../runbook/file-change.ts';

/** A runbook that speaks of what a change touches. */
export interface AboutChange {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  /** The changed files, from the top of the repository, and the names in its commands that they hold. */
  readonly files: readonly { readonly path: string; readonly names: readonly AboutName[] }[];
}

/** A name, and the line of the page on which it first stands. */
export interface AboutName {
  readonly name: string;
  readonly line: number | undefined;
}

/**
 * The runbooks whose commands name what stands in changed files.
 * @param files changes of the whole repository, from its top
 */
export function runbooksAbout(
  { head, base }: BookChange,
  files: readonly FileChange[],
  told: { readonly facts: LintFacts; readonly factsBefore: LintFacts },
): readonly AboutChange[] {
  const changed = new Set(files.flatMap(({ path, from }) => [path, from ?? path]));
  const found: AboutChange[] = [];
  for (const runbook of listPages(head)) {
    const before = base.runbooks.get(runbook.id);
    // What is gone is still what the page is about.
    const names = [
      ...judgeNames(runbook, told.facts),
      ...(before ? judgeNames(before, told.factsBefore) : []),
    ];
    const byFile = new Map<string, Map<string, AboutName>>();
    for (const { use, verdict, at } of names) {
      if (verdict.status !== 'exists') continue;
      for (const path of verdict.files.filter((file) => changed.has(file))) {
        const known = byFile.get(path) ?? new Map<string, AboutName>();
        byFile.set(path, known);
        if (!known.has(use.name)) known.set(use.name, { name: use.name, line: at?.start.line });
      }
    }
    if (byFile.size === 0 || !head.runbooks.has(runbook.id)) continue;
    const list = [...byFile].map(([path, known]) => ({ path, names: [...known.values()] }));
    found.push({ id: runbook.id, title: runbook.title, path: runbook.path, files: list });
  }
  return found;
}
