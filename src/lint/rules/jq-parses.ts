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
      if (reason === undefined) continue;
      const [gone, instead] = GONE.find(([name]) => reason.startsWith(`${name}/0 is not defined`)) ?? [];
      const message = gone
        ? `Write \`${instead}\` for \`${gone}\`: jq 1.8 no longer has it.`
        : `Fix this jq program: jq says ${reason}.`;
      report(message, placeInSnippet(page, snippet, [start, end]));
    }
  },
};

/** What older versions of jq take, and what does the same in all. */
const GONE = [
  ['leaf_paths', 'paths(scalars)'],
  ['recurse_down', 'recurse'],
] as const;
