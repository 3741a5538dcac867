import { CLAIM_NAMES } from '../schema/claims.ts';
import type { Claims } from '../schema/claims.ts';
import type { Guide, Page, Runbook } from './parse.ts';
import type { SourceText } from './source-text.ts';

/** What lists show of a page, and what it says of itself: plain data, which is told of most pages and takes least. */
export interface PageHead extends Pick<Page, 'title' | 'summary'> {
  /** Of a runbook. */
  readonly runbook?: { readonly kind: Runbook['kind']; readonly claims: Claims };
  /** Of a guide. */
  readonly order?: number;
}

/** The head of a page. */
export function headOf(page: Runbook | Guide): PageHead {
  const { title, summary } = page;
  if ('order' in page) return { title, summary, order: page.order };
  const claims = Object.fromEntries(CLAIM_NAMES.map((name) => [name, page[name]])) as unknown as Claims;
  return { title, summary, runbook: { kind: page.kind, claims } };
}

/** Heads of texts that were seen before. */
export interface PageHeads {
  /** Makes a page, which is told its head where that is known. */
  with<T extends Runbook | Guide>(
    source: SourceText,
    as: 'runbook' | 'guide',
    make: (head: PageHead | undefined) => T,
  ): T;
}
