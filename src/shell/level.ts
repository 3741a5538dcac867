import type { Quote, Range } from './script.ts';

/** Where a shell level's text stands in the whole, and the quoting of the shells around it. */
export interface Level {
  readonly text: string;
  /** Where an offset of this text stands in the whole; offsets behind its end stand at its end. */
  readonly at: (offset: number) => number;
  readonly layers: readonly Quote[];
}

/**
 * A node's range in the whole text. Its end follows its last character, not the next one's start; a node that the
 * parser lets end behind its text, as after a last backslash, ends with it.
 */
export function rangeAt(at: Level['at'], { pos, end }: { pos: number; end: number }): Range {
  const start = at(pos);
  const last = at(Infinity);
  return { start, end: end > pos ? Math.max(start, Math.min(at(end - 1) + 1, last)) : start };
}
