// `a.md`, `a.mdx`, `a.markdown`; of the Tech Docs Template `a.html.md`, `a.html.md.erb`. Not `a.erb`.
const ENDING = /(?:\.html?)?\.(?:mdx?|markdown|md\.erb)$/i;

/** What files of pages end in, as a person would list them. */
export const PAGE_ENDINGS = '.md, .mdx, .markdown, .md.erb';

/** Whether a file is a page, by its name. */
export function isPageFile(path: string): boolean {
  return ENDING.test(path);
}

/** A page's path without its ending: `a/b` of `a/b.md`, and of `a/b.html.md.erb`. */
export function withoutEnding(path: string): string {
  return path.replace(ENDING, '');
}
