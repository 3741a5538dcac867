import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

/** Where a preview of the site is published: as the flag says, else as `OPSBOOK_PREVIEW` does. */
export function previewAddress(
  given: string | undefined,
  { environment }: Pick<Terminal, 'environment'>,
): string | undefined {
  const address = given ?? (environment['OPSBOOK_PREVIEW'] || undefined);
  if (address !== undefined && !/^https?:\/\/[^\s]+$/.test(address))
    throw new UsageError(`--preview takes an address like https://preview.example.org, not \`${address}\`.`);
  return address;
}
