/** The text of a file of this repository; undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

/** What is to be written, by path, and what is left to do by hand. */
export interface Planned {
  /** Files that are not there yet. */
  readonly created: Readonly<Record<string, string>>;
  /** Files that list what there is, with one more. */
  readonly changed: Readonly<Record<string, string>>;
  readonly next: readonly string[];
}

/** A kind of thing that stands in more than two files. */
export type Kind = (id: string, read: ReadFile) => Planned;

/** `no-placeholder` as code calls it: `noPlaceholder`. */
export function camelCase(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** A file that has to be there, as the generator changes it. */
export function readListed(read: ReadFile, path: string): string {
  const text = read(path);
  if (text === undefined) throw new Error(`${path} is not there any more: scripts/new has to follow it.`);
  return text;
}

/** Puts a text before another one that stands in a file once. */
export function putBefore(text: string, mark: string, put: string): string {
  if (text.split(mark).length !== 2)
    throw new Error(`\`${mark.trim()}\` stands there not once: scripts/new has to follow it.`);
  return text.replace(mark, () => put + mark);
}
