import type { Page } from './parse.ts';

// `kind:` in the frontmatter; not in a page whose frontmatter never ends.
const KIND = /^---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?kind[ \t]*:[ \t]*\S/;

/** Whether a text was written for opsbook: its frontmatter says what kind of runbook it is. */
export function saysKind(text: string): boolean {
  return KIND.test(text);
}

/**
 * Whether a page has adopted the format. Runbooks say their kind; guides and templates, which have none, have
 * frontmatter. Every other page was written for another system: it never stops a build.
 */
export function isAdopted(page: Page): boolean {
  return 'kind' in page ? saysKind(page.text) : page.hasFrontmatter;
}
