import type { OpenBook } from '../judge/open-book.ts';
import { alertKey } from '../runbook/links/alert-names.ts';

/** Ids of the runbooks that an alert leads to, whatever its spelling: that name it, or that its rule links to. */
export function alertRunbooks({ book, contract }: OpenBook, name: string): string[] {
  const key = alertKey(name);
  const named = [...book.runbooks.values()].filter(({ alerts }) =>
    alerts.some((one) => alertKey(one) === key),
  );
  const ruled = contract.links
    .filter(({ rule }) => alertKey(rule.name) === key)
    .flatMap(({ named, linked }) => (named.length > 0 ? named : linked));
  return [...new Set([...named, ...ruled].map(({ id }) => id))];
}
