import type { Fault } from '../runbook/finding.ts';
import { SETTINGS_FILE } from '../runbook/schema/settings.ts';
import { printable } from '../runbook/words/printable.ts';
import type { Terminal } from './command.ts';

/**
 * Says what is wrong with `opsbook.yaml`, and whether it is an error: with settings that mean something else than
 * they say, nothing is run.
 */
export function refuseSettings(faults: readonly Fault[], terminal: Pick<Terminal, 'warn'>): boolean {
  const errors = faults.filter(({ level = 'error' }) => level === 'error');
  for (const { message, range, ruleId } of errors) {
    const { line, column } = range?.start ?? { line: 1, column: 1 };
    terminal.warn(`${SETTINGS_FILE}:${line}:${column}  error  ${printable(message)}  ${ruleId}\n`);
  }
  if (errors.length > 0) terminal.warn('Nothing was run: fix the settings above.\n');
  return errors.length > 0;
}
