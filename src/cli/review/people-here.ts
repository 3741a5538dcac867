import { parseCodeowners } from '../../runbook/owners/codeowners.ts';
import type { People } from '../../review/somebody.ts';
import { readCodeowners } from '../../tools/read-codeowners.ts';
import type { OpenReview } from './open-review.ts';

/** Everybody whom the book and its repository know: members of teams, owners in CODEOWNERS, authors of commits. */
export async function peopleHere({ root, book, trace }: OpenReview): Promise<People> {
  const file = await readCodeowners(root);
  const owners = file ? parseCodeowners(file.path, file.text).rules.flatMap((rule) => rule.owners) : [];
  return {
    members: [...book().teams.values()].flatMap(({ members }) => members ?? []),
    owners: [...new Set(owners)],
    authors: trace.history.commits,
  };
}
