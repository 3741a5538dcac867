import { listPages } from '../../runbook/book.ts';
import type { Book } from '../../runbook/book.ts';
import type { Level } from '../../runbook/finding.ts';
import { alertAddress, alertNameFault } from '../../runbook/links/alert-names.ts';
import { withoutEnding } from '../../runbook/links/page-file.ts';
import { nameKey, pageNameFault } from '../../runbook/links/page-names.ts';
import type { AlertFacts } from '../alert-facts.ts';
import type { ReportIn, Rule } from '../rule.ts';

export const fileNameWorks: Rule = {
  id: 'file-name-works',
  summary: 'Name pages and alerts so that every server and file system can hold them',
  level: 'error',
  looksAround: true,
  check({ page, runbook, book }, report) {
    const fault = pageNameFault(page.id);
    if (fault) report(`Rename this file: ${fault.reason}.`, undefined, { level: levelOf(fault) });
    const twin = twins(book).get(page.path);
    if (twin !== undefined) report(`Rename this file: ${differsFrom(twin)}`);
    for (const [index, name] of (runbook?.alerts ?? []).entries()) {
      const wrong = alertFault(name);
      if (wrong) report(wrong.message, runbook?.locate(['alerts', index]), { level: wrong.level });
    }
  },
  checkBook({ book, facts }, report) {
    for (const { id, path } of book.services.values()) {
      const fault = pageNameFault(id);
      if (fault) report({ path, level: levelOf(fault) }, `Rename this file: ${fault.reason}.`);
      const twin = twins(book).get(path);
      if (twin !== undefined) report(path, `Rename this file: ${differsFrom(twin)}`);
    }
    checkTeams(book, report);
    if (facts.alerts) checkAlerts(facts.alerts, report);
  },
};

/** A warning: the team's runbooks have their pages, and only its calendar, feed and worksheets are not found. */
function checkTeams(book: Book, report: ReportIn): void {
  const first = new Map<string, string>();
  for (const { id, path, locate } of book.teams.values()) {
    const reason = id.includes('/') ? 'a `/` begins a folder in an address' : pageNameFault(id)?.reason;
    const say = (message: string): void =>
      report({ path, level: 'warning' }, `Rename the team \`${id}\`: ${message}`, locate([], 'key'));
    if (reason !== undefined) say(`${reason}, and a team's calendar and worksheets have its name.`);
    const key = nameKey(id);
    const other = first.get(key);
    if (other !== undefined) say(differsFrom(other));
    else first.set(key, id);
  }
}

function checkAlerts({ links }: AlertFacts, report: ReportIn): void {
  const known = new Map<string, string>();
  const pages = new Map<string, string>();
  for (const { rule } of links) {
    const { name, path } = rule;
    // Where it stands is asked for a finding alone: of a file that was read before, that takes reading it again.
    const say = (message: string, level: Level = 'warning'): void =>
      report({ path, level }, message, rule.locate(['alert']));
    const wrong = alertFault(name);
    if (wrong) say(wrong.message, wrong.level);
    const key = nameKey(name);
    const other = known.get(key) ?? name;
    known.set(key, other);
    // A warning: the page is there, and rules often come from elsewhere.
    if (other !== name) say(`Rename the alert \`${name}\`: ${differsFrom(other)}`);
    const shared = pages.get(alertAddress(name)) ?? name;
    pages.set(alertAddress(name), shared);
    if (shared !== name)
      say(
        `Rename the alert \`${name}\`: it shares a page with \`${shared}\`, since an address has \`-\` in place of \`/\`.`,
      );
  }
}

function alertFault(name: string): { message: string; level: Level } | undefined {
  // An alert without a name is a finding of its own.
  if (name === '') return undefined;
  const fault = alertNameFault(name);
  if (!fault) return undefined;
  const loss = fault.hasPage ? '' : ', so that it has no page';
  return { message: `Rename the alert \`${name}\`: ${fault.reason}${loss}.`, level: levelOf(fault) };
}

function levelOf({ isElsewhere }: { readonly isElsewhere: boolean }): Level {
  return isElsewhere ? 'warning' : 'error';
}

function differsFrom(other: string): string {
  return `it differs from \`${other}\` only in case or accents, and some file systems hold only one of the two.`;
}

const known = new WeakMap<Book, Map<string, string>>();

/** For each page or service whose name is another's for some file systems: the first of them, by path. */
function twins(book: Book): ReadonlyMap<string, string> {
  const made = known.get(book) ?? findTwins(book);
  known.set(book, made);
  return made;
}

function findTwins(book: Book): Map<string, string> {
  const found = new Map<string, string>();
  const first = new Map<string, string>();
  for (const { path } of [...listPages(book), ...book.services.values()]) {
    // Services are YAML and pages are not: both may have one name.
    const key = nameKey(withoutEnding(path));
    const other = first.get(key);
    if (other === undefined) first.set(key, path);
    else found.set(path, other);
  }
  return found;
}
