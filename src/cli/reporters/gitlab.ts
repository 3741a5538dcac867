import { createHash } from 'node:crypto';
import type { Finding } from '../../runbook/finding.ts';
import type { Reporter } from './reporter.ts';

/** GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: Reporter = ({ findings }) => {
  const seen = new Map<string, number>();
  const issues = findings.map((finding) => ({
    description: finding.message,
    check_name: finding.ruleId,
    fingerprint: fingerprint(finding, seen),
    severity: finding.level === 'error' ? 'major' : 'minor',
    location: { path: finding.path, lines: { begin: finding.line, end: finding.endLine } },
  }));
  return `${JSON.stringify(issues, undefined, 2)}\n`;
};

/** The same finding keeps its fingerprint when lines above it move; twins are told apart by their number. */
function fingerprint({ path, ruleId, message }: Finding, seen: Map<string, number>): string {
  const what = JSON.stringify([path, ruleId, message]);
  const number = (seen.get(what) ?? 0) + 1;
  seen.set(what, number);
  return createHash('sha256').update(`${what}${number}`).digest('hex').slice(0, 32);
}
