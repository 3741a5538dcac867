import type { Incident } from '../../../run/incident.ts';
import { element } from './element.ts';
import { fromMoment, toMoment } from './moments.ts';
import type { PageParts } from './page-parts.ts';
import { entryOf, masked } from './record.ts';
import { changeHead } from './store.ts';

/** Closes an incident, with when it was resolved and what it was; opens one again that is closed. */
export function closing(
  place: HTMLElement,
  { of, store }: Pick<PageParts, 'of' | 'store'>,
): (incident: Incident, isCurrent: boolean) => void {
  const open = element('button', { type: 'button' }, 'Close the incident');
  const time = element('input', { autocomplete: 'off' });
  const summary = element('textarea', {
    rows: '2',
    placeholder: 'What it was, and how you saw that it was over',
  });
  const fault = element('p', { role: 'alert' });
  const cancel = element('button', { type: 'button' }, 'Cancel');
  const form = element(
    'form',
    { class: 'desk-edit' },
    element('label', {}, 'Resolved at, in UTC', time),
    element('label', {}, 'Summary', summary),
    fault,
    element('p', { class: 'desk-row' }, element('button', { class: 'desk-main' }, 'Close it'), cancel),
  );
  form.hidden = true;
  const again = element('button', { type: 'button' }, 'Open it again');
  const shut = (): void => {
    form.hidden = true;
    open.hidden = false;
  };
  open.addEventListener('click', () => {
    time.value = toMoment(new Date().toISOString());
    form.hidden = false;
    open.hidden = true;
    summary.focus();
  });
  cancel.addEventListener('click', shut);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const at = fromMoment(time.value, new Date().toISOString().slice(0, 10));
    if (at === undefined) {
      fault.textContent = 'Write the time as 10:03, or with its day as 2026-11-29 10:03.';
      return;
    }
    shut();
    fault.textContent = '';
    const text = masked(summary.value.trim());
    const entry = { ...entryOf({ kind: 'closed', text }), at };
    const head = { closedAt: at, ...(text === '' ? {} : { summary: text }) };
    void store(
      () => changeHead(of().id, { head, entry, isCurrent: false }),
      'The incident is closed. Its Markdown can still be copied.',
    );
  });
  again.addEventListener('click', () => {
    const isClosed = of().closedAt !== undefined;
    const entry = isClosed ? { entry: entryOf({ kind: 'reopened' }) } : {};
    void store(
      () => changeHead(of().id, { head: {}, without: ['closedAt'], isCurrent: true, ...entry }),
      'The incident is open again.',
    );
  });
  place.append(element('p', { class: 'desk-row' }, open, again), form);
  return (_, isCurrent) => {
    open.hidden = !isCurrent || !form.hidden;
    again.hidden = isCurrent;
    if (!isCurrent) form.hidden = true;
  };
}
