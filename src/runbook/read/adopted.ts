import type { Page } from './parse.ts';

/**
 * Whether a page has adopted the format. Runbooks say their kind; guides and templates, which have none, have
 * frontmatter. Every other page was written for another system: it never stops a build.
 */
export function isAdopted(page: Page): boolean {
  return 'kind' in page ? page.outline.saysKind : page.hasFrontmatter;
}
