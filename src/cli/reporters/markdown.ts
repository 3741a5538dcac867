import type { Finding } from '../../runbook/finding.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { Reporter } from './reporter.ts';

/** For a pull request's comment or a job's summary: a table for each file. */
export const markdown: Reporter = ({ findings, files }) => {
  if (findings.length === 0) return `No findings, ${files} pages read.\n`;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const tables = [...Map.groupBy(findings, ({ path }) => path)].map(([path, own]) => table(path, own));
  return (
    [`${errors} errors, ${findings.length - errors} warnings, ${files} pages read.`, ...tables].join('\n\n') +
    '\n'
  );
};

function table(path: string, findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ line, level, message, ruleId, url }) =>
      `| ${line} | ${level} | ${cell(message)} | [${ruleId}](${url}) |`,
  );
  return [`### ${cell(path)}`, '', '| line | level | finding | rule |', '|---|---|---|---|', ...rows].join(
    '\n',
  );
}

/** Text that stays in its cell and starts nothing: messages carry authors' words, often in backticks. */
function cell(text: string): string {
  return printable(text.replace(/\s+/g, ' '))
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
}
