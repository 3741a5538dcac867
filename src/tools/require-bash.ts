import { programPath } from './program-path.ts';

/** bash is not there: whoever started opsbook can install it, or put it on the PATH. */
export class NoBashError extends Error {
  override readonly name = 'NoBashError';

  constructor() {
    super('install bash, or put its folder on the PATH: snippets are run by it, and it was not found.');
  }
}

/** Makes sure that snippets can be run. @throws NoBashError where bash is on no folder of the PATH */
export function requireBash(environment: Readonly<Record<string, string | undefined>>): void {
  // Without a PATH the system looks where it always does.
  if (environment['PATH'] !== undefined && programPath('bash', environment) === undefined)
    throw new NoBashError();
}
