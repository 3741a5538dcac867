import { findNearest } from '../../runbook/nearest.ts';
import { titleRange } from '../../runbook/parse.ts';
import type { Runbook } from '../../runbook/parse.ts';
import { REQUIRED_SECTIONS, standardSection } from '../../runbook/sections.ts';
import type { Rule } from '../rule.ts';

export const sectionRequired: Rule = {
  id: 'section-required',
  summary: 'Give every runbook the sections that a responder looks for',
  level: 'error',
  check({ runbook, book }, report) {
    if (!runbook?.isKindDeclared || runbook.status === 'draft') return;
    const titles = runbook.sections.map(({ title }) => standardSection(title, book.settings.sectionWords));
    for (const group of REQUIRED_SECTIONS[runbook.kind]) {
      if (group.some((name) => titles.includes(name))) continue;
      const names = group.map((name) => `\`## ${name}\``).join(' or ');
      report(
        `Add ${names}: ${article(runbook.kind)} needs it.${renamed(runbook, group)}`,
        titleRange(runbook),
      );
    }
  },
};

function article(kind: Runbook['kind']): string {
  return kind === 'incident' ? 'an incident' : `a ${kind}`;
}

/** The heading that was probably meant, as `## Diagnostics` for Diagnosis. */
function renamed(runbook: Runbook, group: readonly string[]): string {
  const titles = runbook.headings.map(({ text }) => text);
  const near = group.map((name) => findNearest(name, titles)).find((title) => title !== undefined);
  return near === undefined ? '' : ` Is \`${near}\` meant?`;
}
