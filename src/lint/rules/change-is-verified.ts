import type { Runbook } from '../../runbook/read/parse.ts';
import { standardSection } from '../../runbook/read/sections.ts';
import type { Rule } from '../rule.ts';
import { changesSystem, listRisks, type SnippetRisk } from '../snippet-risk.ts';

export const changeIsVerified: Rule = {
  id: 'change-is-verified',
  summary: 'Look whether a change helped',
  level: 'warning',
  check({ runbook, book, facts }, report) {
    if (!runbook || runbook.kind === 'reference') return;
    const words = book.settings.sectionWords;
    if (runbook.sections.some(({ title }) => standardSection(title, words) === 'Verification')) return;
    const last = listRisks(runbook, facts).findLast(changesSystem);
    if (!last || isLookedAt(runbook, last)) return;
    const what = last.because ? `\`${last.because.words}\`` : 'this step';
    report(
      `Say how to see that ${what} helped: add a section \`## Verification\`, or a step after it that looks.`,
      last.because?.range ?? last.snippet.range,
    );
  },
};

/** A step that only looks follows, or the change itself says what to expect. */
function isLookedAt({ snippets }: Runbook, { snippet }: SnippetRisk): boolean {
  const after = snippets.slice(snippets.indexOf(snippet) + 1);
  return (
    snippet.expected !== undefined || after.some(({ isRunnable, risk }) => isRunnable && risk === 'read')
  );
}
