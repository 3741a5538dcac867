import { findNearest } from '../../runbook/words/nearest.ts';
import type { Heading } from '../../runbook/read/page.ts';
import { titleRange } from '../../runbook/read/parse.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { lackingSections, sectionNames } from '../../runbook/read/sections.ts';
import type { Rule } from '../rule.ts';

export const sectionRequired: Rule = {
  id: 'section-required',
  summary: 'Give every runbook the sections that a responder looks for',
  level: 'error',
  check({ runbook, book }, report) {
    if (!runbook?.isKindDeclared || runbook.status === 'draft') return;
    for (const group of lackingSections(runbook, book.settings.sectionWords)) {
      const why = `${runbook.kind === 'incident' ? 'an incident' : `a ${runbook.kind}`} needs it`;
      const meant = findMeant(runbook, group);
      if (meant)
        report(`Write \`## ${meant.name}\` in place of \`${render(meant.heading)}\`: ${why}.`, meant.range);
      else report(`Add ${sectionNames(group)}: ${why}.`, titleRange(runbook));
    }
  },
};

/** A heading that was probably meant, as `## Diagnostics` or `### Diagnosis` for `## Diagnosis`. */
function findMeant({ headings }: Runbook, group: readonly string[]) {
  const titles = headings.map(({ text }) => text);
  for (const name of group) {
    const near = findNearest(name, titles);
    const heading = headings.find(({ text }) => text === near);
    if (heading) return { name, heading, range: heading.range };
  }
  return undefined;
}

function render({ depth, text }: Heading): string {
  return `${'#'.repeat(depth)} ${text}`;
}
