import { listCommands } from './piped-commands.ts';
import type { Piped } from './piped-commands.ts';
import type { Script } from './script.ts';

/** What stands around a variable. */
export interface Surroundings {
  readonly source: string;
  readonly script: Script;
  readonly commands: readonly Piped[];
  /** What could not be read may mean something else. */
  readonly hasErrors: boolean;
}

/** A script as it is asked about for each of its variables. */
export function surroundingsOf(script: Script, source: string): Surroundings {
  return { source, script, commands: listCommands(script), hasErrors: script.errors.length > 0 };
}
