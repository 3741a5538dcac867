import { raw } from 'jq-wasm';

/** Characters of a program: jq writes all of it out for each fault that it has, and its stack is small. */
const LONGEST = 5000;
/** Brackets and strings inside each other: one program that uses up jq's stack would spoil it for all that follow. */
const MOST_LEVELS = 100;

/** Why jq cannot compile a program, by program; those that compile are left out. Nothing is run. */
export async function compileJq(programs: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const faults = new Map<string, string>();
  for (const program of new Set(programs)) {
    const reason = await compile(program);
    if (reason !== undefined) faults.set(program, reason);
  }
  return faults;
}

async function compile(program: string): Promise<string | undefined> {
  if (program.length > LONGEST) return `nothing of more than ${LONGEST} characters`;
  if (levelsOf(program) > MOST_LEVELS) return `nothing of more than ${MOST_LEVELS} levels`;
  try {
    // `empty` gives nothing to the program, so it is compiled and never evaluated.
    await raw('null', `empty | (${program}\n)`);
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // Matches `jq: error: syntax error, unexpected ')' (Unix shell quoting issues?) at <top-level>, line 1:`.
    const reason = /error: (.+?)(?: \(Unix shell quoting issues\?\))? at </.exec(said)?.[1];
    return (
      reason?.replace(/INVALID_CHARACTER|, expecting QQ\w+.*$/, (token) =>
        token.startsWith(',') ? '' : 'end',
      ) ?? 'it does not compile'
    );
  }
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
