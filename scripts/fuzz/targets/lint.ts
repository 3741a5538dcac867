import { gatherFacts } from '../../../src/lint/facts.ts';
import { applyFixes } from '../../../src/lint/fix.ts';
import { lintBook } from '../../../src/lint/lint.ts';
import { rules } from '../../../src/lint/rules/index.ts';
import type { Finding } from '../../../src/runbook/finding.ts';
import { bookOf, placeOf } from '../book-of.ts';
import { mutatedFile } from '../mutated-text.ts';
import { sourceFiles } from '../source-files.ts';
import { fuzzTarget } from '../target.ts';

/** Whatever stands in a file of the book, no rule falls over it. */
export const lint = fuzzTarget({
  name: 'lint',
  holds: 'every finding and every fix lies in its file, whatever stands in it',
  inputs: mutatedFile(sourceFiles()),
  roundsInTests: 15,
  async check(file) {
    const book = await bookOf(file);
    const paths = new Set([placeOf(file.path)]);
    const facts = await gatherFacts(book, paths);
    const findings = lintBook(book, { rules, facts, paths });
    const lines = file.text.replace(/^\uFEFF/, '').split(/\r\n|[\r\n]/); // as Markdown counts them
    for (const finding of findings) mustLieInFile(finding, lines, file.text.length);
    applyFixes(file.text, findings);
  },
});

function mustLieInFile(finding: Finding, lines: readonly string[], most: number): void {
  const { line, column, endLine, endColumn } = finding;
  const isIn = (at: number, place: number): boolean =>
    place >= 1 && place <= (lines[at - 1] ?? '').length + 1 && lines[at - 1] !== undefined;
  const isForward = endLine > line || (endLine === line && endColumn >= column);
  const isFixInside = (finding.fix ?? []).every(
    ({ start, end }) => start >= 0 && end >= start && end <= most,
  );
  if (!isIn(line, column) || !isIn(endLine, endColumn) || !isForward || !isFixInside)
    throw new Error(`This finding is outside its file: ${JSON.stringify(finding)}`);
}
