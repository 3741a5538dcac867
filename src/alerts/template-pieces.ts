import { refuse as refuseAt } from '../shell/queries/query-fault.ts';

// A template of Go, cut into its actions `{{ … }}` and their tokens.

/** A part of an action, and where it stands in the template. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Ends the reading of a template with a fault at a piece of it. @throws what `faultOf` answers with */
export function refuse({ text, start }: Piece, reason: string): never {
  refuseAt({ start, end: start + text.length }, reason);
}

/** What is left of a piece from an offset on, without blanks around it. */
export function pieceFrom({ text, start }: Piece, at: number): Piece {
  const rest = text.slice(at);
  return { text: rest.trim(), start: start + at + rest.length - rest.trimStart().length };
}

/** Strings of the three kinds that an action may hold: a `}}` in them does not end it. */
export const STRING = /^(?:"(?:\\[^]|[^"\\\n])*"|`[^`]*`|'(?:\\[^]|[^'\\\n])+')/;

/** What stands between each `{{` and its `}}`, without comments and without the `-` that trims. */
export function* listActions(text: string): Generator<Piece> {
  let at = 0;
  for (;;) {
    const start = text.indexOf('{{', at);
    if (start < 0) return;
    const trim = /^-\s+/.exec(text.slice(start + 2))?.[0].length ?? 0;
    // Nothing but the `- ` that trims may stand before a comment.
    const comment = /^\/\*[^]*?\*\/(?:\s+-)?\}\}/.exec(text.slice(start + 2 + trim));
    const from = start + 2 + trim;
    if (comment) {
      at = from + comment[0].length;
      continue;
    }
    let end = from;
    while (end < text.length && !text.startsWith('}}', end)) {
      const string = STRING.exec(text.slice(end))?.[0];
      if (string === undefined && /["`]/.test(text.charAt(end)))
        refuse({ text: text.slice(end), start: end }, 'a string in `{{ … }}` has no end');
      end += string?.length ?? 1;
      if (text.startsWith('{{', end)) refuseOpen(start, end);
    }
    if (end >= text.length) refuseOpen(start, text.length);
    yield pieceFrom({ text: text.slice(from, end).replace(/\s-$/, ''), start: from }, 0);
    at = end + 2;
  }

  function refuseOpen(start: number, end: number): never {
    const shown = text.slice(start, Math.min(end, start + 30)).trim();
    refuse({ text: text.slice(start, end).trim(), start }, `\`${shown}\` has no \`}}\``);
  }
}

// A string, a number, a variable with fields, a field, a word, or a mark.
const TOKEN =
  /\s+|"(?:\\[^]|[^"\\\n])*"|`[^`]*`|'(?:\\[^]|[^'\\\n])+'|[+-]?(?:0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)i?(?![\w.])|\$\w*(?:\.[\p{L}_][\p{L}\p{N}_]*)*(?!\.|[\p{L}\p{N}_])|(?:\.[\p{L}_][\p{L}\p{N}_]*)+(?!\.)|\.(?![.\p{L}\p{N}_])|[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*(?!\.)|:=|[|(),=]/uy;

/** The words and marks of a piece, without blanks. */
export function tokensOf({ text, start }: Piece): Piece[] {
  const tokens: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined || token === '') {
      const shown = /^\S+/.exec(text.slice(at))?.[0] ?? '';
      return refuse({ text: shown, start: start + at }, `\`${shown}\` has no meaning in \`{{ ${text} }}\``);
    }
    const before = tokens.at(-1);
    if (
      token.startsWith('.') &&
      before?.text.endsWith('"') &&
      before.start + before.text.length === start + at
    )
      return refuse({ text: token, start: start + at }, `a text has no field \`${token}\``);
    if (token.trim() !== '') tokens.push({ text: token, start: start + at });
    at += token.length;
  }
  return tokens;
}
