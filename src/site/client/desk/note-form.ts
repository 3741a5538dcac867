import { element } from './element.ts';

/** What a person may write down, and what each is called. */
export const NOTE_KINDS = [
  { kind: 'remark', words: 'Note' },
  { kind: 'decision', words: 'Decision' },
  { kind: 'people', words: 'People' },
  { kind: 'told', words: 'Told others' },
] as const;
export type NoteKind = (typeof NOTE_KINDS)[number]['kind'];

/** A line to write something down in: Enter saves it, Escape puts it away. What stood in it stays until it is saved. */
export function noteForm(
  save: (kind: NoteKind, text: string) => Promise<void>,
  close?: () => void,
): HTMLFormElement {
  const text = element('textarea', {
    rows: '1',
    'aria-label': 'What happened',
    placeholder: 'What happened',
  });
  const kind = element(
    'select',
    { 'aria-label': 'What it is' },
    ...NOTE_KINDS.map(({ kind: value, words }) => new Option(words, value)),
  );
  const form = element(
    'form',
    { class: 'desk-note' },
    kind,
    text,
    element('button', { class: 'desk-main' }, 'Save'),
  );
  const submit = (): void => {
    const said = text.value.trim();
    if (said === '') return close?.();
    const chosen = NOTE_KINDS.find((one) => one.kind === kind.value)?.kind ?? 'remark';
    text.value = '';
    kind.value = 'remark';
    void save(chosen, said);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close?.();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.target !== text) return;
    event.preventDefault();
    submit();
  });
  return form;
}
