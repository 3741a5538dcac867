import { main } from '../../src/cli/main.ts';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly said: string;
}

/** Calls opsbook as a shell would, in a folder, with a text on standard input. */
export async function runOpsbook(
  folder: string,
  argv: readonly string[],
  ...[input = '', environment = {}]: readonly [input?: string, environment?: Readonly<Record<string, string>>]
): Promise<Outcome> {
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
