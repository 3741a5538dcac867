import { judgeBook } from '../../judge/judge-book.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { isPartial, sayCoverage } from '../../lint/coverage.ts';
import type { ShownFinding } from '../../tools/serve-preview.ts';

/** What is found in a page, and which of its commands could not be judged. */
export async function judgePage(
  path: string,
  { book }: OpenBook,
  { root, today }: { readonly root: string; readonly today: string },
): Promise<{ readonly findings: ShownFinding[]; readonly commands?: string }> {
  const { found, coverage } = await judgeBook(
    { book, paths: new Set([path]), only: undefined, isVerbose: false, root, askLinks: undefined, today },
    { warn: () => undefined },
  );
  const findings = found.map(({ path: at, line, column, level, message, ruleId }) => {
    return { path: at, line, column, level, message, ruleId };
  });
  return isPartial(coverage.all) ? { findings, commands: sayCoverage(coverage.all) } : { findings };
}
