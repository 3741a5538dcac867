import { StringDecoder } from 'node:string_decoder';
import { masker } from '../../run/mask.ts';
import type { Piece } from '../../run/run-protocol.ts';
import { styledOutput } from '../../run/styled-output.ts';

/** Bytes of one stream as the page may show them. */
export interface ShownOutput {
  push(chunk: Buffer): readonly Piece[];
  end(): readonly Piece[];
}

/**
 * Decodes, strips and masks a stream, and keeps its colours. The mask reads plain text, so that no change of colour
 * cuts a secret in two; from the first secret that it hides, the rest of the stream has no colours.
 */
export function shownOutput(secrets: readonly string[]): ShownOutput {
  const decoder = new StringDecoder();
  const styled = styledOutput();
  const mask = masker(secrets);
  /** What the mask has taken and not given back. */
  let pending: Piece[] = [];
  let isPlain = false;

  const take = (pieces: readonly Piece[]): string => {
    if (!isPlain) pending.push(...pieces);
    return pieces.map(({ text }) => text).join('');
  };
  const give = (text: string): readonly Piece[] => {
    if (text === '') return [];
    const whole = pending.map((piece) => piece.text).join('');
    if (isPlain || !whole.startsWith(text)) {
      isPlain = true;
      pending = [];
      return [{ text }];
    }
    const [given, rest] = cut(pending, text.length);
    pending = rest;
    return given;
  };
  return {
    push: (chunk) => give(mask.push(take(styled.push(decoder.write(chunk))))),
    end() {
      const last = mask.push(take([...styled.push(decoder.end()), ...styled.end()])) + mask.end();
      return give(last);
    },
  };
}

/** Pieces in two parts; the first has this many characters. */
function cut(pieces: readonly Piece[], length: number): [Piece[], Piece[]] {
  const first: Piece[] = [];
  const rest: Piece[] = [];
  let left = length;
  for (const piece of pieces) {
    const { text } = piece;
    if (left >= text.length) first.push(piece);
    else if (left <= 0) rest.push(piece);
    else {
      first.push({ ...piece, text: text.slice(0, left) });
      rest.push({ ...piece, text: text.slice(left) });
    }
    left -= text.length;
  }
  return [first, rest];
}
