import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Rule } from '../rule.ts';

export const ownerKnown: Rule = {
  id: 'owner-known',
  summary: 'Name teams that can be reached',
  level: 'error',
  looksAround: true,
  check({ runbook, book }, report) {
    if (!book.settings.isAdopted && book.teams.size === 0) return;
    if (runbook?.owner === undefined || book.teams.has(runbook.owner)) return;
    const message = `Change \`owner\`: \`${book.settings.layout.teams}\` has no team \`${runbook.owner}\`.`;
    report(message + didYouMean(runbook.owner, book.teams.keys()), runbook.locate(['owner']));
  },
  checkBook({ book }, report) {
    for (const { path, owner, locate } of book.services.values()) {
      if (owner === '' || book.teams.has(owner)) continue;
      report(
        path,
        `Change \`owner\`: no team has the id \`${owner}\`.${didYouMean(owner, book.teams.keys())}`,
        locate(['owner']),
      );
    }
    for (const { path, 'escalates-to': next, locate } of book.teams.values()) {
      if (next === undefined || book.teams.has(next)) continue;
      const message = `Change \`escalates-to\`: no team has the id \`${next}\`.${didYouMean(next, book.teams.keys())}`;
      report(path, message, locate(['escalates-to']));
    }
  },
};
