import { isPartial, sayCoverage } from '../../lint/coverage.ts';
import type { Finding } from '../../runbook/finding.ts';
import type { Reporter, Spoken } from './reporter.ts';
import { aboutTitle } from '../summary/about-words.ts';
import { count } from '../../runbook/words/count.ts';
import { tableCell } from '../../runbook/words/markdown-text.ts';

/** For a pull request's comment or a job's summary: a table for each file. */
export const markdown: Reporter = ({ findings, files, coverage, spoken }) => {
  const judged = coverage && isPartial(coverage.all) ? `\n${tableCell(sayCoverage(coverage.all))}.\n` : '';
  const commands = `${judged}${spokenList(spoken)}`;
  const read = `${count(files, 'page')} read`;
  if (findings.length === 0) return `No findings, ${read}.\n${commands}`;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const tables = [...Map.groupBy(findings, ({ path }) => path)].map(([path, own]) => table(path, own));
  return (
    [`${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}, ${read}.`, ...tables].join(
      '\n\n',
    ) + `\n${commands}`
  );
};

function spokenList(spoken: Spoken | undefined): string {
  if (!spoken || spoken.paths.length === 0) return '';
  const lines = spoken.paths.map((path) => `- ${tableCell(path)}`);
  return `\n### ${aboutTitle(lines.length)}\n\n${lines.join('\n')}\n`;
}

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
