import { write } from '../clipboard.ts';
import { element } from './element.ts';

/** Shows a text to take along, selected, with a button that copies it. */
export function showText(title: string, text: string): void {
  const dialog = element('dialog', { class: 'desk-dialog', 'aria-labelledby': 'site:desk-text' });
  const area = element('textarea', { rows: '16', spellcheck: 'false', 'aria-labelledby': 'site:desk-text' });
  area.value = text;
  const copy = element('button', { type: 'button', class: 'desk-main' }, 'Copy');
  const close = element('button', { type: 'button' }, 'Close');
  copy.addEventListener('click', () => {
    void write(area.value).then(
      (isCopied) => (copy.textContent = isCopied ? 'Copied' : 'Select and copy it by hand'),
    );
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(
    element('h2', { id: 'site:desk-text' }, title),
    area,
    element('p', { class: 'desk-row' }, copy, close),
  );
  document.body.append(dialog);
  dialog.showModal();
  area.select();
}
