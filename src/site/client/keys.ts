import { pressDeskKey } from './incident-desk.ts';
import { switchLines } from './lines.ts';
import { copyStep, moveStep, runStep, tickStep } from './steps.ts';

/** Keys of a runbook's steps, and of the incident. */
const PLAIN_KEYS: Readonly<Record<string, () => void>> = {
  j: () => moveStep(1),
  k: () => moveStep(-1),
  c: copyStep,
  r: runStep,
  x: tickStep,
  i: () => pressDeskKey('i'),
  n: () => pressDeskKey('n'),
  w: switchLines,
};

/** Keys that work everywhere on the site, never while somebody types. */
export function keys(): void {
  document.addEventListener('keydown', (event) => {
    const isSearch =
      (event.key === 'k' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !isTyping(event));
    if (isSearch) {
      event.preventDefault();
      focusSearch();
    } else if (event.key === '?' && !isTyping(event) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      void import('./keys-dialog.ts').then(({ showKeys }) => showKeys());
    } else if (!isTyping(event) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!Object.hasOwn(PLAIN_KEYS, event.key) || document.querySelector('dialog[open]')) return;
      // The key itself must not be typed into the box that it opens.
      event.preventDefault();
      PLAIN_KEYS[event.key]?.();
    }
  });
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select'))
  );
}

function focusSearch(): void {
  const box = document.querySelector<HTMLTextAreaElement>('[data-search] textarea');
  box?.focus();
  box?.select();
}
