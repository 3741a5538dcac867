import { givenTexts } from './given-texts.ts';
import { holds } from './own-bindings.ts';
import type { Given } from './given-text.ts';
import type { Piped } from './piped-commands.ts';
import { PRINTS_WORDS, textMadeOf } from './printed-texts.ts';
import { readerOf } from './program-text.ts';
import type { Command, Quote, Range, VariableUse, Word } from './script.ts';
import type { Surroundings } from './surroundings.ts';
import { programName } from './unwrap.ts';
import { urlReader } from './url-place.ts';
import type { ValuePlace } from './value-place.ts';
import { isOneOf } from './words.ts';

/** How a variable is read where it stands: by shells, and by what they give it to. */
export function plainPlace(use: VariableUse, around: Surroundings): ValuePlace {
  const range = wholeRange(use, around.source);
  const { name, hasDefault: isOptional } = use;
  const isAlone = use.layers.length === 1 && use.layers[0] !== 'arithmetic';
  // Quoted by bash, and read again by a shell that may know fewer quotes than bash: one plain word.
  if (
    use.level === 0 &&
    use.layers.length > 1 &&
    around.source.slice(use.range.start, use.range.end) === `\${${name}@Q}`
  )
    return {
      name,
      isOptional,
      range: use.range,
      code: 'xS',
      canAssign: !use.isEnclosed || use.layers.at(-1) === 'bare',
    };
  if (!range || !isReplaced(use, around.source) || isInBraces(use, around)) {
    const read = around.hasErrors ? '' : readerOfUse(use, around);
    // `psql -c "SELECT '${X%.log}'"`: a part of it would be read, so that all of it must be one plain word.
    const canAssign = isAlone && !use.isEnclosed && /^(?:[qjpPu].*)?$/.test(read);
    return { name, isOptional, range: range ?? use.range, code: read === '' ? 'x' : 'xS', canAssign };
  }
  const reader = readerFor(use, around);
  if (isOneOf(reader, 't J x')) return { name, isOptional, range, code: reader, canAssign: false };
  const layers = use.layers.map((layer) => LETTERS[layer]);
  if (layers.at(-1) === 'b' && !(isWord(use) && isLoose(use, around.source))) layers[layers.length - 1] = 'B';
  return { name, isOptional, range, code: layers.join('') + reader, canAssign: isAlone && reader === '' };
}

const LETTERS: Readonly<Record<Quote, string>> = {
  bare: 'b',
  double: 'd',
  single: 's',
  'ansi-c': 'x',
  backtick: 'k',
  'here-document': 'h',
  'literal-here-document': 'l',
  arithmetic: 'n',
};

/** What reads the text after all shells: nothing, a URL, SQL, a program, or an evaluation by the shell itself. */
function readerFor(use: VariableUse, { source, commands, hasErrors }: Surroundings): string {
  if (use.layers.at(-1) === 'arithmetic' && !hasErrors) return '';
  if (use.place === 'test' && !hasErrors && isCompared(use, source)) return '';
  if (hasErrors || use.isEnclosed || use.place === 'test') return isLoose(use, source) ? 't' : 'x';
  const given = textsWith(use, { source, commands });
  if (given.some(({ text }) => text.couldClose)) return 'x';
  const reader = readerOfUse(use, { source, commands });
  // A number is one word in any quotes, but `5>f` names a stream.
  if (reader === 'J') return /^[<>]/.test(source.slice(use.range.end)) ? 'x' : 'J';
  if (reader === 't') return isLoose(use, source) ? 't' : 'x';
  // Whatever quotes stand around a value in a here-document, one of its lines could close it.
  return given.some(({ text }) => text.stands === 'here-document') ? `${reader}l` : reader;
}

/** What reads a variable's text after all shells as more than text: a letter of `PlaceCode`, or none. */
export function readerOfUse(use: VariableUse, around: Pick<Surroundings, 'source' | 'commands'>): string {
  const { source, commands } = around;
  const given = textsWith(use, around);
  const made = commands.flatMap((command) =>
    given.flatMap((printed) => {
      const text = textMadeOf(command, printed, source);
      return text ? [{ command, text }] : [];
    }),
  );
  const inner = given.map(({ command }) => command).sort((a, b) => b.range.start - a.range.start)[0];
  // `$(echo "$X" | tr a b)`: what is written for the text's reader would be changed on its way.
  const isChanged = inner !== undefined && inner.after.length > 0;
  const readers = [...given, ...made].map((one) => {
    if (isChanged && made.includes(one)) {
      const read = readerOf(one.command, one.text);
      return isOneOf(read, 'w W x') || read === '' ? read : 't';
    }
    const isOutside = inner !== undefined && given.includes(one) && printsInto(inner, one.command, source);
    if (!isOutside) return readerOf(one.command, one.text);
    // `x "a $(echo "$X" | tr a b)"`: what is known of it as a text of the outer command has been said above.
    return made.some(({ command }) => command === one.command) ? '' : readerAround(inner, one);
  });
  const read = readers.find((one) => one !== '') ?? urlReader(source.slice(0, use.range.start));
  return read !== ''
    ? read
    : (made.map(({ text }) => urlReader(text.before)).find((one) => one !== '') ?? '');
}

