import { listPages } from '../../runbook/book.ts';
import { DIALECTS } from '../../runbook/dialects/dialect.ts';
import type { Unread } from '../../runbook/dialects/dialect.ts';
import { count } from '../../runbook/words/count.ts';
import type { Rule } from '../rule.ts';

interface Seen {
  readonly path: string;
  readonly unread: Unread;
}

export const dialectKnown: Rule = {
  id: 'dialect-known',
  summary: "Write what every reader of the page sees: another system's marks are shown as they are",
  level: 'warning',
  check() {
    // One finding a kind and book: see below.
  },
  checkBook({ book }, report) {
    const seen = listPages(book).flatMap(({ path, unread }) => unread.map((one) => ({ path, unread: one })));
    const groups = Map.groupBy(seen, ({ unread: { dialect, what } }) => `${dialect}\0${what}`);
    for (const group of groups.values()) {
      const [first] = group;
      if (!first) continue;
      const place = {
        path: first.path,
        level: 'warning',
        subject: first.unread.what,
        places: group.length,
      } as const;
      report(place, messageOf(first, group), first.unread.range);
    }
  },
};

// Match the marks in whose place another file is put: the page names it.
const PUTS_IN = /^(?:--8<--|<%= (?:partial|render) %>)$/;

function messageOf({ unread: { dialect, what } }: Seen, group: readonly Seen[]): string {
  const pages = new Set(group.map(({ path }) => path)).size;
  const often = group.length === 1 ? '' : ` (${count(group.length, 'place')} on ${count(pages, 'page')})`;
  if (PUTS_IN.test(what))
    return `Write what the other file says, or link to it: \`${what}\` of ${DIALECTS[dialect]} is not followed here, and readers see only its name${often}.`;
  return `Replace \`${what.replaceAll('`', "'")}\`: opsbook does not know this mark of ${DIALECTS[dialect]}, so readers see it as it is written${often}.`;
}
