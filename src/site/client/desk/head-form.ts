import type { Incident } from '../../../run/incident.ts';
import { element } from './element.ts';
import type { PageParts } from './page-parts.ts';
import { entryOf, masked } from './record.ts';
import { changeHead } from './store.ts';

/** What stands at the head of an incident, each in a box that is stored when it is left. */
export function headForm(
  place: HTMLElement,
  { facts, of, store }: Pick<PageParts, 'facts' | 'of' | 'store'>,
): (incident: Incident) => void {
  const title = element('input', { autocomplete: 'off' });
  const severity = element(
    'select',
    {},
    new Option('not said', ''),
    ...facts.severities.map(({ id, title: word }) => new Option(word, id)),
  );
  const impact = element('input', {
    autocomplete: 'off',
    placeholder: 'Who is affected, and what they cannot do',
  });
  const ref = element('input', { autocomplete: 'off', placeholder: 'Its channel or ticket' });
  const form = element(
    'form',
    { class: 'desk-head' },
    element('label', {}, 'What is wrong', title),
    element('label', {}, 'Severity', severity),
    element('label', {}, 'Impact', impact),
    element('label', {}, 'Discussed in', ref),
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  title.addEventListener('change', () => {
    const next = masked(title.value.trim());
    if (next !== '') void store(() => changeHead(of().id, { head: { title: next } }), 'Changed.');
  });
  for (const [name, box] of [
    ['impact', impact],
    ['ref', ref],
  ] as const)
    box.addEventListener('change', () => {
      const next = masked(box.value.trim());
      const change = next === '' ? { head: {}, without: [name] } : { head: { [name]: next } };
      void store(() => changeHead(of().id, change), 'Changed.');
    });
  severity.addEventListener('change', () => {
    const before = of().severity;
    const next = facts.severities.find(({ id }) => id === severity.value);
    const was = before ? `, was ${before.title}` : '';
    const entry = entryOf({ kind: 'severity', text: `${next?.title ?? 'not said'}${was}` });
    const change = next
      ? { head: { severity: { id: next.id, title: next.title } } }
      : { head: {}, without: ['severity'] as const };
    void store(() => changeHead(of().id, { ...change, entry }), 'The severity is changed.');
  });
  place.append(form);
  return (incident) => {
    const known = incident.severity;
    // One that this book does not have stays what it is.
    if (known && ![...severity.options].some(({ value }) => value === known.id))
      severity.append(new Option(known.title, known.id));
    severity.value = known?.id ?? '';
    for (const [box, text] of [
      [title, incident.title],
      [impact, incident.impact],
      [ref, incident.ref],
    ] as const)
      if (document.activeElement !== box) box.value = text ?? '';
  };
}
