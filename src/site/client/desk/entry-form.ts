import type { RecordedEntry } from '../../../run/incident.ts';
import { element } from './element.ts';
import { fromMoment, toMoment } from './moments.ts';
import { masked } from './record.ts';

interface Saving {
  save(entry: RecordedEntry): Promise<void>;
  close(): void;
}

/** Boxes for what an entry says and when it was. */
export function entryForm(entry: RecordedEntry, { save, close }: Saving): HTMLFormElement {
  const time = element('input', { value: toMoment(entry.at), autocomplete: 'off' });
  const said = areaFor(entry.text ?? '');
  const lines = areaFor(entry.lines?.join('\n') ?? '');
  const from = element('input', { value: entry.from ?? '', autocomplete: 'off' });
  const fault = element('p', { role: 'alert' });
  const form = element(
    'form',
    { class: 'desk-edit' },
    ...(entry.text === undefined ? [] : [element('label', {}, 'What it says', said)]),
    ...(entry.lines === undefined ? [] : [element('label', {}, 'Lines that differ', lines)]),
    ...(entry.from === undefined ? [] : [element('label', {}, 'Where from', from)]),
    element('label', {}, 'When, in UTC', time),
    fault,
  );
  const cancel = element('button', { type: 'button' }, 'Cancel');
  cancel.addEventListener('click', close);
  form.append(element('p', { class: 'desk-row' }, element('button', { class: 'desk-main' }, 'Save'), cancel));
  form.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') close();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = fromMoment(time.value, entry.at.slice(0, 10));
    if (typed === undefined) {
      fault.textContent = 'Write the time as 10:03:07, or with its day as 2026-11-29 10:03:07.';
      time.focus();
      return;
    }
    // Parts of a second are not shown: they stay while nobody changes the time.
    const at = toMoment(typed) === toMoment(entry.at) ? entry.at : typed;
    void save({
      ...entry,
      at,
      ...(entry.text === undefined ? {} : { text: masked(said.value.trim()) }),
      ...(entry.lines === undefined ? {} : { lines: masked(lines.value).split('\n').filter(Boolean) }),
      ...(entry.from === undefined ? {} : { from: masked(from.value.trim()) }),
    });
  });
  return form;
}

function areaFor(value: string): HTMLTextAreaElement {
  const area = element('textarea', {
    rows: String(Math.min(8, value.split('\n').length + 1)),
    spellcheck: 'false',
  });
  area.value = value;
  return area;
}
