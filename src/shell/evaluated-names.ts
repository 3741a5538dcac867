import type { Range } from './script.ts';

/** A name that stands without `$` where bash takes the value of the variable and evaluates it. */
export interface EvaluatedName {
  readonly name: string;
  readonly range: Range;
  /** An arithmetic place, where a number may be written instead; else another variable holds the name. */
  readonly isNumber: boolean;
}

// `let Y=X`, `declare -i Y=X`.
const ARITHMETIC = /^\s*(?:\w+ +)?(?:let|(?:declare|local|typeset|export|readonly) -\w{0,8}i\w{0,8}) /;
const COMPARED = / -(?:eq|ne|lt|le|gt|ge)\s+["']?$/;
const COMPARES = /^["']?\s+-(?:eq|ne|lt|le|gt|ge)\s/;
// `${S:X}`, `${S:1:X}`, `${A[@]:1+X}`; not `${S:-X}`.
const CUT = /\$\{(?:\w{1,60}|[@*])(?:\[[^\]\n]{0,60}\])?:(?![-+=?])[\w +*/%():-]{0,60}$/;
// `A[X]=1`, `unset "A[X+1]"`; not `${A[X]}` and `(( A[X] ))`, which are read as expressions.
const SUBSCRIPT = /(?:^|[\s"'])\w{1,60}\[[^\]\n"']{0,60}$/;
// `N=X`, `N+="X"`.
const HELD = /[\w\]]\+?=["']?$/;
// What evaluates the name that a variable holds.
const BY_NAME =
  /\(\(|\$\[|\$\{!|\blet |\b(?:declare|local|typeset|export|readonly) -\w{0,8}[in]|-(?:eq|ne|lt|le|gt|ge) /;

/**
 * The names among these that a script gives to bash to evaluate: `let Y=X`, `[[ X -gt 3 ]]`, `N=X; echo $((N))`. With
 * `a[$(cmd)]` in X, bash runs cmd.
 */
export function evaluatedNames(source: string, names: ReadonlySet<string>): readonly EvaluatedName[] {
  return [...names].flatMap((name) =>
    occurrences(source, name).flatMap((start): readonly EvaluatedName[] => {
      const range = { start, end: start + name.length };
      const before = source.slice(Math.max(0, start - 200), start);
      const lead = before.split(/[;\n|&]/).at(-1) ?? '';
      const after = source.slice(range.end, range.end + 20);
      const isCompared = lead.includes('[[') && (COMPARED.test(lead) || COMPARES.test(after));
      if (ARITHMETIC.test(lead) || isCompared || CUT.test(lead)) return [{ name, range, isNumber: true }];
      const isHeld = HELD.test(lead) && BY_NAME.test(source) && /^["']?(?:[\s;&|)]|$)/.test(after);
      return isHeld || (SUBSCRIPT.test(lead) && !lead.includes('(('))
        ? [{ name, range, isNumber: false }]
        : [];
    }),
  );
}

/** Where a name stands as a whole word, and not as `$NAME`, `${NAME` or `NAME=`. */
function occurrences(source: string, name: string): readonly number[] {
  const found: number[] = [];
  for (let at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + name.length)) {
    const isOther = /[\w$#.]/.test(source[at - 1] ?? '');
    const isBraced = /\$\{!?$/.test(source.slice(Math.max(0, at - 3), at));
    const after = source.slice(at + name.length, at + name.length + 2);
    const isAssigned = after.startsWith('=') && after !== '==';
    if (!isOther && !isBraced && !isAssigned && !/^[\w(.]/.test(after)) found.push(at);
  }
  return found;
}
