import type { ValuePlace } from './value-place.ts';

// A string in any of the three quotes, whole or cut off, a comment, or a variable outside of strings.
const PIECE =
  /"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?|`[^`]*`?|#[^\n]*|\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g;
// Matches `$POD` and `${POD}`; not `\$POD`, nor Grafana's `${POD:regex}`.
const VARIABLE = /(?<!\\)\$(?:\{(\w+)\}|([A-Za-z_]\w*))/g;

const READERS: Readonly<Record<string, string>> = { '"': 'p', "'": 'P', '`': 'r' };

/** Variables of a PromQL or LogQL query, in its strings and outside of them. */
export function listQueryPlaces(query: string, names: ReadonlySet<string>): readonly ValuePlace[] {
  const places = [...query.matchAll(PIECE)].flatMap((piece) => {
    const [text] = piece;
    if (text.startsWith('#')) return [];
    if (text.startsWith('$')) return [placeOf(piece, 0, 'm')];
    const reader = READERS[text.charAt(0)] ?? 'x';
    return [...text.matchAll(VARIABLE)].map((found) => placeOf(found, piece.index, reader));
  });
  return places.filter(({ name }) => names.has(name));
}

function placeOf(found: RegExpExecArray, offset: number, code: string): ValuePlace {
  const start = offset + found.index;
  const range = { start, end: start + found[0].length };
  return { name: found[1] ?? found[2] ?? '', range, code, isOptional: false, canAssign: false };
}
