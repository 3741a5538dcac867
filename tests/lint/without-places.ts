import type { Root } from 'mdast';
import type { Book } from '../../src/runbook/book.ts';
import { readContent } from '../../src/runbook/read/page.ts';
import type { Page } from '../../src/runbook/read/parse.ts';
import { rangeBetween } from '../../src/runbook/read/source-text.ts';
import { walk } from '../../src/runbook/read/walk.ts';

/** The same book with pages whose trees have no positions, as a tree made by a program has none. */
export function withoutPlaces(book: Book): Book {
  const faults = book.faults.map(({ path, fault }) => ({ path, fault: { ...fault, range: undefined } }));
  return { ...mapPages(withoutSuppressions(book), stripPage), faults };
}

/** The same book without the comments that silence rules: they work by their place alone. */
export function withoutSuppressions(book: Book): Book {
  return mapPages(book, (page) => ({ ...page, suppressions: [] }));
}

function mapPages(book: Book, change: <P extends Page>(page: P) => P): Book {
  const each = <P extends Page>(pages: ReadonlyMap<string, P>): Map<string, P> =>
    new Map([...pages].map(([id, page]) => [id, change(page)]));
  return {
    ...book,
    runbooks: each(book.runbooks),
    guides: each(book.guides),
    templates: each(book.templates),
  };
}

function stripPage<P extends Page>(page: P): P {
  const tree: Root = structuredClone(page.tree);
  walk(tree, (node) => void delete node.position);
  const content = readContent(tree, page.text);
  const faults = page.faults.map((fault) => ({ ...fault, range: undefined }));
  const locate = () => rangeBetween(page.text, 0, 0);
  return { ...page, ...content, tree, faults, suppressions: [], locate };
}
