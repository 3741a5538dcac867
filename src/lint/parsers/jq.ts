import { raw } from 'jq-wasm';

/** Characters of a program: jq writes all of it out for each fault that it has. */
const LONGEST = 20_000;

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
