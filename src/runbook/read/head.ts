import { readTeams } from '../book.ts';
import type { BookFiles } from '../book.ts';
import { bookOwners, withOwner } from '../owners/book-owners.ts';
import { folderOf, idOf } from '../links/site-paths.ts';
import type { Claims } from '../schema/claims.ts';
import { whyNoPage } from './no-page.ts';
import { frontmatterPlace } from '../yaml/frontmatter-place.ts';
import { readClaims } from './lazy-pages.ts';
import type { Runbook } from './parse.ts';
import type { SourceText } from './source-text.ts';
import { isPageFile } from '../links/page-file.ts';

/** What a review asks of a runbook: its frontmatter and its text, without the tree. */
export type RunbookHead = Pick<Runbook, 'id' | 'path' | 'title' | 'text'> & Claims;

/** Every runbook of a book by its head alone: a fifth of the time that a whole reading takes. */
export function listHeads({ reading, texts, owners: codeowners }: BookFiles): RunbookHead[] {
  const { layout } = reading.settings;
  const owners = codeowners && bookOwners(codeowners, readTeams({ reading, texts }));
  const heads = texts
    .filter(({ path }) => isPageFile(path) && folderOf(path, layout) === 'runbooks')
    .filter((source) => whyNoPage(source, reading.settings.isAdopted) === undefined)
    .map((source) => withOwner(readHead(source, idOf(source.path, layout.runbooks)), owners));
  // `a.md` beside `a.mdx` is one page: the linter says so.
  return [...new Map(heads.reverse().map((head) => [head.id, head])).values()].reverse();
}

function readHead({ path, text }: SourceText, id: string): RunbookHead {
  const { title, ...claims } = readClaims(text);
  return { ...claims, id, path, text, title: title ?? titleOf(text) ?? id };
}

/** The first heading, as plain text will do. */
function titleOf(text: string): string | undefined {
  const from = frontmatterPlace(text)?.end ?? 0;
  return /^#{1,6}[ \t]+(\S.*)$/m.exec(text.slice(from))?.[1]?.trimEnd();
}
