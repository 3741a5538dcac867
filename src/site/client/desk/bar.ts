import { announce } from '../announce.ts';
import { clock } from '../clock.ts';
import { base } from '../site-base.ts';
import { element } from './element.ts';
import { elapsed } from './elapsed.ts';
import { noteForm } from './note-form.ts';
import type { NoteKind } from './note-form.ts';
import { deskState, record } from './record.ts';
import type { DeskState } from './record.ts';
import { showText } from './text-panel.ts';
import { plainTimeline } from './plain-timeline.ts';

/** How often the time is brought up to date, in milliseconds: minutes are what counts. */
const PACE = 15_000;

interface Bar {
  readonly place: HTMLElement;
  readonly time: HTMLElement;
  readonly severity: HTMLElement;
  readonly title: HTMLElement;
  readonly count: HTMLElement;
  readonly fault: HTMLElement;
  readonly form: HTMLFormElement;
  readonly note: HTMLButtonElement;
}

let bar: Bar | undefined;
let timer: ReturnType<typeof setInterval> | undefined;
let last: DeskState | undefined;

/** The slim bar at the foot of every page while an incident runs. */
export function showBar(state: DeskState): void {
  last = state;
  const { incident, fault } = state;
  document.body.classList.toggle('has-desk', incident !== undefined);
  if (!incident) {
    bar?.place.remove();
    bar = undefined;
    clearInterval(timer);
    return;
  }
  bar ??= build();
  bar.time.textContent = elapsed(incident.begunAt, Date.now());
  bar.severity.textContent = incident.severity?.title ?? '';
  bar.severity.className = incident.severity ? `severity severity-${incident.severity.id}` : '';
  bar.title.textContent = incident.title;
  bar.count.textContent = String(incident.entries.length);
  bar.fault.hidden = fault === undefined;
  const words = bar.fault.querySelector('span');
  if (words) words.textContent = fault ?? '';
}

function build(): Bar {
  const page = `${base()}incident/`;
  const time = element('span', { class: 'desk-time' });
  const severity = element('span', {});
  const title = element('span', { class: 'desk-title' });
  const count = element('span', { class: 'desk-count' });
  const note = element('button', { type: 'button' }, 'Note');
  const timeline = element(
    'a',
    { href: page },
    'Timeline ',
    count,
    element('span', { class: 'visually-hidden' }, ' recorded'),
  );
  const take = element('button', { type: 'button' }, 'Show the text');
  const fault = element('p', { class: 'desk-fault', role: 'alert' }, element('span', {}), ' ', take);
  fault.hidden = true;
  const form = noteForm(save, closeNote);
  form.hidden = true;
  const row = element('div', { class: 'desk-bar' }, time, severity, title, note, timeline);
  const place = element(
    'section',
    { class: 'desk', 'aria-label': 'Incident', 'data-pagefind-ignore': '' },
    fault,
    form,
    row,
  );
  note.addEventListener('click', () => (form.hidden ? openNote() : closeNote()));
  take.addEventListener('click', takeText);
  document.body.append(place);
  timer = setInterval(() => {
    if (last) showBar(last);
  }, PACE);
  return { place, time, severity, title, count, fault, form, note };
}

let before: Element | null = null;

/** Opens the line for something that is to be written down, with the focus in it. */
export function openNote(): void {
  if (!bar) return;
  before = document.activeElement === bar.note ? bar.note : document.activeElement;
  bar.form.hidden = false;
  bar.form.querySelector('textarea')?.focus();
}

function closeNote(): void {
  if (!bar || bar.form.hidden) return;
  bar.form.hidden = true;
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
}

async function save(kind: NoteKind, text: string): Promise<void> {
  closeNote();
  await record({ kind, text });
  announce(deskState().fault ?? `Written down at ${clock(Date.now())}.`);
}

/** What could not be stored can still be copied. */
function takeText(): void {
  const { incident } = deskState();
  if (incident) showText('The record, as this page has it', plainTimeline(incident));
}
