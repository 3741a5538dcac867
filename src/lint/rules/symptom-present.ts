import { titleRange } from '../../runbook/read/parse.ts';
import type { Rule } from '../rule.ts';

export const symptomPresent: Rule = {
  id: 'symptom-present',
  summary: 'Say what an incident looks like to whoever is woken by it',
  level: 'warning',
  check({ runbook }, report) {
    if (runbook?.kind !== 'incident' || !runbook.isKindDeclared || runbook.symptoms.length > 0) return;
    report(
      'Add `symptoms`: what a person or a graph shows, in the words somebody will search for.',
      titleRange(runbook),
    );
  },
};
