import { announce } from './announce.ts';
import { write } from './clipboard.ts';
import { openEnds } from './fill-commands.ts';

const SHOWN_MS = 2000;

/** Copies exactly the command that is shown, and says so for two seconds, and what is still missing in it. */
export function copyButtons(): void {
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button.copy') : null;
    if (button) void copy(button);
  });
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const code = button.closest('.variant')?.querySelector<HTMLElement>('code.command');
  if (!code) return;
  const isCopied = await write(code.textContent);
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
}
