import { pieceCutter } from './piece-cutter.ts';

/** Text that comes in pieces, changed on its way: `push` gives what is sure by now, `end` the rest. */
export interface TextFilter {
  push(text: string): string;
  end(): string;
}

// Matches ESC [ 31 m, ESC ] 0 ; title BEL, ESC P … ESC \, ESC ( B, ESC 7; and their one-character C1 forms.
const ESCAPE =
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B\]|\u009D)[^\u0007\u001B\u0090\u0098\u009B-\u009F]*(?:\u0007|\u001B\\|\u009C)|(?:\u001B[PX^_]|[\u0090\u0098\u009E\u009F])[^\u001B\u0090\u0098\u009B-\u009F]*(?:\u001B\\|\u009C)|\u001B[ -/]*[0-Z\\^-~]/g;
/** Controls that are no part of a text, and what turns its direction (https://trojansource.codes). */
const CONTROL =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
/** A sequence that may go on in the next piece. */
const UNFINISHED =
  /(?:\u001B(?:[ -/]*|\[[0-?]*[ -/]*|\][^\u0007\u001B\u0090\u0098\u009B-\u009F]*\u001B?|[PX^_][^\u001B\u0090\u0098\u009B-\u009F]*\u001B?)|\u009B[0-?]*[ -/]*|\u009D[^\u0007\u001B\u0090\u0098\u009B-\u009F]*\u001B?|[\u0090\u0098\u009E\u009F][^\u001B\u0090\u0098\u009B-\u009F]*\u001B?)$/;
/** A sequence longer than this is none: it must not swallow what follows. */
const LONGEST_ESCAPE = 4096;

export interface Cleaning {
  /** Carriage returns and backspaces stay, for what makes of each line its last state. */
  readonly keepsReturns?: boolean;
}

/**
 * Leaves of a program's output what a person reads: no escape sequences, no control characters but tab and
 * newline; a carriage return alone starts a new line, as progress bars write it.
 */
export function outputCleaner({ keepsReturns = false }: Cleaning = {}): TextFilter {
  const clean = keepsReturns ? cleanButReturns : cleanAll;
  const cutter = pieceCutter(UNFINISHED, LONGEST_ESCAPE);
  /** A carriage return that may still turn out to be half of a line's end, whatever sequence stands between. */
  let turn = '';
  const lines = (text: string): string => {
    const all = turn + text.replace(ESCAPE, '');
    turn = all.endsWith('\r') ? '\r' : '';
    return clean(all.slice(0, all.length - turn.length));
  };
  return {
    push: (text) => lines(cutter.next(text)),
    end() {
      const rest = lines(cutter.rest()) + clean(turn);
      turn = '';
      return rest;
    },
  };
}

function cleanAll(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROL, '');
}

function cleanButReturns(text: string): string {
  const kept = (control: string): string => (control === '\b' ? control : '');
  return text.replaceAll('\r\n', '\n').replace(CONTROL, kept);
}

/** A whole text, cleaned. */
export function cleanOutput(text: string): string {
  const cleaner = outputCleaner();
  return cleaner.push(text) + cleaner.end();
}
