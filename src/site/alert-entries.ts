import { READ_FROM } from '../alerts/alert-rule.ts';
import type { AlertContract, AlertLink } from '../alerts/contract.ts';
import { readCoverage } from '../alerts/coverage.ts';
import { alertAnchor } from '../runbook/links/alert-anchor.ts';
import { alertPages } from '../runbook/links/alert-pages.ts';
import { alertAddress, hasAlertPage } from '../runbook/links/alert-names.ts';
import type { Book } from '../runbook/book.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { once } from '../runbook/words/once.ts';
import { addressOf } from '../runbook/links/site-paths.ts';
import type { Alert, AlertEntry, AlertRunbook } from './entries.ts';
import { byTitle } from './words.ts';

/** An alert without its runbooks: of these, their ids are known, which hang on no page's own words. */
export interface AlertOutline extends Omit<Alert, 'runbooks'> {
  readonly leadsTo: () => readonly string[];
}

/** Every alert that a rule raises or a runbook names, by name; with the state that `opsbook alerts check` tells. */
export function outlineAlerts(book: Book, contract: Pick<AlertContract, 'links'>): AlertOutline[] {
  const byName = Map.groupBy(contract.links, ({ rule }) => rule.name);
  const states = new Map(readCoverage(contract).alerts.map(({ name, state }) => [name, state]));
  const about = alertPages(book.runbooks.values());
  const listed = [...book.runbooks.values()].flatMap((runbook) => runbook.alerts);
  return [...new Set([...byName.keys(), ...listed])]
    .filter(hasAlertPage)
    .sort((a, b) => a.localeCompare(b, 'en'))
    .map((name): AlertOutline => {
      const own = byName.get(name) ?? [];
      const leadsTo = once(() => {
        const named = about(name);
        const leading = named.length > 0 ? named : [...new Set(own.flatMap(({ linked }) => linked))];
        return [...leading].sort(byTitle).map(({ id }) => id);
      });
      const state = states.get(name);
      return {
        name,
        address: alertAddress(name),
        rules: own.map(toEntry),
        leadsTo,
        elsewhere: state === 'elsewhere' ? own.find(leadsElsewhere)?.annotation?.value : undefined,
        state: state ?? 'unraised',
      };
    });
}

/** The same with their runbooks as the book has them. */
export function listAlertEntries(outlines: readonly AlertOutline[], book: Book): Alert[] {
  return outlines.map(({ name, address, rules, leadsTo, elsewhere, state }): Alert => {
    // To know its section, a runbook is parsed: for the page of its alert, and not for the first page of a preview.
    const runbooks = once(() =>
      leadsTo()
        .flatMap((id) => book.runbooks.get(id) ?? [])
        .map((runbook) => landingOn(runbook, name, book)),
    );
    return {
      name,
      address,
      rules,
      get runbooks() {
        return runbooks();
      },
      elsewhere,
      state,
    };
  });
}

function leadsElsewhere({ landing }: AlertLink): boolean {
  return landing !== undefined && landing.kind !== 'nowhere' && landing.kind !== 'alert';
}

function landingOn(runbook: Runbook, alert: string, { settings }: Book): AlertRunbook {
  const { path, title, summary } = runbook;
  const address = addressOf(path, settings.layout) ?? '';
  const anchor = alertAnchor(runbook, alert);
  return { path, title, summary, address: anchor === undefined ? address : `${address}#${anchor}` };
}

function toEntry({ rule }: AlertLink): AlertEntry {
  const { name, expression, duration, labels, annotations, group, path, range } = rule;
  const readFrom = rule.readFrom && READ_FROM[rule.readFrom];
  return { name, expression, duration, labels, annotations, group, path, line: range.start.line, readFrom };
}
