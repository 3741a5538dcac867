import { rereadWords } from './carried.ts';
import { joinedPlace } from './joined-quote.ts';
import { holds } from './own-bindings.ts';
import { withoutGuards } from './quote.ts';
import type { Quote, VariableUse, Word } from './script.ts';
import type { CodesIn } from './script-arguments.ts';
import type { Surroundings } from './surroundings.ts';
import type { ValuePlace } from './value-place.ts';
import { MARKED } from './written-out/written-out.ts';

/**
 * `ssh h psql -c "'… id = $X'"`: the shell over there takes the quotes away, so what a value meets behind them is told
 * by the command that it reads. What stands in a place of its own there is added to a place as it was found here.
 */
export function rereadPlace(
  place: ValuePlace,
  use: VariableUse,
  { around, codesIn }: { readonly around: Surroundings; readonly codesIn: CodesIn },
): ValuePlace {
  const script = rereadScript(use, around);
  const [code] = script === undefined ? [] : codesIn(script, MARKED);
  if (code === undefined) return place;
  const reader = withoutGuards(code).replace('d', '');
  const guards = [...new Set(guardsAlone(code) + guardsAlone(place.code))].join('');
  // Where a reader takes a plain word, no layer of that shell is left.
  if (/^[xtJ]/.test(reader)) return { ...place, code: reader + guards };
  const readers = withoutGuards(place.code);
  const plain = readers.includes('t') ? 't' : '';
  return { ...place, code: readers.slice(0, use.layers.length) + reader + plain + guards };
}

function guardsAlone(code: string): string {
  return [...code].filter((letter) => withoutGuards(letter) === '').join('');
}

/** The command that the next shell reads, with the variable in double quotes of its own. */
function rereadScript(use: VariableUse, { commands, source }: Surroundings): string | undefined {
  const read = commands.flatMap(rereadWords).find(({ range }) => holds(range, use.range));
  if (!read?.words.some(({ value }) => /["'\\]/.test(value))) return undefined;
  const mark = MARKS[joinedPlace(read.words, use.range, source).quote];
  return mark === undefined ? undefined : joined(read.words, use, { source, mark });
}

/** Without quotes of its own a value is read as it stands. */
const MARKS: Partial<Record<Quote, string>> = {
  double: `\${${MARKED}}`,
  single: `'"\${${MARKED}}"'`,
};

function joined(
  words: readonly Word[],
  { range }: VariableUse,
  { source, mark }: { readonly source: string; readonly mark: string },
): string {
  const texts = words.map((word) => {
    if (!holds(word.range, range)) return word.value;
    const variable = source.slice(range.start, range.end);
    const earlier = source.slice(word.range.start, range.start).split(variable).length;
    const pieces = word.value.split(variable);
    return pieces.slice(0, earlier).join(variable) + mark + pieces.slice(earlier).join(variable);
  });
  return texts.join(' ');
}
