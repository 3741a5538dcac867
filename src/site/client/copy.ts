import { announce } from './announce.ts';

const SHOWN_MS = 2000;

/** Copies exactly the command that is shown, and says so for two seconds. */
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
  const isCopied = await write(code);
  button.textContent = isCopied ? 'Copied' : 'Selected';
  announce(isCopied ? 'Copied.' : 'The command is selected: copy it with the keyboard.');
  setTimeout(() => (button.textContent = 'Copy'), SHOWN_MS);
}

/** Without a secure context there is no clipboard: the command is selected instead, ready for Ctrl-C. */
async function write(code: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection()?.selectAllChildren(code);
    return false;
  }
}
