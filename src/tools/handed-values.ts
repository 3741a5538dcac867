/** A snippet, and the values that it names; all of them without names. */
interface Named {
  readonly code: string;
  readonly names?: ReadonlySet<string>;
}

/** What a snippet finds of the values in its environment, and what of the session's it must not. */
interface Handed {
  readonly given: ReadonlyMap<string, string>;
  /** Lines of bash that hide values from what the snippet starts, or show them again. */
  readonly lines: string;
}

// What hands a variable on to all that comes later.
const HANDS_ON = /\b(?:export|declare|typeset)\b|\bset\s+-\w{0,8}a|\ballexport\b/;

/**
 * Gives each snippet the values that it names: a script that it starts would find the others by their names, though
 * nobody who read the snippet could tell.
 * @param values all of a session's
 * @param environment what the session itself was started in
 */
export function openHands(
  values: ReadonlyMap<string, string>,
  environment: Readonly<Record<string, string | undefined>>,
): (script: Named, from: ReadonlyMap<string, string>) => Handed {
  const hidden = new Set<string>();
  const handedOn = new Set<string>();
  return ({ names, code }, from) => {
    if (names && HANDS_ON.test(code)) for (const name of names) handedOn.add(name);
    const isGiven = (name: string): boolean => names === undefined || names.has(name) || handedOn.has(name);
    const lines = [...values].flatMap(([name, value]) => {
      if (isGiven(name)) return hidden.delete(name) ? [`export ${name}`] : [];
      if (hidden.has(name) || environment[name] === value) return [];
      hidden.add(name);
      return [`export -n ${name}`];
    });
    return {
      given: new Map([...from].filter(([name]) => isGiven(name))),
      lines: lines.map((line) => `\n${line}\n`).join(''),
    };
  };
}
