import type { Book } from './book.ts';
import { encodePath } from './links.ts';

/** Pages that every site has, whatever its book holds. */
const FIXED = [
  '/',
  '/symptoms/',
  '/services/',
  '/alerts/',
  '/severities/',
  '/teams/',
  '/templates/',
  '/guides/',
  '/runbooks/',
  '/rules/',
  '/manual/',
  '/manual/frontmatter/',
];

/** Addresses of the site that are not pages of the book itself, so that links to them can be judged. */
export function sitePaths(book: Book, rules: readonly { readonly id: string }[]): string[] {
  return [
    ...FIXED,
    ...rules.map(({ id }) => `/rules/${id}/`),
    ...[...book.services.keys()].map((id) => `/services/${encodePath(id)}/`),
  ];
}
