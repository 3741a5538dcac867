import type { WrittenSignOff } from '../../runbook/records/sign-offs.ts';
import type { Rule } from '../rule.ts';

export const reviewDateValid: Rule = {
  id: 'review-date-valid',
  summary: 'Date reviews by the days on which they were signed',
  level: 'error',
  needs: 'review',
  check({ runbook, book, facts }, report) {
    const { reviewed, locate } = runbook ?? {};
    if (!runbook || !facts.review || reviewed === undefined || !locate) return;
    if (reviewed > facts.review.today)
      return report(`Correct \`reviewed\`: ${reviewed} is in the future.`, locate(['reviewed']));
    // A book without sign-offs has dates alone.
    const review = facts.review.of(runbook.id);
    if (book.signOffs.length === 0 || !review) return;
    if (review.by !== undefined && review.on === reviewed) return;
    const at = locate(['reviewed']);
    if (review.by === undefined)
      report(
        `Sign this review with \`opsbook review sign ${runbook.id}\`: \`reviewed\` has a date for which there is no sign-off.`,
        at,
        { level: 'warning' },
      );
    else
      report(`Change \`reviewed\` to ${review.on}, the day of the last sign-off: it says ${reviewed}.`, at, {
        level: 'warning',
        fix: [{ start: at.start.offset, end: at.end.offset, text: review.on }],
      });
  },
  checkBook({ book, facts }, report) {
    if (!facts.review) return;
    const { today } = facts.review;
    const isAhead = ({ at }: WrittenSignOff): boolean => at.slice(0, 10) > today;
    for (const { path, at, range } of book.signOffs.filter(isAhead))
      report(path, `Correct \`at\`: ${at} is in the future.`, range);
    for (const { path, snippets, range } of book.signOffs)
      if (snippets && snippets.on > today)
        report(path, `Correct \`on\` of \`snippets\`: ${snippets.on} is in the future.`, range);
    for (const { path, date, range } of book.incidents.filter(({ date }) => date > today))
      report(path, `Correct \`date\`: ${date} is in the future.`, range);
  },
};
