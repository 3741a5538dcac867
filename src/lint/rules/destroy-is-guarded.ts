import type { Snippet } from '../../runbook/snippet.ts';
import { riskOf } from '../risk-of.ts';
import type { Rule } from '../rule.ts';

/** What takes a copy or shows what would happen: by the step's name, or by the command. */
const GUARD =
  /\b(dry-?run|what-?if|backup|back-up|snapshot|dump|preview|list-what|copy-of)\b|--dry-run|--what-if|\b(pg_dump|mysqldump|mongodump|bgsave|etcdctl snapshot save|terraform plan|restic backup|velero backup)\b/i;

export const destroyIsGuarded: Rule = {
  id: 'destroy-is-guarded',
  summary: 'Put a dry run, a backup or a question before what cannot be undone',
  level: 'error',
  check({ page, facts }, report) {
    const { snippets } = page;
    for (const [index, snippet] of snippets.entries()) {
      if (!snippet.isRunnable || riskOf(snippet, facts) !== 'destroy') continue;
      const before = snippets
        .slice(0, index)
        .filter((other) => other.isRunnable && other.name !== snippet.name);
      if (isGuarded(snippet, before)) continue;
      const message =
        'Guard this: it cannot be undone. Put a dry run or a backup before it and name it with `dryrun=`, or ask with `confirm="…"`.';
      report(message, snippet.range && { start: snippet.range.start, end: snippet.range.start });
    }
  },
};

function isGuarded({ attributes }: Snippet, before: readonly Snippet[]): boolean {
  if (attributes['confirm']) return true;
  const rehearsal = attributes['dryrun'];
  if (rehearsal !== undefined) return before.some(({ name }) => name === rehearsal);
  return before.some(({ name = '', code }) => GUARD.test(name) || GUARD.test(code));
}
