import type { Fault } from '../finding.ts';
import type { Runbook } from './parse.ts';
import { REQUIRED_SECTIONS, standardSection } from './sections.ts';
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
  const titles = new Set(runbook.sections.map(({ title }) => standardSection(title, words)));
  const sections = REQUIRED_SECTIONS[runbook.kind]
    .filter((group) => !group.some((name) => titles.has(name)))
    .map((group) => `Add the section ${group.map((name) => `\`## ${name}\``).join(' or ')}.`);
  return [...missing, ...sections];
}
