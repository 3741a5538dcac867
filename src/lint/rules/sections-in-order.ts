import { SECTIONS, standardSection } from '../../runbook/read/sections.ts';
import type { Rule } from '../rule.ts';

export const sectionsInOrder: Rule = {
  id: 'sections-in-order',
  summary: 'Keep the standard sections in the order a responder needs them',
  level: 'warning',
  check({ runbook, book }, report) {
    if (!runbook?.isKindDeclared) return;
    const order = SECTIONS[runbook.kind];
    let last = { place: -1, title: '' };
    for (const { title, range } of runbook.sections) {
      const place = order.indexOf(standardSection(title, book.settings.sectionWords));
      if (place < 0) continue;
      if (place < last.place)
        report(`Move \`## ${title}\` before \`## ${last.title}\`: readers look for it there.`, range);
      else last = { place, title };
    }
  },
};
