import { areKeysEverywhere, setKeysEverywhere } from './keys-everywhere.ts';

/** What each key does, as `?` shows it. */
const KEYS: readonly (readonly [key: string, meaning: string])[] = [
  ['/', 'search, from anywhere (Ctrl-K too)'],
  ['↓ ↑', 'next and previous result'],
  ['Enter', 'open the result; with Ctrl in a new tab'],
  ['Esc', 'close the results'],
  ['j k', 'next and previous step, while the focus is in one'],
  ['c', "copy that step's command"],
  ['r', 'run that step, in opsbook serve --run'],
  ['x', 'tick that step'],
  ['w', 'wrap or scroll long lines'],
  ['i', 'start an incident, or open the one that runs'],
  ['n', 'add a line to it'],
  ['?', 'this list'],
];

/** Shows what each key does. */
export function showKeys(): void {
  const known = document.querySelector<HTMLDialogElement>('dialog.keys-dialog');
  const dialog = known ?? buildDialog();
  if (!dialog.open) dialog.showModal();
}

function buildDialog(): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'keys-dialog';
  dialog.setAttribute('aria-labelledby', 'site:keys-title');
  const title = document.createElement('h2');
  title.id = 'site:keys-title';
  title.textContent = 'Keys';
  const list = document.createElement('dl');
  for (const [key, meaning] of KEYS) {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    const name = document.createElement('kbd');
    name.textContent = key;
    term.append(name);
    const text = document.createElement('dd');
    text.textContent = meaning;
    row.append(term, text);
    list.append(row);
  }
  const form = document.createElement('form');
  form.method = 'dialog';
  const close = document.createElement('button');
  close.textContent = 'Close';
  form.append(close);
  dialog.append(title, list, everywhere(), form);
  document.body.append(dialog);
  return dialog;
}

/** Whoever does not search pages by typing may have the step keys without going to a step first. */
function everywhere(): HTMLElement {
  const label = document.createElement('label');
  label.className = 'keys-everywhere';
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = areKeysEverywhere();
  box.addEventListener('change', () => setKeysEverywhere(box.checked));
  label.append(box, ' These act wherever the focus is');
  return label;
}
