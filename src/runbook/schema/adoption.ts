import { isRecord } from '../words/record.ts';
import { findNearest } from '../words/nearest.ts';
import { runbookSchema } from './page-schemas.ts';

/** Fields that few other systems have. */
const TELLING = ['kind', 'symptoms', 'errors', 'review-every', 'watches'];
/** Fields that another system may have one of. */
const COMMON = ['summary', 'service', 'owner', 'severity', 'alerts', 'related', 'reviewed'];
const KINDS = ['incident', 'procedure', 'reference'];
const OWN = new Set(Object.keys(runbookSchema.shape));

/**
 * Whether a frontmatter is meant for opsbook: it has `kind`, or a word very near to it, or fields enough to see
 * that `kind` was forgotten. Of all others nothing is asked, and their keys mean what another system makes of them:
 * a catalogue of errors has `severity` and `related` too, beside fields that no runbook has.
 */
export function isMeantForOpsbook(data: unknown): boolean {
  if (!isRecord(data)) return false;
  const keys = Object.keys(data);
  if (isKindOfOthers(data['kind'], keys)) return false;
  if (keys.some((key) => key === 'kind' || findNearest(key, TELLING) === 'kind')) return true;
  const strange = keys.filter(isStrange).length;
  const telling = keys.filter((key) => TELLING.includes(key)).length;
  const common = keys.filter((key) => COMMON.includes(key)).length;
  return telling > 0 ? telling + common > strange : common > 1 && strange === 0;
}

/** `kind: lesson` among fields that no runbook has: another system says of its pages what they are too. */
export function isKindOfOthers(kind: unknown, keys: readonly string[]): boolean {
  if (typeof kind !== 'string' || findNearest(kind, KINDS) !== undefined) return false;
  const own = keys.filter((key) => TELLING.includes(key) || COMMON.includes(key)).length;
  return keys.filter(isStrange).length > own;
}

/** No field of a runbook, nor one that was misspelt, nor what a generator of sites reads. */
function isStrange(key: string): boolean {
  return !OWN.has(key) && !KEYS_OF_OTHERS.has(key) && findNearest(key, [...OWN]) === undefined;
}

/**
 * Keys that Hugo, Jekyll, Docusaurus, Starlight, MkDocs, MyST, the Tech Docs Template and Runme read: a page that is
 * published by one of them too keeps them, and nothing is said of them.
 */
export const KEYS_OF_OTHERS: ReadonlySet<string> = new Set(
  `author authors banner bookCollapseSection bookHidden bookToc categories category comments date description
  draft editUrl expires footer geekdocHidden has_children hero hide hide_table_of_contents hide_title icon image
  important jupytext keywords kernelspec last_reviewed_on last_updated lastUpdated lastmod layout linkTitle menu
  myst mystnb nav_order next no_list old_paths orphan owner_slack pagination_label pagination_next
  pagination_prev parent permalink prev publishDate redirect_from redirect_to review_in robots section sidebar
  sidebar_class_name sidebar_label sidebar_position slug source_url tableOfContents template toc toc_depth type
  url weight runme terminalRows skipPrompts shell cwd`.split(/\s+/),
);

/** What Runme reads of a page and opsbook does not use, though it would change what a run does. */
export const RUNME_KEYS: Readonly<Record<string, string>> = {
  shell: 'the language of a fence says which shell runs it',
  cwd: 'write `cwd` on the fences that need it',
};

/** What another system's page says of itself in one sentence. */
export function foreignSummary(data: unknown): string | undefined {
  const said = isRecord(data) ? (data['description'] ?? data['summary']) : undefined;
  return typeof said === 'string' ? inPlainWords(said) || undefined : undefined;
}

/** The first paragraph of a description, without its marks: some systems read Markdown and HTML in it. */
export function inPlainWords(said: string): string {
  const [paragraph = ''] = said.trim().split(/\r?\n[ \t]{0,99}\r?\n/, 1);
  return paragraph
    .replace(/!?\[([^\][\n]{1,400})\](?:\([^()\n]{0,400}\)|\[[^\][\n]{0,400}\])/g, '$1')
    .replace(/(\*\*|__|`)([^*`\n]{1,400}?)\1/g, '$2')
    .replace(/<\/?[a-z][^<>\n]{0,400}>/gi, '')
    .trim();
}
