/** Text that comes in pieces, cut where a sequence may go on in the next one. */
export interface PieceCutter {
  /** What is sure by now. */
  next(text: string): string;
  /** What was held back. */
  rest(): string;
}

/**
 * Holds back the end of a piece that is the beginning of a sequence.
 * @param unfinished matches such an end
 * @param longest a sequence longer than this is none: it must not swallow what follows
 */
export function pieceCutter(unfinished: RegExp, longest: number): PieceCutter {
  let held = '';
  return {
    next(text) {
      const all = held + text;
      const from = Math.max(0, all.length - longest);
      const open = unfinished.exec(all.slice(from));
      const end = open ? from + open.index : all.length;
      held = all.slice(end);
      return all.slice(0, end);
    },
    rest() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}
