import { main } from '../../src/cli/main.ts';

/** What a command wrote and how it ended. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly said: string;
}

interface Around {
  readonly folder: string;
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Runs one command line of opsbook in a folder, as a person without a terminal would. */
export async function runCommand(
  argv: readonly string[],
  { folder, input = '', environment = {} }: Around,
): Promise<Ran> {
  let out = '';
  let said = '';
  const status = await main(argv, {
    folder,
    hasColour: false,
    isInteractive: false,
    environment,
    print: (text) => void (out += text),
    warn: (text) => void (said += text),
    readInput: () => Promise.resolve(input),
    interrupted: () => new Promise(() => {}),
  });
  return { status, out, said };
}
