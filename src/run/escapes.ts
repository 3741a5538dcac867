/** The language of terminals. Matches ESC [ 31 m, ESC ] 0 ; title BEL, ESC P … ESC \, ESC ( B, ESC 7; and their one-character C1 forms. */
export const ESCAPE =
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B\]|\u009D)[^\u0007\u001B\u0090\u0098\u009B-\u009F]*(?:\u0007|\u001B\\|\u009C)|(?:\u001B[PX^_]|[\u0090\u0098\u009E\u009F])[^\u001B\u0090\u0098\u009B-\u009F]*(?:\u001B\\|\u009C)|\u001B[ -/]*[0-Z\\^-~]/g;
/** A sequence that may go on in the next piece. */
const UNFINISHED =
  /(?:\u001B(?:[ -/]*|\[[0-?]*[ -/]*|\][^\u0007\u001B\u0090\u0098\u009B-\u009F]*\u001B?|[PX^_][^\u001B\u0090\u0098\u009B-\u009F]*\u001B?)|\u009B[0-?]*[ -/]*|\u009D[^\u0007\u001B\u0090\u0098\u009B-\u009F]*\u001B?|[\u0090\u0098\u009E\u009F][^\u001B\u0090\u0098\u009B-\u009F]*\u001B?)$/;
/** A sequence longer than this is none: it must not swallow what follows. */
const LONGEST_ESCAPE = 4096;

/** Text that comes in pieces, cut where a sequence may go on in the next one. */
export interface EscapeCutter {
  /** What is sure by now. */
  next(text: string): string;
  /** What was held back. */
  rest(): string;
}

/** Holds back the end of a piece that is the beginning of a sequence, so that none is torn. */
export function escapeCutter(): EscapeCutter {
  let held = '';
  return {
    next(text) {
      const all = held + text;
      const from = Math.max(0, all.length - LONGEST_ESCAPE);
      const open = UNFINISHED.exec(all.slice(from));
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
