import { runCommand } from './run-command.ts';
import type { Ran } from './run-command.ts';

/** Calls opsbook as a shell would, in a folder, with a text on standard input. */
export function runOpsbook(
  folder: string,
  argv: readonly string[],
  ...[input = '', environment = {}]: readonly [input?: string, environment?: Readonly<Record<string, string>>]
): Promise<Ran> {
  return runCommand(argv, { folder, input, environment });
}
