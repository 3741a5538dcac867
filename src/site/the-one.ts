/**
 * What a page is about. The addresses of a site are listed from the book itself, so that it is always there.
 * @throws when it is not: our fault
 */
export function theOne<T>(found: T | undefined, { address }: Pick<App.Locals, 'address'>): T {
  if (found === undefined) throw new Error(`The book has nothing that stands at ${address}.`);
  return found;
}

/** Leaves out what was not found. */
export function isThere<T>(one: T | undefined): one is T {
  return one !== undefined;
}
