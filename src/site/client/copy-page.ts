import { announce } from './announce.ts';
import { write } from './clipboard.ts';

const SHOWN_MS = 2000;
const WORDS = 'Copy page';

/** Copies a page as Markdown, as its twin has it; where it cannot be read or copied, says so and leads to it. */
export function copyPageButtons(): void {
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button.copy-page') : null;
    if (button) void copy(button);
  });
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const text = await read(button.dataset['twin'] ?? '');
  const isCopied = text !== undefined && (await write(text));
  button.textContent = isCopied ? 'Copied' : 'Not copied';
  announce(
    isCopied ? 'The page is copied as Markdown.' : 'The page could not be copied: the link beside opens it.',
  );
  setTimeout(() => (button.textContent = WORDS), SHOWN_MS);
}

async function read(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address);
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined; // no network: the page itself is still here
  }
}
