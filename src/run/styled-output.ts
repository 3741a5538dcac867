import { outputCleaner } from './clean-output.ts';
import { escapeCutter } from './escapes.ts';
import type { Piece, TextStyle } from './run-protocol.ts';

/** A program's output as text with styles: colours of a terminal are kept, everything else of its language is left out. */
export interface StyledOutput {
  push(text: string): readonly Piece[];
  end(): readonly Piece[];
}

// Matches ESC [ 1 ; 31 m: what sets colours and weights, and does nothing else.
const STYLE = /\u001B\[([0-9;:]{0,40})m/g;
const COLOURS: readonly TextStyle[] = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];
const ON: Readonly<Record<number, TextStyle>> = { 1: 'bold', 2: 'dim', 3: 'italic', 4: 'underline' };
const OFF: Readonly<Record<number, readonly TextStyle[]>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  39: COLOURS,
};

/**
 * Reads colours beside the cleaner that `opsbook run` reads output with: the text is what that leaves, to the letter.
 */
export function styledOutput(): StyledOutput {
  const cleaner = outputCleaner();
  const cutter = escapeCutter();
  let styles: readonly TextStyle[] = [];
  const read = (text: string): Piece[] => {
    const pieces: Piece[] = [];
    const add = (clean: string): void => {
      if (clean !== '')
        pieces.push(styles.length > 0 ? { text: clean, styles: [...styles] } : { text: clean });
    };
    let from = 0;
    for (const match of text.matchAll(STYLE)) {
      const end = match.index + match[0].length;
      add(cleaner.push(text.slice(from, end)));
      styles = styled(styles, match[1] ?? '');
      from = end;
    }
    add(cleaner.push(text.slice(from)));
    return pieces;
  };
  return {
    push: (text) => read(cutter.next(text)),
    end() {
      const pieces = read(cutter.rest());
      const rest = cleaner.end();
      return rest === '' ? pieces : [...pieces, { text: rest }];
    },
  };
}

/** What a sequence makes of the styles before it. Colours of a palette of 256 or more are left as they were. */
function styled(before: readonly TextStyle[], codes: string): readonly TextStyle[] {
  let styles = before;
  const numbers = codes.split(/[;:]/).map(Number);
  for (let at = 0; at < numbers.length; at += 1) {
    const code = numbers[at] ?? 0;
    if (code === 38 || code === 48) {
      const colour = numbers[at + 1] === 5 ? numbers[at + 2] : undefined;
      if (code === 38 && colour !== undefined && colour < 16) styles = coloured(styles, COLOURS[colour % 8]);
      at += numbers[at + 1] === 5 ? 2 : 4;
    } else if (code === 0) styles = [];
    else if (code >= 30 && code <= 37) styles = coloured(styles, COLOURS[code - 30]);
    else if (code >= 90 && code <= 97) styles = coloured(styles, COLOURS[code - 90]);
    else styles = switched(styles, code);
  }
  return styles;
}

function coloured(styles: readonly TextStyle[], colour: TextStyle | undefined): readonly TextStyle[] {
  return [...styles.filter((style) => !COLOURS.includes(style)), ...(colour === undefined ? [] : [colour])];
}

function switched(styles: readonly TextStyle[], code: number): readonly TextStyle[] {
  const on = ON[code];
  if (on !== undefined) return styles.includes(on) ? styles : [...styles, on];
  const off = OFF[code];
  return off ? styles.filter((style) => !off.includes(style)) : styles;
}