/** Whether a command stands in a `$( … )` of another one. */
function printsInto({ range }: Piped, outer: Piped, source: string): boolean {
  return /(?:[$<]\(|`)$/.test(source.slice(outer.range.start, range.start).trimEnd());
}

/** What reads a text around a `$( … )`, if the value is in what is printed there. */
function readerAround(inner: Piped, { command, text }: { command: Piped; text: Given }): string {
  if (!PRINTS_WORDS.has(programName(inner.words[0]))) return '';
  const at = Math.max(text.before.lastIndexOf('$('), text.before.lastIndexOf('`'));
  // A file.
  if (at < 0) return '';
  const before = text.before.slice(0, at);
  return readerOf(command, { ...text, before }) + urlReader(before) === '' ? '' : 't';
}

function textsWith(
  use: VariableUse,
  { source, commands }: Pick<Surroundings, 'source' | 'commands'>,
): readonly { readonly command: Piped; readonly text: Given }[] {
  return commands.flatMap((command) => givenTexts(command, use, source).map((text) => ({ command, text })));
}

// Not `-eq`, which evaluates what stands beside it.
const BEFORE_COMPARED = /(?:\[\[|&&|\|\||!|-[nz]|=)$/;

/** `[[ "$X" == prod ]]`, `[[ -n "$X" ]]`: a text in quotes, which is compared and no more. */
function isCompared({ range, layers, isEnclosed }: VariableUse, source: string): boolean {
  if (layers[0] !== 'double' || isEnclosed) return false;
  const before = source.slice(0, range.start - 1).trimEnd();
  return BEFORE_COMPARED.test(before) && /^"\s+(?:==?\s|!=|\]\]|&&|\|\|)/.test(source.slice(range.end));
}

/** `${X:-1}` with a value is that value; `${X%.*}` and `${#X}` are something made of it. */
export function isReplaced(use: VariableUse, source: string): boolean {
  return use.isPlain || /^\$\{\w+:?[-?]/.test(source.slice(use.range.start, use.range.end));
}

/** With the backslash that kept the variable from the outer shell: `bash -c "echo \$X"`. */
function wholeRange({ range, level, layers }: VariableUse, source: string): Range | undefined {
  if (level === 0 || source[range.start - 1] !== '\\') return range;
  const isHidden = isOneOf(layers[0] ?? '', 'double here-document backtick bare');
  return isHidden && source[range.start - 2] !== '\\' ? { ...range, start: range.start - 1 } : undefined;
}

const LONGEST_WORD = 200;
// Everything that may stand beside a plain value in one word without making more of it than text.
const LOOSE_BEFORE = /(?:^|[\s;|&(`])(?:[\w./:@=,+%"'-]|\$\w|\$\{\w+\})*$/;
const LOOSE_AFTER = /^(?:[\w./:@=,+%"'-]|\$\w|\$\{\w+\})*(?:[\s;|&)`\\]|$)/;

/** `{a,$X}` and `{1..$X}`: bash looks for braces before it looks at variables, and through some quotes. */
function isInBraces(use: VariableUse, { commands, source }: Surroundings): boolean {
  const around = commands.filter(({ range }) => holds(range, use.range));
  const words = around.flatMap((command) => wordWith(command, use) ?? []);
  return words.some(({ parts }) => {
    const literal = parts.filter(({ kind }) => isOneOf(kind, 'literal brace'));
    return literal.some((part) => /[{}]/.test(source.slice(part.range.start, part.range.end)));
  });
}

function isWord({ place }: VariableUse): boolean {
  return isOneOf(place, 'argument assignment redirection');
}

/** Whether a plain value needs no quotes here: not beside `~`, `{` or `[`, and not before `>`. */
function isLoose({ range, layers }: VariableUse, source: string): boolean {
  if (layers.at(-1) !== 'bare') return true;
  const before = source
    .slice(source.lastIndexOf('\n', range.start - 1) + 1, range.start)
    .slice(-LONGEST_WORD);
  const after = source.slice(range.end, range.end + LONGEST_WORD);
  return before.length < LONGEST_WORD && LOOSE_BEFORE.test(before) && LOOSE_AFTER.test(after);
}

function wordWith({ words, assignments }: Command, use: VariableUse): Word | undefined {
  return [...words, ...assignments.flatMap(({ value }) => value ?? [])].find(({ range }) =>
    holds(range, use.range),
  );
}
