/** The body of a function of a script, and those of the functions that it calls, as one text; empty for no function. */
export function bodyBehind(name: string, source: string): string {
  if (lastBodies.source !== source) lastBodies = { source, bodies: bodiesIn(source) };
  const { bodies } = lastBodies;
  const reached = new Set(bodies.has(name) ? [name] : []);
  for (const one of reached)
    for (const word of bodies.get(one)?.match(/\w{1,60}/g) ?? []) if (bodies.has(word)) reached.add(word);
  return [...reached].map((one) => bodies.get(one) ?? '').join('\n');
}

/** `f() {`, `function f {`, `f() (`. */
const FUNCTIONS = /(?<![\w$-])(\w{1,60})\s{0,9}(?:\(\)\s{0,9}[{(]|\{)/g;

/** `alias r='sudo -u app'`, which a shell that a person types into puts in the place of its name. */
const ALIASES = /\balias\s{1,9}(\w{1,60})=(?:'([^'\n]{0,400})'|"([^"\n]{0,400})"|([^\s;|&'"]{1,200}))/g;

/** Bodies of the script that was asked about last: one is asked about many times in a row. */
let lastBodies: { readonly source: string; readonly bodies: ReadonlyMap<string, string> } = {
  source: '',
  bodies: new Map(),
};

/** More functions, and longer ones, than anybody writes into a runbook. */
const MOST_FUNCTIONS = 100;
const LONGEST_BODY = 10_000;

/** The functions of a script, as far as their brackets tell. */
function bodiesIn(source: string): ReadonlyMap<string, string> {
  const bodies = new Map<string, string>();
  for (const { 0: text, 1: name = '', index } of [...source.matchAll(FUNCTIONS)].slice(0, MOST_FUNCTIONS)) {
    const [opens, closes] = text.endsWith('(') ? ['(', ')'] : ['{', '}'];
    const start = index + text.length;
    let depth = 1;
    let at = start;
    for (; at < Math.min(source.length, start + LONGEST_BODY) && depth > 0; at += 1) {
      if (source[at] === opens) depth += 1;
      else if (source[at] === closes) depth -= 1;
    }
    if (depth === 0) bodies.set(name, `${bodies.get(name) ?? ''}\n${source.slice(start, at - 1)}`);
  }
  for (const { 1: name = '', 2: single, 3: double, 4: bare } of source.matchAll(ALIASES))
    bodies.set(name, `${bodies.get(name) ?? ''}\n${single ?? double ?? bare ?? ''} "$@"`);
  return bodies;
}
