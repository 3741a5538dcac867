import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Rule } from '../rule.ts';

export const severityKnown: Rule = {
  id: 'severity-known',
  summary: 'Name severities that the book defines',
  level: 'error',
  looksAround: true,
  check({ runbook, book }, report) {
    if (!book.settings.isAdopted && book.severities.size === 0) return;
    if (runbook?.severity === undefined || book.severities.has(runbook.severity)) return;
    const message = `Change \`severity\`: \`${book.settings.layout.severities}\` has no \`${runbook.severity}\`.`;
    report(message + didYouMean(runbook.severity, book.severities.keys()), runbook.locate(['severity']));
  },
};
