import { changedPages } from '../lint/book-change.ts';
import type { BookChange, PageChange } from '../lint/book-change.ts';
import type { AboutChange } from './about-change.ts';
import { pageCoverage } from '../lint/coverage.ts';
import type { CommandsJudged } from '../lint/coverage.ts';
import type { LintFacts } from '../lint/facts.ts';
import type { FileChange } from '../runbook/file-change.ts';
import type { Finding } from '../runbook/finding.ts';
import type { Param } from '../runbook/schema/params.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { addressOf } from '../runbook/links/site-paths.ts';
import { compareSnippets } from './compare-snippets.ts';
import type { Side, SnippetChange } from './compare-snippets.ts';

/** What a reviewer wants to see of a change of a book. */
export interface ChangeSummary {
  /** The commit or branch that is compared with. */
  readonly ref: string;
  readonly runbooks: readonly RunbookSummary[];
  /** Files that are no runbooks: guides, services, alert rules, pictures. */
  readonly others: readonly FileChange[];
  /** All findings: of changed files, and of those that the change has broken. */
  readonly findings: readonly Finding[];
  /** Runbooks whose commands name what the change touches, in the whole repository. */
  readonly about: readonly AboutChange[];
}

/** One runbook of a change. */
export interface RunbookSummary extends FileChange {
  readonly id: string;
  readonly title: string;
  /** Its address on the site, as in `/runbooks/pilot/disk-full/`; undefined when it is gone. */
  readonly address: string | undefined;
  readonly owner: string | undefined;
  readonly severity: string | undefined;
  /** As in `reviewed 2026-10-01, before this change`; undefined when it is gone. */
  readonly review: string | undefined;
  readonly snippets: readonly SnippetChange[];
  /** How much of its commands could be judged; undefined when it is gone. */
  readonly commands: CommandsJudged | undefined;
  readonly params: { readonly gained: readonly Param[]; readonly lost: readonly string[] };
  readonly alerts: { readonly gained: readonly string[]; readonly lost: readonly string[] };
}

export interface Summarized {
  readonly ref: string;
  readonly change: BookChange;
  readonly findings: readonly Finding[];
  /** What the changed pages held before that must not be shown: the findings of `no-secret` in the base. */
  readonly secretsBefore: readonly Finding[];
  readonly facts: LintFacts;
  readonly factsBefore: LintFacts;
}

/** Puts the summary of a change together. */
export function summarizeChange(summarized: Summarized): Omit<ChangeSummary, 'about'> {
  const { ref, change, findings } = summarized;
  const runbooks = changedPages(change).flatMap((page) => {
    const pair = runbookChange(page, change);
    return pair ? [summarizeRunbook(pair, summarized)] : [];
  });
  const shown = new Set(runbooks.map(({ path }) => path));
  const others = change.files.filter(({ path }) => !shown.has(path) && isOfBook(path, change));
  return { ref, runbooks, others, findings };
}

function runbookChange(page: PageChange, { head, base }: BookChange): PageChange<Runbook> | undefined {
  const after = page.after && head.runbooks.get(page.after.id);
  const before = page.before && base.runbooks.get(page.before.id);
  if (after !== page.after || before !== page.before) return undefined;
  return { ...page, before, after };
}

function summarizeRunbook(
  { before, after, ...file }: PageChange<Runbook>,
  { change, findings, secretsBefore, facts, factsBefore }: Summarized,
): RunbookSummary {
  // One of the two is there: the page is of a change.
  const runbook = (after ?? before) as Runbook;
  return {
    ...file,
    id: runbook.id,
    title: runbook.title,
    address: after && addressOf(after.path, change.head.settings.layout),
    owner: ownerOf(runbook, change),
    severity: runbook.severity,
    review: reviewOf(before, after),
    snippets: compareSnippets(
      { page: before, facts: factsBefore, isSecret: secretIn(before, secretsBefore) },
      { page: after, facts, isSecret: secretIn(after, findings) },
    ),
    commands: after && pageCoverage(after, facts),
    params: {
      gained: (after?.params ?? []).filter(
        ({ name }) => !before?.params.some((known) => known.name === name),
      ),
      lost: without(
        before?.params.map(({ name }) => name),
        after?.params.map(({ name }) => name),
      ),
    },
    alerts: { gained: without(after?.alerts, before?.alerts), lost: without(before?.alerts, after?.alerts) },
  };
}

function secretIn(page: Runbook | undefined, findings: readonly Finding[]): Side['isSecret'] {
  const lines = findings
    .filter(({ ruleId, path }) => ruleId === 'no-secret' && path === page?.path)
    .map(({ line }) => line);
  return (first, last) => lines.some((line) => line >= first && line <= last);
}

function ownerOf({ owner }: Runbook, { head, base }: BookChange): string | undefined {
  if (owner === undefined) return undefined;
  return (head.teams.get(owner) ?? base.teams.get(owner))?.name ?? owner;
}

function reviewOf(before: Runbook | undefined, after: Runbook | undefined): string | undefined {
  if (!after) return undefined;
  if (after.status === 'draft') return 'a draft';
  if (after.reviewed === undefined) return 'never reviewed';
  const isSigned = after.reviewed !== before?.reviewed;
  return `reviewed ${after.reviewed}${isSigned ? ', with this change' : ', before this change'}`;
}

function without(all: readonly string[] = [], known: readonly string[] = []): string[] {
  return all.filter((one) => !known.includes(one));
}

/** Whether a file is part of the book, or was: what else lies in its folder is nobody's concern here. */
function isOfBook(path: string, { head, base }: BookChange): boolean {
  return [head, base].some(
    ({ settings: { layout }, alertRules, paths }) =>
      // Packages that nobody told git to ignore lie in the folder too, and no book reads them.
      (paths.has(path) &&
        (path === 'opsbook.yaml' ||
          path === layout.teams ||
          path === layout.severities ||
          addressOf(path, layout) !== undefined)) ||
      alertRules.some((rules) => rules.path === path),
  );
}
