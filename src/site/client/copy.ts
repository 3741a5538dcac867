import { announce } from './announce.ts';
import { write } from './clipboard.ts';
import { did } from './did.ts';
import { copyText, openEnds, openPlaces } from './fill-commands.ts';
import { factsOf } from './steps.ts';

const SHOWN_MS = 2000;

/**
 * Copies exactly the command that is shown, and says so for two seconds, and what is still missing in it. One that
 * changes something is not copied with a hole in it: the box to fill in gets the focus.
 * @param values settled once they stand in the commands: before that, `$NAME` would be copied as if it were the command
 */
export function copyButtons(values: Promise<void>): void {
  let areShown = false;
  const shown = values
    .catch(() => undefined)
    .then(() => {
      areShown = true;
    });
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('button');
    if (!button) return;
    if (areShown) press(button);
    else void shown.then(() => press(button));
  });
}

function press(button: HTMLButtonElement): void {
  if (button.matches('.copy')) void copy(button);
  // How a step is run in a terminal is written out when it is first asked for.
  else if (button.matches('.in-terminal'))
    void import('./terminal-command.ts').then(({ copyTerminalCommand }) => copyTerminalCommand(button));
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const code = button.closest('.variant')?.querySelector<HTMLElement>('code.command');
  if (!code) return;
  if (isHarmful(code)) return askFor(code, button);
  const text = copyText(code);
  const isCopied = await write(text);
  // Without a clipboard the command is selected instead, ready for Ctrl-C.
  if (!isCopied) getSelection()?.selectAllChildren(code);
  const rest = openEnds(code);
  button.textContent = (isCopied ? 'Copied' : 'Selected') + (rest && `: ${rest}`);
  announce(
    (isCopied ? 'Copied' : 'The command is selected: copy it with the keyboard') +
      (rest && `: ${rest}`) +
      '.',
  );
  setTimeout(() => (button.textContent = 'Copy'), rest ? 2 * SHOWN_MS : SHOWN_MS);
  const step = code.closest<HTMLElement>('.step');
  const language = code.closest('.variant')?.querySelector('.language')?.textContent ?? '';
  did({ kind: 'copied', ...(step ? factsOf(step) : {}), text, language });
}

function isHarmful(code: HTMLElement): boolean {
  return code.closest('[data-harms]') !== null && openPlaces(code).length > 0;
}

/** Leads to the box of the first value that is missing, and says which. */
function askFor(code: HTMLElement, button: HTMLButtonElement): void {
  const rest = openEnds(code);
  button.textContent = `Not copied: ${rest}`;
  setTimeout(() => (button.textContent = 'Copy'), 2 * SHOWN_MS);
  const name = openPlaces(code)[0]?.dataset['param'] ?? '';
  const input = document.getElementById(`value:${name}`);
  input?.closest('details')?.setAttribute('open', '');
  input?.scrollIntoView({ block: 'center' });
  input?.focus({ preventScroll: true });
  announce(`Not copied: ${rest}. Fill in ${name} first.`);
}
