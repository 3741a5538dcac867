import type { Fault } from '../finding.ts';
import type { Runbook } from './parse.ts';
import { lackingSections, sectionNames } from './sections.ts';
import type { SectionWords } from './sections.ts';

/** Rules whose findings may only say that something is not there yet. */
const OF_WHAT_IS_MISSING = new Set(['frontmatter-valid', 'section-required']);

/** Whether a finding says that a page lacks something, and not that something in it is wrong. */
export function saysUnfinished({ ruleId, message }: Pick<Fault, 'ruleId' | 'message'>): boolean {
  // Every message begins with what to do.
  return OF_WHAT_IS_MISSING.has(ruleId) && message.startsWith('Add ');
}

/** What a runbook of the format does not have yet: sentences that begin with what to do. */
export function listUnfinished(runbook: Runbook, words: SectionWords): readonly string[] {
  if (!runbook.isForOpsbook) return [];
  const missing = runbook.faults.filter(saysUnfinished).map(({ message }) => message);
  if (!runbook.isKindDeclared || runbook.status === 'draft') return missing;
  const sections = lackingSections(runbook, words).map((group) => `Add the section ${sectionNames(group)}.`);
  return [...missing, ...sections];
}
