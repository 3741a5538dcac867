import type { LinkAnswer } from '../../runbook/links/external-link.ts';
import type { SignOff } from '../../runbook/records/sign-offs.ts';
import { linkAsker } from '../lint/ask-links.ts';
import type { Terminal } from '../command.ts';
import type { OpenReview } from './open-review.ts';

/** The flag that has external links asked. */
export const LINKS_FLAG = {
  links: { type: 'boolean', meaning: 'Ask other sites whether links to them still answer, and record it' },
} as const;

/** What became of the external links of pages, by path; asks every site anew, or takes what was just asked. */
export async function summarizeLinks(
  { root, book: bookOf }: OpenReview,
  paths: ReadonlySet<string>,
  terminal: Terminal,
): Promise<ReadonlyMap<string, NonNullable<SignOff['links']>>> {
  const book = bookOf();
  const answers: ReadonlyMap<string, LinkAnswer> =
    (await linkAsker(root, terminal)(book, paths)) ?? new Map<string, LinkAnswer>();
  const pages = [...book.runbooks.values()].filter(({ path }) => paths.has(path));
  return new Map(
    pages.map(({ path, links }) => {
      const own = [...new Set(links.map(({ url }) => url))].flatMap((url) => answers.get(url) ?? []);
      return [path, countAnswers(own)];
    }),
  );
}

/** Those that answer, those that are gone, and those that today nobody can tell of. */
export function countAnswers(answers: readonly LinkAnswer[]): NonNullable<SignOff['links']> {
  const count = (...kinds: readonly LinkAnswer['kind'][]): number =>
    answers.filter(({ kind }) => kinds.includes(kind)).length;
  return {
    ok: count('good', 'moved'),
    broken: count('gone', 'no-anchor'),
    unchecked: count('unsure', 'private'),
  };
}
