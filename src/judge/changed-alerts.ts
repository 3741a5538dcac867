import type { AlertContract } from '../alerts/contract.ts';
import { changedPages } from '../lint/book-change.ts';
import type { BookChange } from '../lint/book-change.ts';
import type { Book } from '../runbook/book.ts';
import { bareHeading } from '../runbook/links/alert-pages.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { lazyContract } from './lazy-contract.ts';

/**
 * The alert rules that changed runbooks are held against: those of the files that have an alert of theirs in the
 * text, or a link to them. Of all the others, the rules could say nothing about these pages.
 * @returns undefined where that is not enough to tell
 */
export function contractOfChange(change: BookChange): AlertContract | undefined {
  const runbooks = changedPages(change).flatMap(({ after, before }) => [
    after && change.head.runbooks.get(after.id),
    before && change.base.runbooks.get(before.id),
  ]);
  const known = runbooks.filter((runbook) => runbook !== undefined);
  const alerts = [...new Set(known.flatMap((runbook) => runbook.alerts))];
  const { alertRules } = change.head;
  const isThere = (name: string): boolean => alertRules.some(({ text }) => text.includes(name));
  // To tell that an alert is nowhere, and which was meant, every file has to be read.
  if (!alerts.every(isThere)) return undefined;
  const names = [...alerts, ...known.flatMap(placeNames)];
  return lazyContract(withRules(change.head, ({ text }) => names.some((name) => text.includes(name))));
}

function withRules(book: Book, isNeeded: (source: Book['alertRules'][number]) => boolean): Book {
  return { ...book, alertRules: book.alertRules.filter(isNeeded) };
}

/** What may stand in an alert's link to a runbook, and headings that may be an alert's name. */
function placeNames({ id, aliases, outline }: Runbook): string[] {
  const ends = [id, ...aliases].map((address) => address.split('/').filter(Boolean).at(-1) ?? address);
  return [
    ...ends,
    ...outline.headingLines.map(bareHeading).filter((heading) => /^[\w:.-]{4,}$/.test(heading)),
  ];
}
