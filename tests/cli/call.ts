import { main } from '../../src/cli/main.ts';
import type { ExitStatus } from '../../src/cli/command.ts';

/** What one call of the command line printed, and how it ended. */
export interface Called {
  readonly status: ExitStatus;
  readonly out: string;
  readonly said: string;
}

/** Calls `opsbook` without a terminal, in a folder. */
export async function call(folder: string, ...argv: readonly string[]): Promise<Called> {
  let out = '';
  let said = '';
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|DATABASE_URL|npm_|INIT_CWD)/.test(name));
  const status = await main(argv, {
    folder,
    hasColour: false,
    isInteractive: false,
    environment: Object.fromEntries(kept),
    print: (text) => void (out += text),
    warn: (text) => void (said += text),
    readInput: () => Promise.resolve(''),
    interrupted: () => new Promise(() => undefined),
  });
  return { status, out, said };
}
