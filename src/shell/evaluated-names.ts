import { evaluatesNames } from './evaluations.ts';
import type { Range } from './script.ts';

/** A name that stands without `$` where bash may take the value of the variable and evaluate it. */
export interface EvaluatedName {
  readonly name: string;
  readonly range: Range;
  /**
   * `place`: an arithmetic one, where a number may be written instead. `word`: what becomes of the word is not known,
   * so that the variable may hold a number and nothing else.
   */
  readonly stands: 'place' | 'word';
}

// `let Y=X`, `declare -i Y=X`.
const ARITHMETIC = /^\s*(?:\w+ +)?(?:let|(?:declare|local|typeset|export|readonly) -\w{0,8}i\w{0,8}) /;
const COMPARED = / -(?:eq|ne|lt|le|gt|ge)\s+["']?$/;
const COMPARES = /^["']?\s+-(?:eq|ne|lt|le|gt|ge)\s/;
// `${S:X}`, `${S:1:X}`, `${A[@]:1+X}`; not `${S:-X}`.
const CUT = /\$\{(?:\w{1,60}|[@*])(?:\[[^\]\n]{0,60}\])?:(?![-+=?])[\w +*/%():-]{0,60}$/;
// What makes capitals of a word.
const RAISES = /\^\}|\^\^|\btr\b[^|;\n]{0,30}(?:a-z|lower)|\s-\w{0,8}u\w{0,8}\s|toupper|\\U|upcase|[uU]pper/;
// The pieces of a name that is put together: `DB_$N`, `"${N}_HOST"`.
const BEGUN = /([A-Za-z_]\w{0,60})["']{0,2}[$`{]/g;
const ENDED = /(?:[})`]|\$\d|\$\w{1,60}["'])["']{0,2}(\w{1,60})/g;

/**
 * The names among these that a script gives to a shell to evaluate: `let Y=X`, `[[ X -gt 3 ]]`; or that stand in it as a
 * word, where it evaluates words that are not followed: `for N in X; do ((N)); done`.
 */
export function evaluatedNames(source: string, names: ReadonlySet<string>): readonly EvaluatedName[] {
  if (!evaluatesNames(source)) return [];
  return [...names].flatMap((name) => {
    const found = occurrences(source, name);
    const places = found.filter((start) => isPlace(source, { start, end: start + name.length }));
    const words = found.filter((start) => !places.includes(start)).slice(0, 1);
    const [built] = found.length > 0 ? [] : builtFrom(source, name);
    return [
      ...places.map((start) => ({
        name,
        range: { start, end: start + name.length },
        stands: 'place' as const,
      })),
      ...words.map((start) => ({
        name,
        range: { start, end: start + name.length },
        stands: 'word' as const,
      })),
      ...(built ? [{ name, range: built, stands: 'word' as const }] : []),
    ];
  });
}

/** Whether a script may come to a name that does not stand in it as a whole. */
export function maybeBuilds(source: string, name: string): boolean {
  return evaluatesNames(source) && builtFrom(source, name).length > 0;
}

/** `let Y=X`, `[[ X -gt 3 ]]`, `${S:X}`. */
function isPlace(source: string, { start, end }: Range): boolean {
  const lead =
    source
      .slice(Math.max(0, start - 200), start)
      .split(/[;\n|&]/)
      .at(-1) ?? '';
  const isCompared =
    lead.includes('[[') && (COMPARED.test(lead) || COMPARES.test(source.slice(end, end + 20)));
  return ARITHMETIC.test(lead) || isCompared || CUT.test(lead);
}

/** Pieces in a script that a name may be put together from: `DB_$N`, `"${N}_HOST"`, `${n^^}`. */
function builtFrom(source: string, name: string): readonly Range[] {
  const isRaised = RAISES.test(source);
  const pieces = [
    ...[...source.matchAll(BEGUN)].filter(([, piece = '']) => name.startsWith(piece)),
    ...[...source.matchAll(ENDED)].filter(([, piece = '']) => name.endsWith(piece)),
    ...(isRaised ? source.matchAll(new RegExp(`(?<![\\w$])${name}(?!\\w)`, 'gi')) : []),
  ];
  return pieces.map(({ 0: text, 1: piece = text, index }) => {
    const start = index + text.indexOf(piece);
    return { start, end: start + piece.length };
  });
}

// `${x#a}`, `${x:1}`, `cut -c2-`: what takes a part of a word.
const TAKES_PART =
  /\$\{\w{1,60}(?:\[[^\]\n]{0,60}\])?[#%:/]|\b(?:cut|sed|awk|tr|grep -o|rev|jq|yq|BASH_REMATCH)\b/;

/** Where a name stands as a word, and not as `$NAME`, `${NAME` or `NAME=`; or in a word of which a part is taken. */
function occurrences(source: string, name: string): readonly number[] {
  const isPart = TAKES_PART.test(source);
  const found: number[] = [];
  for (let at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + name.length)) {
    const lead = /\w{0,60}$/.exec(source.slice(Math.max(0, at - 60), at))?.[0] ?? '';
    const tail = /^\w{0,60}/.exec(source.slice(at + name.length, at + name.length + 60))?.[0] ?? '';
    const start = at - lead.length;
    const end = at + name.length + tail.length;
    const isUse = /\$(?:\{[#!]?)?$/.test(source.slice(Math.max(0, start - 3), start));
    const isAssigned = /^\+?=(?!=)/.test(source.slice(end, end + 3));
    // `-aV`: the value of an option.
    const isWhole = tail === '' && (lead === '' || (lead.length === 1 && source[start - 1] === '-'));
    if (!isUse && !isAssigned && (isWhole || isPart)) found.push(at);
  }
  return found;
}
