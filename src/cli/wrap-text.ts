import wrapAnsi from 'wrap-ansi';

/** No window is read with fewer columns than these left for the text. */
const NARROWEST = 20;

/**
 * Lines of prose, broken between words at a width; a word that is longer than a line stays whole, since it may be
 * copied. Without a width the lines are as they were written.
 */
export function wrapText(text: string, width: number | undefined): string[] {
  if (width === undefined) return text.split('\n');
  return wrapAnsi(text, Math.max(NARROWEST, width), { hard: false, trim: true }).split('\n');
}

/** The width that is left beside a prefix. */
export function beside(width: number | undefined, prefix: string): number | undefined {
  return width === undefined ? undefined : width - prefix.length;
}
