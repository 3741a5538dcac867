import { isOfRecord } from '../foreign.ts';
import type { Rule } from '../rule.ts';
import { standardSection } from '../../runbook/read/sections.ts';
import { changesSystem, listRisks } from '../snippet-risk.ts';

export const changeHasRollback: Rule = {
  id: 'change-has-rollback',
  summary: 'Say how to undo what a step changes',
  level: 'warning',
  check({ runbook, book, facts }, report) {
    if (!runbook || runbook.kind === 'reference' || isOfRecord(runbook, book)) return;
    const words = book.settings.sectionWords;
    if (runbook.sections.some(({ title }) => standardSection(title, words) === 'Rollback')) return;
    const changing = listRisks(runbook, facts).find(
      (one) =>
        changesSystem(one) &&
        !one.snippet.attributes['rollback'] &&
        !LEAVES_NOTHING.test(one.because?.words ?? ''),
    );
    if (!changing) return;
    const what = changing.because ? `\`${changing.because.words}\`` : 'this step';
    report(
      `Say how to undo ${what}: add \`rollback=<name>\` or a section \`## Rollback\`, even if it only says that this cannot be undone.`,
      changing.because?.range ?? changing.snippet.range,
    );
  },
};

// Match what leaves nothing behind to undo: `systemctl restart api`, `nginx -s reload`, `kill 42`, `docker system prune -a`.
const LEAVES_NOTHING =
  /\b(?:restart|reload|reload-or-restart|try-restart|reboot|prune)\b|^(?:sudo )?(?:kill|pkill|killall)\b|\bdelete (?:pods?|po)\b|\bFLUSH(?:ALL|DB)\b|\bpg_(?:terminate|cancel)_backend\b/i;
