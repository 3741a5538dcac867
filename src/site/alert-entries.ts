import { landingPlaces } from '../alerts/contract.ts';
import type { AlertRule } from '../alerts/alert-rule.ts';
import { resolveRunbookUrl } from '../alerts/runbook-url.ts';
import { alertAnchor } from '../runbook/links/alert-anchor.ts';
import { alertPages } from '../runbook/links/alert-pages.ts';
import { alertAddress, hasAlertPage } from '../runbook/links/alert-names.ts';
import type { Book } from '../runbook/book.ts';
import type { LinkResolver } from '../runbook/links/links.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { exemptAlerts } from '../runbook/schema/settings.ts';
import { addressOf } from '../runbook/links/site-paths.ts';
import type { Alert, AlertEntry, AlertRunbook } from './entries.ts';
import { byTitle } from './words.ts';

/** Every alert that a rule raises or a runbook names, by name. */
export function listAlertEntries(book: Book, rules: readonly AlertRule[], links: LinkResolver): Alert[] {
  const byName = Map.groupBy(toEntries(book, rules, links), ({ name }) => name);
  const named = alertPages(book.runbooks.values());
  const listed = [...book.runbooks.values()].flatMap((runbook) => runbook.alerts);
  const byPath = new Map([...book.runbooks.values()].map((runbook) => [runbook.path, runbook]));
  return [...new Set([...byName.keys(), ...listed])]
    .filter(hasAlertPage)
    .sort((a, b) => a.localeCompare(b, 'en'))
    .map((name): Alert => {
      const own = byName.get(name) ?? [];
      const linked = own.flatMap(({ leads }) => byPath.get(leads ?? '') ?? []);
      const about = named(name);
      const runbooks = [...new Set(about.length > 0 ? about : linked)].sort(byTitle);
      return {
        name,
        address: alertAddress(name),
        rules: own,
        runbooks: runbooks.map((runbook) => landingOn(runbook, name, book)),
        elsewhere: runbooks.length > 0 ? undefined : own.find(({ elsewhere }) => elsewhere)?.elsewhere,
        isExempt: own.length > 0 && own.every(({ isExempt }) => isExempt),
      };
    });
}

function landingOn(runbook: Runbook, alert: string, { settings }: Book): AlertRunbook {
  const { path, title, summary } = runbook;
  const address = addressOf(path, settings.layout) ?? '';
  const anchor = runbook.alerts.includes(alert) ? alertAnchor(runbook, alert) : undefined;
  return { path, title, summary, address: anchor === undefined ? address : `${address}#${anchor}` };
}

function toEntries(book: Book, rules: readonly AlertRule[], links: LinkResolver): AlertEntry[] {
  const places = landingPlaces(book, rules, links);
  const isExempt = exemptAlerts(book.settings.alerts);
  return rules.map((rule) => {
    const { name, expression, duration, labels, annotations, group, path, range } = rule;
    const link = book.settings.alerts.annotations.map((key) => annotations[key] ?? '').find(Boolean);
    const landing = link === undefined ? undefined : resolveRunbookUrl(link, rule, places);
    return {
      name,
      expression,
      duration,
      labels,
      annotations,
      group,
      path,
      line: range.start.line,
      leads: landing?.kind === 'page' ? landing.path : undefined,
      elsewhere: landing?.kind === 'elsewhere' ? link : undefined,
      isExempt: isExempt(name),
    };
  });
}
