import newInstance from 'jq-wasm/dist/build/jq.js';

/** Characters of a program: jq writes all of it out for each fault that it has, and its stack is small. */
const LONGEST = 5000;
/** Brackets and strings inside each other: one program that uses up jq's stack would spoil it for all that follow. */
const MOST_LEVELS = 100;

/** Programs that are compiled in one go: each call of jq's build leaks memory. */
const AT_ONCE = 40;
/** Calls of one instance: the build ends for good after some three hundred. */
const MOST_CALLS = 150;

/** Why jq cannot compile a program, by program; those that compile are left out. Nothing is run. */
export async function compileJq(programs: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const faults = new Map<string, string>();
  const compile = compiler();
  const all = [...new Set(programs)];
  const whole = all.filter(isBalanced);
  const alone = all.filter((program) => !isBalanced(program));
  for (let at = 0; at < whole.length; at += AT_ONCE) {
    const some = whole.slice(at, at + AT_ONCE);
    const reason = await compile(some.join('\n), ('));
    if (reason !== undefined) alone.push(...some);
  }
  for (const program of alone) {
    const reason = await compile(program);
    if (reason !== undefined) faults.set(program, reason);
  }
  return faults;
}

/** Whether all brackets and quotes of a program are closed: one that is not could be closed by the next program. */
function isBalanced(program: string): boolean {
  const count = (mark: string): number => program.split(mark).length - 1;
  const pairs = ['()', '[]', '{}'].every((pair) => count(pair.charAt(0)) === count(pair.charAt(1)));
  return program.length < 500 && pairs && count('"') % 2 === 0 && !program.includes('#');
}

/** What the build of jq hands out, whose own types say nothing: it rejects with what jq says. */
interface Jq {
  raw(input: string, program: string, flags: readonly string[]): Promise<string>;
}

/** Compiles one program after the other, in as many instances of jq as that takes. */
function compiler(): (program: string) => Promise<string | undefined> {
  let calls = 0;
  let instance = newInstance();
  const renew = (): void => {
    [calls, instance] = [0, newInstance()];
  };
  return async (program) => {
    if (program.length > LONGEST) return `nothing of more than ${LONGEST} characters`;
    if (levelsOf(program) > MOST_LEVELS) return `nothing of more than ${MOST_LEVELS} levels`;
    if (calls >= MOST_CALLS) renew();
    // An instance that has ended takes no more programs: what ends a new one too is a program that jq cannot take.
    for (const isLast of [false, true]) {
      try {
        calls += 1;
        // `empty` gives nothing to the program, so it is compiled and never evaluated.
        const jq = (await instance) as Jq;
        await jq.raw('null', `empty | (${program}\n)`, []);
        return undefined;
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        if (/jq: (?:error|\d+ compile)/.test(said)) return reasonIn(said);
        renew();
        if (isLast) return 'nothing, and ends';
      }
    }
    return undefined;
  };
}

function reasonIn(said: string): string {
  // Matches `jq: error: syntax error, unexpected ')' (Unix shell quoting issues?) at <top-level>, line 1:`.
  const reason = /error: (.{1,500}?)(?: \(Unix shell quoting issues\?\))? at </.exec(said)?.[1];
  return (
    reason?.replace(/INVALID_CHARACTER|, expecting QQ\w.*/, (token) =>
      token.startsWith(',') ? '' : 'end',
    ) ?? 'it does not compile'
  );
}

/** How deep a program goes; brackets in its strings are counted too, and no person writes that many. */
function levelsOf(program: string): number {
  let [level, deepest] = [0, 0];
  for (const [mark] of program.matchAll(/[([{]|[)\]}]/g)) {
    level = '([{'.includes(mark) ? level + 1 : Math.max(0, level - 1);
    deepest = Math.max(deepest, level);
  }
  return deepest;
}
