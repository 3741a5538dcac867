import { haveRulesChanged, isQuiet } from '../lint/affected-pages.ts';
import { changedPages, changedPaths } from '../lint/book-change.ts';
import type { BookChange } from '../lint/book-change.ts';
import { gatherFacts, NO_FACTS } from '../lint/facts.ts';
import type { LintFacts, SearchFacts } from '../lint/facts.ts';
import { lintChange } from '../lint/lint-change.ts';
import { rules } from '../lint/rules/index.ts';
import { lintBook } from '../lint/lint.ts';
import type { Finding } from '../runbook/finding.ts';
import { runbooksAbout } from './about-change.ts';
import type { AboutChange, WhatChanged } from './about-change.ts';
import { readWorldChange, worldFacts } from './book-world.ts';
import type { WorldChange } from './book-world.ts';
import { bookFacts, lintFacts } from './lint-facts.ts';
import type { Asked, Remarks } from './lint-facts.ts';
import { contractOfChange } from './changed-alerts.ts';
import { summarizeChange } from './change-summary.ts';
import type { ChangeSummary } from './change-summary.ts';

interface Judging {
  readonly change: BookChange;
  /** What the change is compared with, as it was given. */
  readonly ref: string;
  readonly only: ReadonlySet<string> | undefined;
  readonly isVerbose: boolean;
  readonly root: string;
  readonly askLinks: Asked['askLinks'];
  readonly isOutsideAllowed?: boolean;
  /** The day to judge reviews by. */
  readonly today: string;
}

/** What is found in a change, and what it was found by. */
export interface ChangeJudged {
  readonly change: BookChange;
  readonly found: readonly Finding[];
  readonly facts: LintFacts;
  /** Runbooks whose commands name what the change touches. */
  readonly about: readonly AboutChange[];
}

/** The findings of a change, and of what it breaks elsewhere. */
export async function judgeChange(
  { change, ref, only, isVerbose, root, askLinks, isOutsideAllowed, today }: Judging,
  remarks: Remarks,
): Promise<ChangeJudged> {
  const { head, base } = change;
  const isWhole = haveRulesChanged(change);
  const changed = changedPaths(change);
  const review = { today, isInChange: (path: string): boolean => changed.has(path) };
  const told = await lintFacts(
    {
      book: head,
      paths: isWhole ? undefined : changed,
      isVerbose,
      only,
      root,
      isOutsideAllowed,
      askLinks,
      review,
    },
    remarks,
  );
  const worlds = await readWorldChange(root, {
    ref,
    now: head.settings,
    before: base.settings,
    isOutsideAllowed,
  });
  // What the change itself has moved is known without git.
  const renamed = change.files.flatMap(({ from, path }): [string, string][] => (from ? [[from, path]] : []));
  const links = { ...told.links, moved: new Map([...(told.links?.moved ?? []), ...renamed]) };
  const alerts = (isQuiet(change) ? contractOfChange(change) : undefined) ?? told.alerts;
  const facts = {
    ...told,
    world: worldFacts(worlds.now, worlds.before),
    links,
    ...(alerts ? { alerts } : {}),
    ...(told.search ? { search: ofChangedClaims(told.search, change) } : {}),
  };
  const factsBefore: LintFacts = {
    ...(isWhole
      ? await lintFacts({ book: base, paths: undefined, isVerbose: false, only, review }, remarks)
      : { ...NO_FACTS, tools: told.tools, ...(await bookFacts(base)) }),
    world: worldFacts(worlds.before),
  };
  const judging = { rules, facts, factsBefore, ...(only ? { only } : {}) };
  return {
    change,
    found: lintChange(change, { ...judging, isWorldChanged: haveNamesChanged(worlds) }),
    facts,
    about: runbooksAbout(
      change,
      {
        files: worlds.files,
        prefix: worlds.now.book === '' ? '' : `${worlds.now.book}/`,
        gone: worlds.now.gone,
        alerts: alertPlaces(worlds),
      },
      { facts, factsBefore },
    ),
  };
}

/** Where rules raise alerts now, or did before the change. */
function alertPlaces({ now, before }: WorldChange): WhatChanged['alerts'] {
  const things = [now, before].flatMap((world) => [...world.of('alert').values()].flat());
  return Map.groupBy(things, ({ name }) => name);
}

/** Whether the change touches a file that names something: a page that it does not touch may now be wrong. */
function haveNamesChanged({ now, before, files }: WorldChange): boolean {
  const named = new Set(
    [...now.things, ...now.gone, ...before.things, ...before.gone].map(({ path }) => path),
  );
  return files.some(({ path, from, kind }) => named.has(path) || kind === 'deleted' || from !== undefined);
}

/** The summary of a change that was judged. */
export async function summarize(
  ref: string,
  { change, found, facts, about }: ChangeJudged,
): Promise<ChangeSummary> {
  const { base, files } = change;
  const paths = new Set(files.map(({ path, from }) => from ?? path));
  const factsBefore = await gatherFacts(base, paths);
  const only = new Set(['no-secret']);
  const secretsBefore = lintBook(base, { rules, facts: factsBefore, only, paths });
  return {
    ...summarizeChange({ ref, change, findings: found, secretsBefore, facts, factsBefore }),
    about,
  };
}

/** A search index of so many runbooks takes no time worth saving. */
const FEW_RUNBOOKS = 100;

/**
 * Asks the search only where symptoms or errors have changed: to answer, it has to read every page of the book,
 * and of a large one that takes seconds.
 */
function ofChangedClaims(search: SearchFacts, change: BookChange): SearchFacts {
  const { head, base } = change;
  if (head.runbooks.size <= FEW_RUNBOOKS) return search;
  const same = new Set(
    changedPages(change).flatMap(({ before, after }) =>
      before && after && claimed(base.runbooks.get(before.id)) === claimed(head.runbooks.get(after.id))
        ? [after.id]
        : [],
    ),
  );
  return { ...search, outranked: (id) => (same.has(id) ? new Map() : search.outranked(id)) };
}

function claimed(runbook: { symptoms: readonly string[]; errors: readonly string[] } | undefined): string {
  return JSON.stringify(runbook && [runbook.symptoms, runbook.errors]);
}
