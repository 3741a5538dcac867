import type { Book } from './book.ts';
import { listPages } from './book.ts';
import { isPageFile, PAGE_ENDINGS } from './links/page-file.ts';
import { isInside } from './schema/settings.ts';
import { count } from './words/count.ts';
import { didYouMean } from './words/nearest.ts';

/** So many files are named; the rest is counted. */
const MOST_NAMES = 3;

// What teams write runbooks in besides Markdown, or Markdown under another ending.
const WORDS =
  /\.(?:rst|adoc|asciidoc|txt|org|textile|mediawiki|wiki|html?|docx?|ipynb|qmd|erb|mdown|mkdn?)$/i;

/**
 * Why a book reads no page, as a sentence that says what fixes it: its settings name no such folder, or what lies
 * there are no pages. Undefined when it reads one.
 */
export function whyNothingIsRead(book: Book): string | undefined {
  if (listPages(book).length > 0) return undefined;
  const { settings, paths } = book;
  const { runbooks } = settings.layout;
  const inside = [...paths].filter((path) => isInside(path, runbooks) && path !== 'opsbook.yaml');
  const pages = [...paths].filter(isPageFile);
  if (inside.length === 0 && runbooks !== '') {
    if (/[*?[\]{}]/.test(runbooks))
      return `Change \`runbooks\`: \`${runbooks}\` is a glob: write the name of one folder.${readsNothing(pages)}`;
    const hint = didYouMean(runbooks, foldersOf(paths));
    // An empty folder is known to nobody: in git there is none.
    if (pages.length === 0 && hint === '')
      return `Write a runbook in \`${runbooks}\`: no page (${PAGE_ENDINGS}) is there, so nothing was read. \`opsbook new runbook\` begins one.`;
    return `Change \`runbooks\`: the book has no folder \`${runbooks}\`.${hint}${readsNothing(pages)}`;
  }
  const passed = inside.filter((path) => WORDS.test(path));
  const where = runbooks === '' ? 'this folder' : `\`${runbooks}\``;
  const others =
    passed.length > 0
      ? `These files are not pages: ${named(passed)}.`
      : inside.length > 0
        ? ` It holds ${count(inside.length, 'file')}, none of them a page.`
        : '';
  return `Write a runbook: ${where} has no page (${PAGE_ENDINGS}), so nothing was read.${others}`;
}

/** Where the pages are that nothing reads. */
function readsNothing(pages: readonly string[]): string {
  if (pages.length === 0) return ' Nothing was read.';
  return ` Nothing was read, although ${named(pages)} ${pages.length === 1 ? 'is' : 'are'} there.`;
}

function named(paths: readonly string[]): string {
  const names = paths.slice(0, MOST_NAMES).map((path) => `\`${path}\``);
  const more = paths.length - names.length;
  return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function foldersOf(paths: ReadonlySet<string>): Set<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth += 1) folders.add(parts.slice(0, depth).join('/'));
  }
  return folders;
}
