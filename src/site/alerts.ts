import { alertAddress } from '../runbook/links/alert-names.ts';
import { getFacts, listRunbooks } from './book.ts';
import type { RunbookEntry } from './book.ts';
import type { AlertEntry } from './entries.ts';

/** An alert of the book: the rules that raise it, and the runbooks that it leads to. */
export interface Alert {
  readonly name: string;
  /** Of its page, as in `/alerts/HighLoad/`. */
  readonly address: string;
  readonly rules: readonly AlertEntry[];
  readonly runbooks: readonly RunbookEntry[];
  /** Its link, when it leads out of this book and no runbook of it is there. */
  readonly elsewhere: string | undefined;
  readonly isExempt: boolean;
}

let alerts: Promise<Alert[]> | undefined;

/** Every alert that a rule raises or a runbook names, by name. */
export function listAlerts(): Promise<Alert[]> {
  if (import.meta.env.DEV) return readAlerts();
  return (alerts ??= readAlerts());
}

async function readAlerts(): Promise<Alert[]> {
  const rules = Map.groupBy((await getFacts()).alerts, ({ name }) => name);
  const runbooks = await listRunbooks();
  const named = new Map<string, RunbookEntry[]>();
  for (const page of runbooks)
    for (const name of new Set(page.runbook.alerts)) named.set(name, [...(named.get(name) ?? []), page]);
  const byPath = new Map(runbooks.map((page) => [page.path, page]));
  return [...new Set([...rules.keys(), ...named.keys()])]
    .filter(isPageName)
    .sort((a, b) => a.localeCompare(b, 'en'))
    .map((name) => {
      const own = rules.get(name) ?? [];
      const linked = own.flatMap(({ leads }) => byPath.get(leads ?? '') ?? []);
      const pages = named.get(name) ?? linked;
      return {
        name,
        address: alertAddress(name),
        rules: own,
        runbooks: [...new Set(pages)],
        elsewhere: pages.length > 0 ? undefined : own.find(({ elsewhere }) => elsewhere)?.elsewhere,
        isExempt: own.length > 0 && own.every(({ isExempt }) => isExempt),
      };
    });
}

/** Whether a page can have this name: a file's name has at most 255 bytes, and `..` is another folder. */
export function isPageName(name: string): boolean {
  return name !== '' && !/^\.+$/.test(name) && encodeURIComponent(name).length <= 200;
}

/** Where an alert's runbook starts to be about it. */
export function landingOf(page: RunbookEntry, alert: string): string {
  const anchor = page.runbook.alertAnchors[alert];
  return anchor === undefined ? page.address : `${page.address}#${anchor}`;
}

/** One of an alert's labels, of whichever rule has it. */
export function labelOf({ rules }: Alert, label: string): string {
  return rules.map(({ labels }) => labels[label] ?? '').find((value) => value !== '') ?? '';
}
