import type { Given } from './kept-values.ts';
import type { PageParam } from './page-params.ts';

/** A value that somebody has typed into a box of this page. */
export function typed({ label }: Pick<PageParam, 'label'>, value: string): Given {
  return { value, origin: 'typed', from: titleOfPage(), at: Date.now(), isFed: label !== undefined };
}

/** What the page calls itself. */
export function titleOfPage(): string {
  return document.querySelector('h1')?.textContent.trim() ?? document.title;
}
