import type { Finding } from '../../runbook/finding.ts';
import type { Reporter } from './reporter.ts';

/** Reviewdog's diagnostics: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf */
export const rdjson: Reporter = ({ findings }) =>
  `${JSON.stringify({ source: { name: 'opsbook' }, diagnostics: findings.map(diagnostic) }, undefined, 2)}\n`;

function diagnostic({ message, path, line, column, endLine, endColumn, level, ruleId, url }: Finding) {
  return {
    message,
    location: { path, range: { start: { line, column }, end: { line: endLine, column: endColumn } } },
    severity: level === 'error' ? 'ERROR' : 'WARNING',
    code: { value: ruleId, url },
  };
}
