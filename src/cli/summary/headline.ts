import { count } from '../../runbook/words/count.ts';
import type { ChangeSummary } from '../../judge/change-summary.ts';

/** `2 runbooks changed since main: 1 error, 3 warnings`. */
export function headline({ ref, runbooks, others, findings }: ChangeSummary): string {
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  const found =
    findings.length === 0
      ? 'no findings'
      : [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
          .filter(Boolean)
          .join(', ');
  const what = runbooks.length > 0 || others.length === 0 ? count(runbooks.length, 'runbook') : '';
  const more = others.length > 0 ? count(others.length, runbooks.length > 0 ? 'other file' : 'file') : '';
  return `${[what, more].filter(Boolean).join(' and ')} changed since ${ref}: ${found}`;
}
