import { placeInSnippet } from '../../runbook/read/snippet-place.ts';
import { listJqPrograms } from '../jq-programs.ts';
import type { Rule } from '../rule.ts';

export const jqParses: Rule = {
  id: 'jq-parses',
  summary: 'Write jq programs that jq can compile',
  level: 'error',
  check({ page, facts }, report) {
    if (facts.jq.size === 0) return;
    for (const { snippet, text, start, end } of listJqPrograms(page, facts)) {
      const reason = facts.jq.get(text);
      if (reason !== undefined)
        report(`Fix this jq program: jq says ${reason}.`, placeInSnippet(page, snippet, [start, end]));
    }
  },
};
