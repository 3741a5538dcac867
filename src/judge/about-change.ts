import { judgeNames } from '../lint/page-names.ts';
import type { LintFacts } from '../lint/facts.ts';
import { closestFiles } from '../runbook/links/closest-files.ts';
import { watchedFiles } from '../review/watched.ts';
import { listPages } from '../runbook/book.ts';
import type { BookChange } from '../lint/book-change.ts';
import type { FileChange } from '../runbook/file-change.ts';
import type { NameUse } from '../shell/names/name-use.ts';
import type { Thing } from '../world/thing.ts';

/** A runbook that speaks of what a change touches. */
export interface AboutChange {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly files: readonly AboutFile[];
}

/** A changed file that a runbook speaks of, or watches. */
export interface AboutFile {
  /** From the top of the repository. */
  readonly path: string;
  /** The names in the runbook's commands that it holds. */
  readonly names: readonly AboutName[];
  /** The line on which the runbook says that it watches it. */
  readonly watched?: number;
}

/** A name, the line of the page on which it first stands, and the line of the file. */
export interface AboutName {
  readonly name: string;
  readonly line: number | undefined;
  readonly there: number | undefined;
}

/** What a change touches. */
export interface WhatChanged {
  /** Changes of the whole repository, from its top. */
  readonly files: readonly FileChange[];
  /** The folder of the book, as in `docs/`; `''` for the top. */
  readonly prefix: string;
  /** Things that other files made, and that a changed file takes away: a migration drops a table. */
  readonly gone: readonly Thing[];
  /** Where alert rules stand, by their names. */
  readonly alerts: ReadonlyMap<string, readonly { readonly path: string; readonly line: number }[]>;
}

/**
 * The runbooks whose commands name what stands in changed files.
 */
export function runbooksAbout(
  { head, base }: BookChange,
  { files, prefix, alerts, gone }: WhatChanged,
  told: { readonly facts: LintFacts; readonly factsBefore: LintFacts },
): readonly AboutChange[] {
  const changed = new Set(files.flatMap(({ path, from }) => [path, from ?? path]));
  // A file that was renamed is one file.
  const today = new Map(
    files.flatMap(({ path, from }) => (from === undefined ? [] : [[from, path] as const])),
  );
  const found: AboutChange[] = [];
  for (const runbook of listPages(head)) {
    const before = base.runbooks.get(runbook.id);
    // What is gone counts too: the page still speaks of it.
    const names = [
      ...judgeNames(runbook, told.facts),
      ...(before ? judgeNames(before, told.factsBefore) : []),
    ];
    const byFile = new Map<string, Map<string, AboutName>>();
    const add = (file: string, name?: AboutName): void => {
      const path = today.get(file) ?? file;
      const known = byFile.get(path) ?? new Map<string, AboutName>();
      byFile.set(path, known);
      if (name && !known.has(name.name)) known.set(name.name, name);
    };
    for (const { use, verdict, at } of names) {
      if (verdict.status !== 'exists') continue;
      for (const path of closestFiles(verdict.files, runbook.path).filter((file) => changed.has(file))) {
        const there = use.kind === 'file' ? undefined : verdict.at.find((place) => place.path === path)?.line;
        add(path, { name: use.name, line: at?.start.line, there });
      }
    }
    for (const { use, at } of names)
      for (const thing of gone)
        if (changed.has(thing.path) && isMeant(use, thing))
          add(thing.path, { name: use.name, line: at?.start.line, there: thing.line });
    const own = head.runbooks.get(runbook.id);
    for (const [index, name] of (own?.alerts ?? []).entries())
      for (const { path, line } of alerts.get(name) ?? [])
        if (changed.has(path))
          add(path, { name, line: own?.locate(['alerts', index]).start.line, there: line });
    const watched = new Map<string, number>();
    for (const [index, glob] of (own?.watches ?? []).entries())
      for (const path of watchedFiles(glob, changed, prefix)) {
        add(path);
        const file = today.get(path) ?? path;
        if (own && !watched.has(file)) watched.set(file, own.locate(['watches', index]).start.line);
      }
    if (byFile.size === 0 || !head.runbooks.has(runbook.id)) continue;
    const list = [...byFile].map(([path, known]): AboutFile => {
      const line = watched.get(path);
      return { path, names: [...known.values()], ...(line === undefined ? {} : { watched: line }) };
    });
    found.push({ id: runbook.id, title: runbook.title, path: runbook.path, files: list });
  }
  return found;
}

function isMeant({ kind, name, within }: NameUse, thing: Thing): boolean {
  return kind === thing.kind && name === thing.name && (kind !== 'column' || within === thing.within);
}
