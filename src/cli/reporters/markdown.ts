import { isPartial, sayCoverage } from '../../lint/coverage.ts';
import type { Finding } from '../../runbook/finding.ts';
import type { Reporter } from './reporter.ts';
import { tableCell } from '../../runbook/words/markdown-text.ts';

/** For a pull request's comment or a job's summary: a table for each file. */
export const markdown: Reporter = ({ findings, files, coverage }) => {
  const commands = coverage && isPartial(coverage.all) ? `\n${tableCell(sayCoverage(coverage.all))}.\n` : '';
  if (findings.length === 0) return `No findings, ${files} pages read.\n${commands}`;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const tables = [...Map.groupBy(findings, ({ path }) => path)].map(([path, own]) => table(path, own));
  return (
    [`${errors} errors, ${findings.length - errors} warnings, ${files} pages read.`, ...tables].join('\n\n') +
    `\n${commands}`
  );
};

function table(path: string, findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ line, level, message, ruleId, url }) =>
      `| ${line} | ${level} | ${tableCell(message)} | [${ruleId}](${url}) |`,
  );
  return [
    `### ${tableCell(path)}`,
    '',
    '| line | level | finding | rule |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
