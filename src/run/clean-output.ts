import { ESCAPE, escapeCutter } from './escapes.ts';

/** Text that comes in pieces, changed on its way: `push` gives what is sure by now, `end` the rest. */
export interface TextFilter {
  push(text: string): string;
  end(): string;
}

/** Controls that are no part of a text, and what turns its direction (https://trojansource.codes). */
const CONTROL =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
/** How output is cleaned. */
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
  const cutter = escapeCutter();
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
