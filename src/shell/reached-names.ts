import { maybeBuilds } from './evaluated-names.ts';

/**
 * The names among these that a script may come to: those that stand in it, those that it may put together, and every one
 * where it takes its environment as a whole.
 */
export function reachedNames(source: string, names: readonly string[]): ReadonlySet<string> {
  const isWhole = takesWholeEnvironment(source);
  return new Set(names.filter((name) => isWhole || source.includes(name) || maybeBuilds(source, name)));
}

// `env | sh`, `set > f`, `declare -px`.
const LISTS =
  /(?:^|[\s(;&|`])(?:env|printenv|set|export|(?:declare|typeset)\s+-\w{1,8})\s*(?:-\w{1,8}\s*)?(?:[|>;)\n`]|$)/;
// `for (k in ENVIRON)`, `values %ENV`, `os.environ.items()`, and a name that is made when the program runs.
const LOOKS =
  /\/environ\b|\bin\s+ENVIRON\b|\bENVIRON\[\s*[^\s"'\\]|%\{?ENV\b|\$ENV\{\s*\$|\benviron\b(?!\s*(?:\.get\s*\(|\[)\s*["'\\])|\bprocess\.env\b(?![.[])|\bprocess\.env\[\s*[^\s"'\\]|\$ENV\s*[|)]|\benv\s*\||\bENV\.(?:each|to_|values|map)|\barray (?:names|get) env\b|\bgetenv\(\s*[^\s"'\\]|\bprintenv\s+["']?\$|\bcompgen\b|\$\{!/;

/** Whether a script reads variables of its environment without their names. */
export function takesWholeEnvironment(source: string): boolean {
  return LISTS.test(source) || LOOKS.test(source);
}
