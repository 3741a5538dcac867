import type { Snippet } from '../../runbook/read/snippet.ts';
import { isForeign, isOfRecord } from '../foreign.ts';
import type { Rule } from '../rule.ts';
import { removesOwn } from '../removes-own.ts';
import { listCommands } from '../shell-snippets.ts';
import { listRisks } from '../snippet-risk.ts';

export const destroyIsGuarded: Rule = {
  id: 'destroy-is-guarded',
  summary: 'Put a dry run, a backup or a question before what destroys',
  level: 'error',
  check({ page, book, facts }, report) {
    // Where steps have no attributes yet, that is said once a page.
    const isOther = isForeign(page, book);
    if (isOfRecord(page, book)) return;
    const garbled = new Set(
      listCommands(page, facts).flatMap(({ snippet, script }) => (script.errors.length > 0 ? [snippet] : [])),
    );
    for (const { snippet, risk, because } of listRisks(page, facts)) {
      if (risk !== 'destroy' || isGuarded(snippet, page.snippets)) continue;
      // What does not parse may not be what it seems: its own rule says so.
      if (isOther && (garbled.has(snippet) || (because && removesOwn(page, because.words, because.range))))
        continue;
      const what = because ? `\`${because.words}\`` : 'this step';
      report(
        `Guard ${what}: add \`confirm="…"\` or \`dryrun=<name>\`, or a backup before it. It cannot be undone.`,
        because?.range ?? snippet.range,
        isOther ? { level: 'warning' } : {},
      );
      if (isOther) return;
    }
  },
};

// Matches a dry run or the making of a copy: `--dry-run`, `terraform plan`, `pg_dump`, `etcdctl snapshot save`.
const REHEARSES =
  /--dry-?run|\bgit clean -\w{0,20}n|\bterraform plan|\bhelm diff|\bpg_dump|\bpg_basebackup|\bmysqldump|\bmongodump|\bredis-cli\b.{0,300}\b(?:BG)?SAVE\b|--rdb\b|\bsnapshot\b|\bbackup\b|\bgit stash\b|\bcp -\w{0,20}a|\bvelero backup create/i;

/** Guarded by its own attributes, or by a step before it that rehearses or saves. */
function isGuarded(snippet: Snippet, all: readonly Snippet[]): boolean {
  const { confirm, dryrun } = snippet.attributes;
  if (confirm || dryrun) return true;
  return all
    .slice(0, all.indexOf(snippet))
    .some((before) => before.isRunnable && REHEARSES.test(`${before.name ?? ''}\n${before.code}`));
}
