import type { Book } from '../../runbook/book.ts';
import { listPages } from '../../runbook/book.ts';
import type { LinkResolver } from '../../runbook/links/links.ts';
import { titleRange } from '../../runbook/read/parse.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { aliasAddress } from '../../runbook/links/site-paths.ts';
import type { Rule } from '../rule.ts';
import { escapePattern } from '../../runbook/words/escape-pattern.ts';

export const runbookReachable: Rule = {
  id: 'runbook-reachable',
  summary: 'Let something lead to every runbook: a symptom, an alert, a service or a link',
  level: 'warning',
  looksAround: true,
  check({ runbook, book, links }, report) {
    // A folder that has not adopted the format is told so by other rules.
    if (!runbook?.isForOpsbook || !isLonely(runbook, book) || linkedPaths(book, links).has(runbook.path))
      return;
    const message =
      'Add `symptoms`, `errors`, `alerts` or a `service` of the book, or link to this page: nothing leads here.';
    report(message, titleRange(runbook));
  },
};

/** Whether nothing that a runbook says of itself leads to it. */
function isLonely({ symptoms, errors, alerts, services, id }: Runbook, book: Book): boolean {
  if (symptoms.length + errors.length + alerts.length > 0) return false;
  return !services.some((service) => book.services.has(service)) && !relatedIds(book).has(aliasAddress(id));
}

const related = new WeakMap<Book, ReadonlySet<string>>();

function relatedIds(book: Book): ReadonlySet<string> {
  const made =
    related.get(book) ?? new Set([...book.runbooks.values()].flatMap((one) => one.related.map(aliasAddress)));
  related.set(book, made);
  return made;
}

const linked = new WeakMap<Book, ReadonlySet<string>>();

/** The lonely runbooks that another page links to. Only links with the name of one in them are looked at. */
function linkedPaths(book: Book, links: LinkResolver): ReadonlySet<string> {
  const known = linked.get(book);
  if (known) return known;
  const lonely = [...book.runbooks.values()].filter((one) => isLonely(one, book));
  const names = lonely.flatMap(({ id, aliases }) => [id, ...aliases].map(lastName));
  const mention = new RegExp(names.map((name) => escapePattern(name)).join('|'), 'i');
  const found = listPages(book).flatMap((page) =>
    page.outline.urlsLike(mention).flatMap((url) => {
      const target = links.resolve(page, url);
      return target.kind === 'page' && target.path !== page.path ? [target.path] : [];
    }),
  );
  linked.set(book, new Set(found));
  return new Set(found);
}

/** The part of an address that stays however it is written; a README is also linked to by its folder. */
function lastName(id: string): string {
  const parts = id.split('/').filter(Boolean);
  const last = parts.at(-1) ?? id;
  return /^(readme|index)$/i.test(last)
    ? (parts.at(-2) ?? last)
    : encodeURIComponent(last).split('%')[0] || last;
}
