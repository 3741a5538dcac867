import type { Finding } from '../../runbook/finding.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { Reporter } from './reporter.ts';

/** Workflow commands of GitHub Actions: an annotation on the line of each finding. */
export const github: Reporter = ({ findings }) =>
  findings.map((finding) => `${annotation(finding)}\n`).join('');

function annotation({ level, path, line, column, endLine, endColumn, ruleId, message }: Finding): string {
  // GitHub takes columns only for what lies on one line.
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
  const place = `file=${property(printable(path))},line=${line},endLine=${endLine}${columns}`;
  return `::${level} ${place},title=${property(ruleId)}::${data(message)}`;
}

// Escapes of @actions/core: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
