import { pressDeskKey } from './incident-desk.ts';
import { areKeysEverywhere } from './keys-everywhere.ts';
import { switchLines } from './lines.ts';
import { copyStep, moveStep, runStep, tickStep } from './steps.ts';

/**
 * Keys of a runbook's steps: they act while the focus is in a step. Elsewhere a letter is the browser's, which may
 * search the page by it, unless the reader has said that they act everywhere.
 */
const STEP_KEYS: Readonly<Record<string, () => void>> = {
  j: () => moveStep(1),
  k: () => moveStep(-1),
  c: copyStep,
  r: runStep,
  x: tickStep,
};
/** Keys of the page and of the incident, wherever the focus is. */
const PAGE_KEYS: Readonly<Record<string, () => void>> = {
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
      if (document.querySelector('dialog[open]')) return;
      const act = lookUp(PAGE_KEYS, event.key) ?? (isForSteps() ? lookUp(STEP_KEYS, event.key) : undefined);
      if (!act) return;
      // The key itself must not be typed into the box that it opens.
      event.preventDefault();
      act();
    }
  });
}

function lookUp(keys: Readonly<Record<string, () => void>>, key: string): (() => void) | undefined {
  return Object.hasOwn(keys, key) ? keys[key] : undefined;
}

function isForSteps(): boolean {
  return Boolean(document.activeElement?.closest('.step, .step-item')) || areKeysEverywhere();
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
