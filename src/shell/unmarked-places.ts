import { fillsTemplates } from './environment-asks.ts';
import { listEnvironmentReads } from './environment-reads.ts';
import { evaluatedNames } from './evaluated-names.ts';
import type { EvaluatedName } from './evaluated-names.ts';
import { listBindings, listExports } from './own-bindings.ts';
import { takesWholeEnvironment } from './reached-names.ts';
import type { Binding } from './script.ts';
import type { Surroundings } from './surroundings.ts';
import { runsEnvironment } from './unseen-text.ts';
import { isReadByYq } from './use-guards.ts';
import type { ValuePlace } from './value-place.ts';

/** Places of variables that stand in a script by their names alone, without a `$`: `export X`, `printenv X`, `let Y=X`. */
export function unmarkedPlaces(names: ReadonlySet<string>, around: Surroundings): readonly ValuePlace[] {
  return [
    ...exportedPlaces(names, around),
    ...environmentPlaces(names, around),
    ...askedPlaces(names, around),
    ...namedPlaces(names, around),
  ];
}

/** `export X` of a value that only the reader has: it is given there, else what is started gets an empty one. */
function exportedPlaces(names: ReadonlySet<string>, { script, source }: Surroundings): readonly ValuePlace[] {
  return listExports(script, source, names).map(({ name, range, depth }) => {
    // Backticks have quotes of their own.
    const code = `${depth === 0 ? 'bN' : 'X'}${/\bg?make\b/.test(source) || fillsTemplates(source) ? 't' : ''}`;
    return { name, range, code, isOptional: false, canAssign: true };
  });
}

/**
 * `printenv X | sh`: a name whose value is found in the environment and run; nothing can be put in. `env | sh` finds
 * every one.
 */
function environmentPlaces(names: ReadonlySet<string>, around: Surroundings): readonly ValuePlace[] {
  if (!runsEnvironment(around)) return [];
  const bindings = listBindings(around.script, names);
  return [...names].flatMap((name): ValuePlace[] => {
    const at = new RegExp(`\\b${name}\\b`).exec(around.source)?.index;
    if (at === undefined)
      return takesWholeEnvironment(around.source)
        ? [{ name, range: { start: 0, end: 0 }, code: 'xH', isOptional: true, canAssign: false }]
        : [];
    if (bindings.some((one) => one.name === name && one.range.start <= at)) return [];
    const range = { start: at, end: at + name.length };
    return [{ name, range, code: 'x', isOptional: false, canAssign: false }];
  });
}

/** `let Y=X`, `N=X; echo $((N))`: a name without `$`, whose value bash may take and evaluate. */
function namedPlaces(names: ReadonlySet<string>, { script, source }: Surroundings): readonly ValuePlace[] {
  const bindings = listBindings(script, names);
  const isOwn = ({ name, range }: EvaluatedName): boolean =>
    bindings.some(
      (one) => one.name === name && one.range.start <= range.start && !isMadeOfItself(one, source),
    );
  return evaluatedNames(source, names)
    .filter((one) => !isOwn(one))
    .map(({ name, range, stands }) =>
      stands === 'place'
        ? { name, range, code: 'n', isOptional: false, canAssign: false }
        : { name, range, code: 'xM', isOptional: true, canAssign: true },
    );
}

/** `X=${X:-5}`, `X="$X" cmd`: what it holds is still the reader's. */
function isMadeOfItself({ name, range }: Binding, source: string): boolean {
  const line = /^[^\n]{0,400}/.exec(source.slice(range.start))?.[0] ?? '';
  return new RegExp(`\\$\\{?${name}\\b`).test(line);
}

/**
 * `printenv X`, `docker run -e X`: in a run the value is in the environment; a reader's shell is given it, or it is
 * written there. Behind what hands no variables on, it would be lost without a word.
 */
function askedPlaces(
  names: ReadonlySet<string>,
  { script, source, commands }: Surroundings,
): readonly ValuePlace[] {
  return listEnvironmentReads(script, source, names).map(({ name, range, canBeWritten, isReached }) => {
    const isOptional = false;
    if (canBeWritten) return { name, range, code: 'bN', isOptional, canAssign: isReached };
    const code = isReached ? 'X' : 'xE';
    return {
      name,
      range,
      code: isReadByYq(name, commands) ? `${code}S` : code,
      isOptional,
      canAssign: isReached,
    };
  });
}
