import type { RecordedEntry } from '../../../run/incident.ts';
import { sentenceOf } from '../../../run/timeline.ts';
import { announce } from '../announce.ts';
import { element } from './element.ts';
import { entryForm } from './entry-form.ts';
import { localClock, toMoment } from './moments.ts';
import { sayMarked } from './say.ts';

/** What can be done with an entry; each resolves when it is stored. */
export interface EntryActions {
  change(entry: RecordedEntry): Promise<void>;
  remove(entry: RecordedEntry): Promise<void>;
}

/** Shows entries as a list, the newest at its foot. An entry that is as before stays where the focus may be in it. */
export function timelineList(
  list: HTMLElement,
  actions: EntryActions,
): (entries: readonly RecordedEntry[]) => void {
  const shown = new Map<string, { readonly item: HTMLLIElement; readonly text: string }>();
  return (entries) => {
    const ids = new Set(entries.map(({ id }) => id));
    for (const [id, { item }] of shown)
      if (!ids.has(id)) {
        item.remove();
        shown.delete(id);
      }
    entries.forEach((entry, index) => {
      const day = entries[index - 1]?.at.slice(0, 10);
      const text = JSON.stringify([entry, day]);
      const known = shown.get(entry.id);
      const item = known?.item ?? element('li', {});
      if (known?.text !== text && !item.contains(item.querySelector('form'))) {
        fill(item, { entry, day }, actions);
        shown.set(entry.id, { item, text });
      }
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
    });
  };
}

interface Shown {
  readonly entry: RecordedEntry;
  /** Of the entry before. */
  readonly day: string | undefined;
}

function fill(item: HTMLLIElement, { entry, day }: Shown, actions: EntryActions): void {
  const { at, isStruck } = entry;
  const moment = at.slice(0, 10) === day ? toMoment(at).slice(11) : toMoment(at);
  const sentence = element(isStruck ? 's' : 'span', { class: 'desk-said' }, ...sayMarked(sentenceOf(entry)));
  const local = localClock(at);
  const menu = element('details', { class: 'desk-menu' }, element('summary', {}, 'Change'));
  const button = (words: string, work: () => void): HTMLButtonElement => {
    const made = element('button', { type: 'button' }, words);
    made.addEventListener('click', work);
    return made;
  };
  const remove = button('Delete', () => {
    // A second press, so that nothing is gone by a slip of the hand.
    if (remove.dataset['sure'] === undefined) {
      remove.dataset['sure'] = '';
      remove.textContent = 'Delete for good';
      return;
    }
    const next = item.nextElementSibling ?? item.previousElementSibling;
    void actions.remove(entry).then(() => {
      announce('Deleted.');
      next?.querySelector<HTMLElement>('summary')?.focus();
    });
  });
  const { isStruck: _, ...plain } = entry;
  menu.append(
    element(
      'p',
      { class: 'desk-row' },
      button('Edit', () => edit(item, { entry, day }, actions)),
      button(
        isStruck ? 'Not struck out' : 'Strike out',
        () => void actions.change(isStruck ? plain : { ...entry, isStruck: true }),
      ),
      remove,
    ),
  );
  item.replaceChildren(
    element('time', { datetime: at, title: new Date(at).toLocaleString() }, moment),
    ...(local === '' ? [] : [element('span', { class: 'desk-local' }, local)]),
    sentence,
    menu,
  );
}

function edit(item: HTMLLIElement, shown: Shown, actions: EntryActions): void {
  const close = (): void => {
    fill(item, shown, actions);
    item.querySelector<HTMLElement>('summary')?.focus();
  };
  const form = entryForm(shown.entry, {
    close,
    save: async (entry) => {
      form.remove();
      await actions.change(entry);
      item.querySelector<HTMLElement>('summary')?.focus();
    },
  });
  item.querySelector('.desk-menu')?.replaceWith(form);
  form.querySelector<HTMLElement>('textarea, input')?.focus();
}
