import type { Rule } from '../rule.ts';

export const changedSinceReview: Rule = {
  id: 'changed-since-review',
  summary: 'Ask for a review when a reviewed runbook changes',
  level: 'warning',
  needs: 'review',
  check({ runbook, facts: { review } }, report) {
    const last = runbook && review?.of(runbook.id);
    if (!runbook || !last?.isChanged || !review?.isInChange(runbook.path)) return;
    const who = last.by === undefined ? '' : ` by ${last.by}`;
    report(
      `Ask for a review of this change: the text is no longer what was signed on ${last.on}${who}.`,
      runbook.locate([runbook.reviewed === undefined ? 'title' : 'reviewed']),
    );
  },
};
