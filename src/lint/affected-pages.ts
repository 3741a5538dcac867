import { listPages } from '../runbook/book.ts';
import type { Book } from '../runbook/book.ts';
import { bookLinks } from '../runbook/links/book-links.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import type { Settings } from '../runbook/schema/settings.ts';
import { changedPages } from './book-change.ts';
import type { BookChange } from './book-change.ts';
import { lostNames } from './lost-names.ts';
import { escapePattern } from '../runbook/words/escape-pattern.ts';

/** More names than this are quicker looked for by judging every page. */
const MOST_NAMES = 300;

/**
 * Pages that a change does not touch and in which it may bring findings: those that refer to what is gone, that claim
 * what is now claimed twice, or that were linked from what has changed. Every other page stands as before.
 */
export function affectedPages(change: BookChange): Set<string> {
  const changed = new Set(change.files.flatMap(({ path, from }) => [path, from ?? path]));
  const pages = listPages(change.head).filter(({ path }) => !changed.has(path));
  const names = lostNames(change);
  if (haveRulesChanged(change) || names.size > MOST_NAMES) return new Set(pages.map(({ path }) => path));
  const left = formerTargets(change);
  const gained = gainedClaims(change);
  const mentions = matchAny(names);
  const isClaimed = (page: Page): boolean => {
    const runbook = change.head.runbooks.get(page.id);
    return runbook === page && gained.size > 0 && claims(runbook).some((claim) => gained.has(claim));
  };
  return new Set(
    pages
      .filter((page) => left.has(page.path) || mentions(page.text) || isSilenced(page) || isClaimed(page))
      .map(({ path }) => path),
  );
}

/**
 * Whether a change can bring nothing to any other file: it only edits pages, and what others may refer to or
 * share with them is as it was.
 */
export function isQuiet(change: BookChange): boolean {
  const pages = changedPages(change);
  const isEdit = pages.every(({ kind, before, after }) => kind === 'changed' && before && after);
  return (
    isEdit &&
    pages.length === change.files.length &&
    lostNames(change).size === 0 &&
    gainedClaims(change).size === 0 &&
    pages.every(
      ({ before, after }) => sharedFacts(before, change.base) === sharedFacts(after, change.head),
    ) &&
    pages.every(({ before, after }) => urlsOf(before).isSubsetOf(urlsOf(after)))
  );
}

/** What alert rules and other runbooks are compared with. */
function sharedFacts(page: Page | undefined, { runbooks }: Book): string {
  const runbook = page && runbooks.get(page.id);
  if (!page || runbook !== page) return '';
  const { title, symptoms, errors, alerts, aliases, related, services, severity, params } = runbook;
  const anchors = [...runbook.outline.anchors];
  return JSON.stringify([
    title,
    symptoms,
    errors,
    alerts,
    aliases,
    related,
    services,
    severity,
    params,
    anchors,
  ]);
}

function urlsOf(page: Page | undefined): Set<string> {
  return new Set(page?.links.map(({ url }) => url));
}

/** Whether the settings now judge or read pages in another way. */
export function haveRulesChanged({ head, base }: BookChange): boolean {
  return judging(head.settings) !== judging(base.settings);
}

function judging(settings: Settings): string {
  const { locate: _, title, url, base, repository, branch, ...rest } = settings;
  return JSON.stringify(rest);
}

/** A comment that silences a rule may have lost what it silenced. */
function isSilenced({ text }: Page): boolean {
  return text.includes('opsbook-ignore');
}

/** Pages that the changed pages led to before. */
function formerTargets(change: BookChange): Set<string> {
  const { base } = change;
  const links = bookLinks(base, { ruleIds: [] });
  const found = changedPages(change).flatMap(({ before }) => {
    if (!before) return [];
    const targets = before.links.map(({ url }) => links.resolve(before, url));
    const related = base.runbooks.get(before.id)?.related ?? [];
    return [
      ...targets.flatMap((target) => (target.kind === 'page' ? [target.path] : [])),
      ...related.flatMap((id) => base.runbooks.get(id)?.path ?? []),
    ];
  });
  return new Set(found);
}

/** What the changed runbooks say of themselves now and did not before. */
function gainedClaims(change: BookChange): Set<string> {
  const found = changedPages(change).flatMap(({ before, after }) => {
    const now = after && change.head.runbooks.get(after.id);
    const then = before && change.base.runbooks.get(before.id);
    const known = new Set(then ? claims(then) : []);
    return now ? claims(now).filter((claim) => !known.has(claim)) : [];
  });
  return new Set(found);
}

function claims({ title, symptoms, errors, alerts, aliases }: Runbook): string[] {
  return [title, ...symptoms, ...errors, ...alerts, ...aliases].map((claim) =>
    claim.trim().toLowerCase().replace(/\s+/g, ' '),
  );
}

function matchAny(names: ReadonlySet<string>): (text: string) => boolean {
  if (names.size === 0) return () => false;
  const pattern = new RegExp([...names].map(escapePattern).join('|'), 'i');
  return (text) => pattern.test(text);
}
