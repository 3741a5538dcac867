import type { Book } from '../../runbook/book.ts';
import type { Rule } from '../rule.ts';

export const symptomUnique: Rule = {
  id: 'symptom-unique',
  summary: 'Use a symptom or an error string in one runbook only',
  level: 'warning',
  looksAround: true,
  check({ runbook, book }, report) {
    for (const field of ['symptoms', 'errors'] as const) {
      runbook?.[field].forEach((claim, at) => {
        const other = pathsByClaim(book)
          .get(key(claim))
          ?.find((path) => path !== runbook.path);
        if (other === undefined) return;
        report(`Make \`${claim}\` more specific: \`${other}\` has it too.`, runbook.locate([field, at]));
      });
    }
  },
};

const known = new WeakMap<Book, Map<string, string[]>>();

/** Made once for a book: comparing every claim with every other would take minutes in a large one. */
function pathsByClaim(book: Book): Map<string, string[]> {
  const made = known.get(book) ?? new Map<string, string[]>();
  if (!known.has(book)) {
    for (const { symptoms, errors, path } of book.runbooks.values())
      for (const claim of new Set([...symptoms, ...errors].map(key)))
        made.set(claim, [...(made.get(claim) ?? []), path]);
    known.set(book, made);
  }
  return made;
}

/** Regular expressions keep their case; other claims are searched for in any. */
function key(claim: string): string {
  return claim.startsWith('/') ? claim : claim.trim().toLowerCase().replace(/\s+/g, ' ');
}
