import type { Rule } from '../rule.ts';

export const reviewCurrent: Rule = {
  id: 'review-current',
  summary: 'Review runbooks before they are overdue',
  level: 'warning',
  needs: 'review',
  check({ runbook, facts }, report) {
    const review = runbook && facts.review?.of(runbook.id);
    if (!runbook || !review) return;
    const { standing, on, due, overdue } = review;
    if (standing !== 'due' && standing !== 'overdue') return;
    const at = runbook.locate([runbook.reviewed === undefined ? 'title' : 'reviewed']);
    if (standing === 'due')
      report(`Review this runbook by ${overdue}: it was due on ${due}, and last reviewed on ${on}.`, at);
    else
      report(`Review this runbook: it was due on ${due}, and last reviewed on ${on}.`, at, {
        level: 'error',
      });
  },
  checkAnew({ runbook, facts }, report) {
    const changed = runbook && facts.changedSince?.get(runbook.id);
    if (!changed) return;
    const at = runbook.locate([runbook.reviewed === undefined ? 'title' : 'reviewed']);
    report(`Review this runbook: ${changed.said}, after its review on ${changed.on}.`, at);
  },
};
