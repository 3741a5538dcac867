import type { Flag } from '../../../src/shell/specs/spec.ts';

/** Go kinds of flags that need no value. */
const SWITCHES = /^(?:Bool|Count|UnNegatableBool)/;

// Matches `flags.StringVarP(&o.x, "name", "s"` and `cmd.Flags().Bool("name"`; not `fmt.Println("name"`.
const pflag =
  /\b(?:\w+\.)*\w*(?:[Ff]lags?|[Ff]lagSet|FlagSet|PersistentFlags|LocalFlags|fs|cmd|f|c)(?:\(\))?\.(Bool|BoolSlice|String|StringSlice|StringArray|StringToString|Strings|Int|Int32|Int64|Uint|Uint8|Uint16|Uint32|Uint64|IntSlice|Float32|Float64|Duration|Count|IP|IPNet|Text|Func|BoolFunc|Var)?(Var)?(P|F|PF)?\(\s*(?:&?[\w.\[\]()*&]+(?:\([^()]*\))?,\s*)?"([a-zA-Z][\w.-]*)"(?:,\s*"(\w?)")?/g;

/** Flags that Go code declares with pflag or the flag package. `dashes`: how long flags begin. */
export function readGoFlags(code: string, dashes: '-' | '--' = '--'): readonly Flag[] {
  const plain = withoutComments(code);
  const found: Flag[] = [];
  const all = [...plain.matchAll(pflag)];
  for (const [at, match] of all.entries()) {
    const [, kind = 'Var', isVar, suffix = '', name = '', short = ''] = match;
    if (isVar === undefined && kind === 'Var' && !/Var/.test(match[0])) continue;
    const hasShort = suffix.includes('P') && short !== '';
    // `f.NoOptDefVal = "true"` on the lines up to the next flag, comments between them: a switch that may have a value.
    const own = plain.slice(match.index, Math.min(all[at + 1]?.index ?? Infinity, match.index + 400));
    const isOptional = /^(?:[^\n]*\n){1,5}?\s*[\w.()"-]*\.NoOptDefVal/.test(
      own.replace(/\n(?:[ \t]*\n)+/g, '\n'),
    );
    const takes = SWITCHES.test(kind) ? 'nothing' : isOptional ? 'optional' : 1;
    found.push({ names: [...(hasShort ? [`-${short}`] : []), dashes + name], takes });
  }
  return found;
}

/** Flags of HashiCorp's own declarations: `f.StringVar(&StringVar{ Name: "x", … })`. */
export function readHashicorpFlags(code: string): readonly Flag[] {
  return [...withoutComments(code).matchAll(/&(\w+)Var\{\s*(?:[^{}"]*?)Name:\s*"([\w.-]+)"/g)].map(
    ([, kind = '', name = '']) => ({ names: [`-${name}`], takes: kind === 'Bool' ? 'nothing' : 1 }),
  );
}

/** The code without comments; strings that hold `//` (addresses) keep it. */
export function withoutComments(code: string): string {
  return code.replace(/(?<=^|\s)\/\/.*$/gm, '').replace(/(?<=^|\s)\/\*[\s\S]*?\*\//g, '');
}
