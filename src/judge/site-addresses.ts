import { listAlertRules } from '../alerts/read-rules.ts';
import { alertAddress } from '../runbook/links/alert-names.ts';
import type { Book } from '../runbook/book.ts';
import { manualPages } from '../tools/manual-pages.ts';

/** Addresses of a book's site that are neither pages nor rules: of its alerts, and of opsbook's manual. */
export function siteAddresses(book: Book): string[] {
  const raised = listAlertRules(book.alertRules).map(({ name }) => name);
  const named = [...book.runbooks.values()].flatMap(({ alerts }) => alerts);
  return [
    ...new Set([...raised, ...named].map(alertAddress)),
    ...(book.settings.manual === true ? manualPages() : []),
  ];
}
