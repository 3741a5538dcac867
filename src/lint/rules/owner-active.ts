import type { Rule } from '../rule.ts';

export const ownerActive: Rule = {
  id: 'owner-active',
  summary: 'Give runbooks to teams that have members',
  level: 'warning',
  looksAround: true,
  check: () => undefined,
  checkBook({ book }, report) {
    const owned = Map.groupBy(book.runbooks.values(), ({ owner }) => owner);
    for (const { id, path, members = [], locate } of book.teams.values()) {
      const runbooks = owned.get(id) ?? [];
      if (runbooks.length === 0 || members.length > 0) continue;
      const count = runbooks.length === 1 ? '1 runbook' : `${runbooks.length} runbooks`;
      report(path, `Add \`members\` to \`${id}\`: it owns ${count}, and nobody is in it.`, locate([], 'key'));
    }
  },
};
