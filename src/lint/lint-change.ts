import type { Finding } from '../runbook/finding.ts';
import { listPages } from '../runbook/book.ts';
import { affectedPages, haveRulesChanged, isQuiet } from './affected-pages.ts';
import { changedPaths } from './book-change.ts';
import type { BookChange } from './book-change.ts';
import type { LintFacts } from './facts.ts';
import { lintBook } from './lint.ts';
import type { Rule } from './rule.ts';
import { nameKnown } from './rules/name-known.ts';

export interface ChangeLint {
  readonly rules: readonly Rule[];
  /** Ids of the rules to judge by (default: all). */
  readonly only?: ReadonlySet<string>;
  readonly facts: LintFacts;
  /** What rules are told of the book as it was. */
  readonly factsBefore: LintFacts;
  /** Names that commands may use have changed in the repository: every page may be affected. */
  readonly isWorldChanged?: boolean;
}

/**
 * Judges a change: every finding of the files that it touches, and those elsewhere that were not there before. A
 * finding in an untouched file is known by its rule and place, since its words may name what has moved.
 */
export function lintChange(change: BookChange, options: ChangeLint): Finding[] {
  const { head, base } = change;
  const { rules, only, facts, factsBefore } = options;
  const changed = changedPaths(change);
  const own = lintBook(head, { rules, facts, paths: changed, ...(only ? { only } : {}) });
  const names = options.isWorldChanged ? lintNames(change, options) : [];
  if (isQuiet(change)) return [...own, ...names];
  const paths = elsewhere(change);
  const around = rulesAround(change, options);
  const now = lintBook(head, { rules, facts, paths, only: around });
  const before = lintBook(base, { rules, facts: factsBefore, paths, only: around });
  const elsewhereFound = withoutKnown(now, before).filter(
    ({ ruleId }) => !options.isWorldChanged || ruleId !== nameKnown.id,
  );
  return [...own, ...elsewhereFound, ...names].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : 0,
  );
}

/** The findings about names on pages that the change does not touch, and that were not there before. */
function lintNames(change: BookChange, { rules, only, facts, factsBefore }: ChangeLint): Finding[] {
  if (only && !only.has(nameKnown.id)) return [];
  const wanted = new Set([nameKnown.id]);
  const paths = new Set(listPages(change.head).map(({ path }) => path)).difference(changedPaths(change));
  const now = lintBook(change.head, { rules, facts, paths, only: wanted });
  const before = lintBook(change.base, { rules, facts: factsBefore, paths, only: wanted });
  return withoutKnown(now, before);
}

/** The untouched files to look at: pages that may be affected, and everything that is no page. */
function elsewhere(change: BookChange): Set<string> {
  const pages = new Set(listPages(change.head).map(({ path }) => path));
  const others = [...change.head.paths].filter((path) => !pages.has(path));
  return new Set([...affectedPages(change), ...others]).difference(changedPaths(change));
}

function rulesAround(change: BookChange, { rules, only }: ChangeLint): Set<string> {
  const isWanted = haveRulesChanged(change) ? () => true : ({ looksAround }: Rule) => looksAround === true;
  const ids = rules.filter(isWanted).map(({ id }) => id);
  return new Set(only ? ids.filter((id) => only.has(id)) : ids);
}

function withoutKnown(now: readonly Finding[], before: readonly Finding[]): Finding[] {
  const known = new Map<string, number>();
  for (const finding of before) known.set(placeOf(finding), (known.get(placeOf(finding)) ?? 0) + 1);
  return now.filter((finding) => {
    const left = known.get(placeOf(finding)) ?? 0;
    known.set(placeOf(finding), left - 1);
    return left <= 0;
  });
}

function placeOf({ path, ruleId, line, column }: Finding): string {
  return JSON.stringify([path, ruleId, line, column]);
}
