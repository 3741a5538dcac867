import type { LinkFacts } from '../lint/facts.ts';
import { listPages } from '../runbook/book.ts';
import type { Book } from '../runbook/book.ts';
import { bookLinks } from '../runbook/links/book-links.ts';
import { rules } from '../lint/rules/index.ts';
import { movedFiles } from '../tools/git-renames.ts';

interface Asked {
  readonly book: Book;
  readonly paths: ReadonlySet<string> | undefined;
  readonly root: string;
  readonly links: LinkFacts | undefined;
}

/** Asks git where files have gone, if a link leads to one that is not there; most books have no such link. */
export async function whereLostFilesWent({
  book,
  paths,
  root,
  links,
}: Asked): Promise<LinkFacts['moved'] | undefined> {
  const { resolve } = bookLinks(book, { ruleIds: rules.map(({ id }) => id), ...links });
  const pages = listPages(book).filter(({ path }) => !paths || paths.has(path));
  const isLost = pages.some((page) => page.outline.urls.some((url) => resolve(page, url).kind === 'missing'));
  return isLost ? movedFiles(root) : undefined;
}
