import { join } from 'node:path';
import { withVariables } from '../../run/verify-environment.ts';
import type { VerifyService } from '../../runbook/schema/verify-schema.ts';
import { printable } from '../../runbook/words/printable.ts';
import { clearVerifyFolder, listLeftFolders } from '../../tools/verify-folder.ts';
import type { LeftFolder, VerifyFolder } from '../../tools/verify-folder.ts';
import { stopLeft } from '../../tools/verify-service.ts';
import type { Terminal } from '../command.ts';

export interface Left {
  readonly root: string;
  readonly services: Readonly<Record<string, VerifyService>>;
  readonly terminal: Pick<Terminal, 'environment' | 'warn'>;
}

/** Ends what an earlier `verify` of this book left that was killed: its services, its snippets, its folders. */
export async function cleanUpAfterKilled({ root, services, terminal }: Left): Promise<void> {
  for (const folder of await listLeftFolders('services', root)) {
    await stopServices(folder, { root, services, terminal });
    await clear(folder, terminal);
  }
  for (const folder of await listLeftFolders('verify', root)) await clear(folder, terminal);
}

/** A service says itself how it is stopped, in the folder that it was given: that holds for one that was left too. */
async function stopServices(
  { path, owner, names }: LeftFolder,
  { root, services, terminal }: Left,
): Promise<void> {
  const base = { ...terminal.environment, OPSBOOK_ROOT: root, OPSBOOK_VERIFY: path };
  const environment = Object.values(services).reduce(
    (known, service) => withVariables(known, service.environment ?? {}),
    base as Readonly<Record<string, string | undefined>>,
  );
  for (const name of names) {
    const stop = Object.hasOwn(services, name) ? services[name]?.stop : undefined;
    if (stop === undefined) continue;
    terminal.warn(`stopping ${printable(name)}, which a run that was killed has left\n`);
    await stopLeft(stop, { folder: join(path, name), environment, owner });
  }
}

async function clear(folder: VerifyFolder, terminal: Left['terminal']): Promise<void> {
  for (const { command, pid } of await clearVerifyFolder(folder)) {
    if (isOwnShell(command)) continue;
    const shown = command.length > LONGEST ? `${command.slice(0, LONGEST - 1)}…` : command;
    terminal.warn(`ended what a run that was killed has left: ${printable(shown)} (process ${pid})\n`);
  }
}

const LONGEST = 100;

/** The shell around a snippet holds more of opsbook than of the snippet. */
function isOwnShell(command: string): boolean {
  return command.includes('__opsbook_');
}
