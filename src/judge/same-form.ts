import { isDeepStrictEqual } from 'node:util';
import { listPages } from '../runbook/book.ts';
import { outwardOf } from '../runbook/read/kept-page.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import type { OpenBook } from './open-book.ts';

/**
 * Whether two readings of a book differ in no more than words of pages: every other file is the same, and of each page
 * what other pages are told of it (its frontmatter, headings, anchors, links) is. Most edits are of that kind. What is
 * made of files and outlines alone is then what it was.
 */
export function isOfSameForm(was: OpenBook, is: OpenBook): boolean {
  const [before, now] = [was.files, is.files];
  return (
    before.texts.length === now.texts.length &&
    isDeepStrictEqual(aroundTexts(was), aroundTexts(is)) &&
    now.texts.every((text, index) => isSameOutside([before.texts[index], text], [was, is]))
  );
}

function aroundTexts({ files: { paths, refused, owners, reading } }: OpenBook): unknown {
  return [paths, refused, owners, JSON.stringify(reading)];
}

/** A text of which nothing was read anew is the same object: see `live-book.ts`. */
function isSameOutside(
  [was, is]: readonly [was: SourceText | undefined, is: SourceText],
  [before, now]: readonly [before: OpenBook, now: OpenBook],
): boolean {
  if (was === is) return true;
  if (was?.path !== is.path || !isDeepStrictEqual(was.faults, is.faults)) return false;
  if (was.text === is.text) return true;
  const [old, page] = [before, now].map(({ book }) => listPages(book).find(({ path }) => path === is.path));
  return !!old && !!page && isDeepStrictEqual(outwardOf(old), outwardOf(page));
}
