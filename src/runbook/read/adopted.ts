import type { Page } from './parse.ts';
import { saysKind } from './says-kind.ts';

/**
 * Whether a page has adopted the format. Runbooks say their kind; guides and templates, which have none, have
 * frontmatter. Every other page was written for another system: it never stops a build.
 */
export function isAdopted(page: Page): boolean {
  return 'kind' in page ? saysKind(page.text) : page.hasFrontmatter;
}
