import { namesSystem } from '../dialects/dialect.ts';
import type { Settings } from '../schema/settings.ts';
import type { Page } from './parse.ts';

/**
 * Whether a page has adopted the format. Runbooks say their kind; guides and templates, which have none, have
 * frontmatter. Every other page was written for another system: it never stops a build.
 */
export function isAdopted(page: Page): boolean {
  return 'kind' in page ? page.outline.saysKind : page.hasFrontmatter;
}

/** Whether the links of a page are followed as another system's site has them. */
export function linksElsewhere(page: Page, { dialects }: Pick<Settings, 'dialects'>): boolean {
  return !isAdopted(page) || namesSystem(dialects);
}
