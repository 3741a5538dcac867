import type { Finding } from '../../runbook/finding.ts';
import { offsetOfLine } from '../../runbook/read/source-text.ts';
import type { Report, Reporter } from './reporter.ts';

/** Reviewdog's diagnostics: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
export const rdjson: Reporter = (report) => {
  const diagnostics = report.findings.map((finding) => diagnostic(finding, report));
  return `${JSON.stringify({ source: { name: 'opsbook' }, diagnostics }, undefined, 2)}\n`;
};

function diagnostic(finding: Finding, { textOf }: Report) {
  const { message, path, line, column, endLine, endColumn, level, ruleId, url } = finding;
  const text = textOf(path);
  const start = { line, column: byteColumn(text, line, column) };
  const end = { line: endLine, column: byteColumn(text, endLine, endColumn) };
  return {
    message,
    location: { path, range: { start, end } },
    severity: level === 'error' ? 'ERROR' : 'WARNING',
    code: { value: ruleId, url },
  };
}

/** Reviewdog counts a column in bytes of UTF-8; ours are UTF-16 units, as editors count. */
function byteColumn(text: string | undefined, line: number, column: number): number {
  const start = text === undefined ? undefined : offsetOfLine(text, line);
  if (text === undefined || start === undefined) return column;
  return Buffer.byteLength(text.slice(start, start + column - 1)) + 1;
}
