import { standardSection } from '../../runbook/read/sections.ts';
import { isOfRecord } from '../foreign.ts';
import type { Rule } from '../rule.ts';
import { changesSystem, listRisks, type SnippetRisk } from '../snippet-risk.ts';

export const changeIsVerified: Rule = {
  id: 'change-is-verified',
  summary: 'Say how to see whether a change helped',
  level: 'warning',
  check({ runbook, book, facts }, report) {
    if (!runbook || runbook.kind === 'reference' || isOfRecord(runbook, book)) return;
    const words = book.settings.sectionWords;
    if (runbook.sections.some(({ title }) => standardSection(title, words) === 'Verification')) return;
    const risks = listRisks(runbook, facts);
    const last = risks.findLast(changesSystem);
    if (!last || isLookedAt(risks, last)) return;
    const what = last.because ? `\`${last.because.words}\`` : 'this step';
    report(
      `Say how to see that ${what} helped: add a section \`## Verification\`, or a step after it that checks the result.`,
      last.because?.range ?? last.snippet.range,
    );
  },
};

/** Whether a step that only looks follows, declared or not, or the change itself says what to expect. */
function isLookedAt(risks: readonly SnippetRisk[], last: SnippetRisk): boolean {
  const after = risks.slice(risks.indexOf(last) + 1);
  return (
    last.snippet.expected !== undefined || after.some(({ risk, isGraded }) => isGraded && risk === 'read')
  );
}
