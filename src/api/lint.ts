import { rules } from '../lint/rules/index.ts';
import { judgeBook } from '../judge/judge-book.ts';
import { listPages } from '../runbook/book.ts';
import type { Finding } from '../runbook/finding.ts';
import { didYouMean } from '../runbook/words/nearest.ts';
import { openFolder } from './open-folder.ts';

/** What is judged, and by what. */
export interface LintOptions {
  /** Ids of the only rules to judge by (default: all rules). */
  readonly rules?: readonly string[];
  /** The only files to judge, from the root, with `/` (default: the whole book). */
  readonly paths?: readonly string[];
  /** The day to judge reviews by, as in `2026-10-01` (default: today, in UTC). */
  readonly today?: string;
  /** Whether alert rules outside the book are read where `alerts.rules` of opsbook.yaml names them. */
  readonly allowOutside?: boolean;
}

/** What was found in a book. */
export interface Linted {
  /** In the order of files and lines: what `opsbook lint --format json` prints. */
  readonly findings: readonly Finding[];
  /** How many pages were judged. */
  readonly pages: number;
}

/**
 * Judges the book in a folder, as `opsbook lint` does. What an author did wrong is a finding, never an exception.
 * @throws where there is no such folder, rule, file or day
 */
export async function lint(root: string, options: LintOptions = {}): Promise<Linted> {
  const { today = new Date().toISOString().slice(0, 10) } = options;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today)))
    throw new Error(`\`today\` takes a day like 2026-10-01, not \`${today}\`.`);
  refuseUnknown(
    'rule',
    options.rules,
    rules.map(({ id }) => id),
  );
  const { book, root: folder } = await openFolder(root, options.allowOutside);
  refuseUnknown('file of the book', options.paths, [...book.paths]);
  const { found } = await judgeBook(
    {
      book,
      root: folder,
      today,
      paths: options.paths && new Set(options.paths),
      only: options.rules && new Set(options.rules),
      isVerbose: false,
      askLinks: undefined,
    },
    { warn: () => undefined },
  );
  return { findings: found, pages: options.paths?.length ?? listPages(book).length };
}

function refuseUnknown(what: string, asked: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = asked?.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`No ${what} is called \`${unknown}\`.${didYouMean(unknown, known)}`);
}
