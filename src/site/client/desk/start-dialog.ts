import { base } from '../site-base.ts';
import { element } from './element.ts';

/** Asks for one line, of which nothing is required; undefined when nothing is to be started. */
export function askWhat(usual: string): Promise<string | undefined> {
  const before = document.activeElement;
  const dialog = document.createElement('dialog');
  dialog.className = 'desk-dialog';
  dialog.setAttribute('aria-labelledby', 'site:desk-title');
  const title = element('h2', { id: 'site:desk-title' }, 'Start an incident');
  const input = element('input', { name: 'title', autocomplete: 'off', placeholder: usual });
  const label = element('label', {}, 'What is wrong, in a few words', input);
  const about = element(
    'p',
    { class: 'quiet' },
    'Opened runbooks, copied commands and ticked steps are then written down with their times, in this browser only. ',
    element('a', { href: `${base()}incident/` }, 'Earlier incidents'),
  );
  const start = element('button', { value: 'start', class: 'desk-main' }, 'Start');
  const cancel = element('button', { value: 'cancel', type: 'button' }, 'Cancel');
  const form = element(
    'form',
    { method: 'dialog' },
    label,
    about,
    element('p', { class: 'desk-row' }, start, cancel),
  );
  cancel.addEventListener('click', () => dialog.close('cancel'));
  dialog.append(title, form);
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  return new Promise((settle) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      settle(dialog.returnValue === 'start' ? input.value : undefined);
    });
  });
}
