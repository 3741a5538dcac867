import { isRecord } from '../words/record.ts';
import { findNearest } from '../words/nearest.ts';

/** Fields that no other system has. */
const TELLING = ['kind', 'symptoms', 'errors', 'review-every', 'watches'];
/** Fields that another system may have one of. */
const COMMON = ['summary', 'service', 'owner', 'severity', 'alerts', 'related', 'reviewed'];

/**
 * Whether a frontmatter is meant for opsbook: it has `kind`, or a word very near to it, or fields enough to see
 * that `kind` was forgotten. Of all others nothing is asked, and their keys mean what another system makes of them.
 */
export function isMeantForOpsbook(data: unknown): boolean {
  if (!isRecord(data)) return false;
  const keys = Object.keys(data);
  return (
    keys.some((key) => TELLING.includes(key) || findNearest(key, TELLING) === 'kind') ||
    keys.filter((key) => COMMON.includes(key)).length > 1
  );
}

/**
 * Keys that Hugo, Jekyll, Docusaurus, Starlight, MkDocs, MyST and the Tech Docs Template read: a page that is
 * published by one of them too keeps them, and nothing is said of them.
 */
export const KEYS_OF_OTHERS: ReadonlySet<string> = new Set(
  `author authors banner bookCollapseSection bookHidden bookToc categories category comments date description
  draft editUrl expires footer geekdocHidden has_children hero hide hide_table_of_contents hide_title icon image
  important jupytext keywords kernelspec last_reviewed_on last_updated lastUpdated lastmod layout linkTitle menu
  myst mystnb nav_order next no_list old_paths orphan owner_slack pagination_label pagination_next
  pagination_prev parent permalink prev publishDate redirect_from redirect_to review_in robots section sidebar
  sidebar_class_name sidebar_label sidebar_position slug source_url tableOfContents template toc toc_depth type
  url weight`.split(/\s+/),
);

/** What another system's page says of itself in one sentence. */
export function foreignSummary(data: unknown): string | undefined {
  const said = isRecord(data) ? (data['description'] ?? data['summary']) : undefined;
  return typeof said === 'string' ? said.trim() || undefined : undefined;
}
