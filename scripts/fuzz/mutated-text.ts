import fc from 'fast-check';

/** What shells, queries, YAML, Markdown and our own readers take for something, and letters nobody sees. */
const TOKENS = [
  ...'` ``` ~~~ ```bash ```sql ```promql ```yaml ```output --- # ## > - 1. | \\ \\\\ " \' $ $( ) $X "$X" ${X:-1} $(( )) << <<EOF EOF <<< && || ; & { } {{ }} [ ] [[ ]] ( < <x> </x> <Note> <Steps> <!-- --> {/* */} & &amp; % %s : :: :\'X\' a: &a *a <<: !x !!binary | >- ? @ / // ../ ... = == =~ != * ** _ ~ ^ \u00a0 \u200b \u2028 \ufeff é 漢 🚒 \ud83d'.split(
    ' ',
  ),
  ' ',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\n\n',
  '',
  '\u0000',
];

/** One change of a text: places are shares of it, so that a change fits texts of any length. */
interface Edit {
  readonly kind: 'cut' | 'double' | 'insert' | 'replace' | 'move' | 'many';
  readonly at: number;
  readonly length: number;
  readonly to: number;
  readonly token: string;
}

const share = fc.integer({ min: 0, max: 999 });

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('cut', 'double', 'insert', 'replace', 'move', 'many'),
  at: share,
  length: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 200 })),
  to: share,
  token: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...TOKENS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  ),
});

/** A file as it is, or with something wrong in it. */
export interface MutatedFile {
  readonly path: string;
  readonly text: string;
}

/** The given files with a few changes each, as a slip of the hand, a merge or an enemy makes them. */
export function mutatedFile(files: readonly MutatedFile[]): fc.Arbitrary<MutatedFile> {
  return fc
    .record({ file: fc.constantFrom(...files), edits: fc.array(edit, { maxLength: 6 }) })
    .map(({ file: { path, text }, edits }) => ({ path, text: toWellFormed(edits.reduce(apply, text)) }));
}

/** Half a character cannot stand in a file. */
function toWellFormed(text: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(text));
}

function apply(text: string, { kind, at, length, to, token }: Edit): string {
  const start = Math.floor((text.length * at) / 1000);
  const end = Math.min(text.length, start + length);
  const [before, taken, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  switch (kind) {
    case 'cut':
      return before + after;
    case 'double':
      return before + taken + taken + after;
    case 'insert':
      return before + token + taken + after;
    case 'replace':
      return before + token + after;
    case 'many':
      return before + token.repeat(length) + taken + after;
    case 'move': {
      const rest = before + after;
      const place = Math.floor((rest.length * to) / 1000);
      return rest.slice(0, place) + taken + rest.slice(place);
    }
  }
}
