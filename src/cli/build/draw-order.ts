import type { BookFiles } from '../../runbook/book.ts';
import type { Settings } from '../../runbook/schema/settings.ts';
import { startThread } from '../../tools/second-thread.ts';
import type { Thread } from '../../tools/second-thread.ts';
import type { Writing, Written } from './write-pages.ts';

/** What the thread that draws is told: the book as it was read, so that it draws the one that is judged. */
export interface DrawOrder {
  readonly root: string;
  /** Plain data, as everything that is handed to a thread. */
  readonly files: Pick<BookFiles, 'texts' | 'paths' | 'refused'>;
  readonly settings: Omit<Settings, 'locate'>;
  readonly today: string;
  readonly writing: Writing;
}

/** Has another thread draw a whole site, while this one judges the book. */
export function orderPages(
  { reading, texts, paths, refused }: BookFiles,
  order: Pick<DrawOrder, 'root' | 'today' | 'writing'>,
): Thread<Written> {
  const { locate: _, ...settings } = reading.settings;
  const files = { texts, paths, refused };
  return startThread<Written>('draw-thread.mjs', { ...order, files, settings } satisfies DrawOrder);
}
