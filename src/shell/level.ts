import type { Quote, Range } from './script.ts';

/** Where a shell level's text stands in the whole, and the quoting of the shells around it. */
export interface Level {
  readonly text: string;
  readonly at: (offset: number) => number;
  readonly layers: readonly Quote[];
}

/** A node's range in the whole text. Its end follows its last character, not the next one's start. */
export function rangeAt(at: Level['at'], { pos, end }: { pos: number; end: number }): Range {
  const start = at(pos);
  return { start, end: end > pos ? Math.max(start, at(end - 1) + 1) : start };
}
