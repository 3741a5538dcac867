import { bookOf } from '../../judge/open-book.ts';
import { lazyParsers } from '../../runbook/read/lazy-pages.ts';
import { rangeBetween } from '../../runbook/read/source-text.ts';
import { openSite } from '../../site/open-site.ts';
import type { DrawOrder } from './draw-order.ts';
import { writePages } from './write-pages.ts';
import type { Written } from './write-pages.ts';

/** Draws a whole site of the book as it was read. */
export async function drawSite({ root, files, settings, today, writing }: DrawOrder): Promise<Written> {
  // Where a setting stands is asked by who judges, and that is not here.
  const locate = () => rangeBetween('', 0, 0);
  const reading = { settings: { ...settings, locate }, faults: [] };
  const site = await openSite(bookOf(root, { ...files, reading }, lazyParsers()), today);
  return writePages(site, writing, undefined);
}
