import type { Book } from '../runbook/book.ts';
import type { Service } from '../runbook/schema/entry-schemas.ts';
import { changedPages } from './book-change.ts';
import type { BookChange } from './book-change.ts';

/**
 * Names that stood for something before a change and no longer do: a page that refers to one of them has it in its
 * text. Better too many than too few: a page with one of them is only looked at more closely.
 */
export function lostNames(change: BookChange): Set<string> {
  return new Set([
    ...change.files.flatMap(({ kind, path, from }) =>
      kind === 'deleted' || kind === 'renamed' ? spellings(nameOf(from ?? path)) : [],
    ),
    ...lostAnchors(change),
    ...lostIds(change),
    ...changedAlerts(change),
    ...changedDashboards(change),
  ]);
}

/** `disk-full` of `runbooks/pilot/disk-full.mdx`. */
function nameOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/(?<=.)\.[^.]*$/, '');
}

/** A name as links may write it. */
function spellings(name: string): string[] {
  return [name, encodeURI(name), encodeURIComponent(name), name.replaceAll('_', '\\_')];
}

function lostAnchors(change: BookChange): string[] {
  return changedPages(change).flatMap(({ before, after }) => {
    if (!before || !after) return [];
    return [...before.outline.anchors.difference(after.outline.anchors)].flatMap(spellings);
  });
}

function lostIds({ head, base }: BookChange): string[] {
  const kinds = ['services', 'teams', 'severities'] as const;
  return kinds.flatMap((kind) => [...base[kind].keys()].filter((id) => !head[kind].has(id)));
}

/** Alerts that only one of the two books has: a page may name one that is gone, or one may lead to a page. */
function changedAlerts({ head, base }: BookChange): Set<string> {
  return alertNames(head).symmetricDifference(alertNames(base));
}

/** Rule files are read by `src/alerts`; here it is enough to know what may be a name in one. */
function alertNames({ alertRules }: Book): Set<string> {
  const names = alertRules.flatMap(({ text }) => [
    ...text.matchAll(/^[ \t-]{0,99}["']?(?:alert|title)["']?[ \t]{0,99}:[ \t]{0,99}["']?([^"'\n#]+)/gm),
  ]);
  return new Set(names.map(([, name = '']) => name.trim()).filter(Boolean));
}

function changedDashboards({ head, base }: BookChange): string[] {
  const files = [...base.dashboards].flatMap(([uid, { panels }]) => {
    const now = head.dashboards.get(uid)?.panels;
    return now && [...panels.keys()].every((id) => now.has(id)) ? [] : [uid];
  });
  return [...files, ...declaredAndChanged({ head, base })];
}

function declaredAndChanged({ head, base }: Pick<BookChange, 'head' | 'base'>): string[] {
  return [...base.services.values()].flatMap((before) => {
    const after = head.services.get(before.id);
    if (JSON.stringify(before.dashboards) === JSON.stringify(after?.dashboards)) return [];
    return uidsOf(before);
  });
}

function uidsOf({ dashboards = [] }: Service): string[] {
  return dashboards.flatMap(({ uid }) => (uid === undefined ? [] : [uid]));
}
