import type { Book } from '../runbook/book.ts';
import { UsageError } from './command.ts';
import type { Flags } from './command.ts';
import { SITE_PATH } from '../runbook/words/site-path.ts';
import { trimMarks } from '../runbook/words/trim-marks.ts';

/** Where a site is built, and the path it is published under. */
export const OUT_FLAG = {
  out: { type: 'string', value: 'DIR', meaning: 'The folder of the site (default: dist in the book)' },
  base: {
    type: 'string',
    value: 'PATH',
    meaning: 'The path the site is published under (default: that of opsbook.yaml, or /)',
  },
} as const satisfies Flags;

export const PORT_FLAG = {
  port: {
    type: 'string',
    value: 'N',
    meaning: 'The port to listen on (default: 4321, or the next free one; with --run any free one)',
  },
} as const satisfies Flags;

/** The address of a book's site: `/` or `/path/`, and the origin where it is known. */
export function siteOf(
  book: Pick<Book, 'settings'>,
  base: string | undefined,
): { base: string; url: string | undefined } {
  const path = trimMarks(base ?? book.settings.base, '/');
  if (!SITE_PATH.test(`/${path}`))
    throw new UsageError(`--base takes a path like /runbooks, not \`${path}\`.`);
  return { base: path === '' ? '/' : `/${path}/`, url: book.settings.url };
}

/** A port number; undefined when the text is none. */
export function readPort(text: string): number | undefined {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? port : undefined;
}
