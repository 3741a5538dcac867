import { announce } from './announce.ts';
import { write } from './clipboard.ts';
import { shownValues } from './shown-values.ts';

const SHOWN_MS = 2000;

/** Copies `opsbook run …` for the step of a button, and says so. */
export async function copyTerminalCommand(button: HTMLElement): Promise<void> {
  const before = button.textContent;
  const isCopied = await write(terminalCommand(button));
  button.textContent = isCopied ? 'Copied' : 'No clipboard here';
  announce(isCopied ? `Copied: ${terminalCommand(button)}` : button.textContent);
  setTimeout(() => (button.textContent = before), SHOWN_MS);
}

/** How a step is run in a terminal, with the values of the page that are not its defaults. */
function terminalCommand(button: HTMLElement): string {
  const id = button.closest<HTMLElement>('[data-runbook]')?.dataset['runbook'] ?? '';
  const { line = '', env } = button.closest<HTMLElement>('.variant')?.dataset ?? {};
  const name = button.closest<HTMLElement>('.step')?.dataset['step'] ?? `line ${line}`;
  const values = [...shownValues()].filter(([, { isDefault }]) => !isDefault);
  const words = [
    ...['opsbook', 'run', id, '--step', name],
    ...(env === undefined ? [] : ['--env', env]),
    ...values.flatMap(([param, { value }]) => ['--set', `${param}=${value}`]),
  ];
  return words.map(quoted).join(' ');
}

/** A word of the shell; in single quotes nothing has a meaning but they. */
function quoted(word: string): string {
  return /^[\w./:@%=+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
