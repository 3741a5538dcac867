import type { TextFilter } from './clean-output.ts';

/** What a line may hold before it is taken as it is. */
const LONGEST_LINE = 64 * 1024;

/** A filter that also tells what it has not given yet. */
export interface LastState extends TextFilter {
  /** The line that is being written. */
  open(): string;
}

/** Leaves of each line its last state: what follows a carriage return takes the place of what was there. */
export function lastState(): LastState {
  let line = '';
  let isReturned = false;
  return {
    push(text) {
      let out = '';
      for (const piece of text.split(/([\r\n\b])/)) {
        if (piece === '\n') {
          out += `${line}\n`;
          line = '';
          isReturned = false;
        } else if (piece === '\r') isReturned = true;
        else if (piece === '\b') line = line.slice(0, -1);
        else if (piece !== '') {
          line = isReturned ? piece : line + piece;
          isReturned = false;
        }
      }
      if (line.length <= LONGEST_LINE) return out;
      out += line;
      line = '';
      return out;
    },
    end() {
      const rest = line;
      line = '';
      return rest;
    },
    open: () => line,
  };
}
