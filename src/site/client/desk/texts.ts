import { writeIncidentFile } from '../../../run/incident-file.ts';
import { incidentNote, incidentNoteName } from '../../../run/incident-note.ts';
import type { Incident } from '../../../run/incident.ts';
import { handOver, statusUpdate } from '../../../run/status-update.ts';
import { write } from '../clipboard.ts';
import { duesOf, ownersOf, ownerWords } from './demanded.ts';
import { download } from './download.ts';
import { element } from './element.ts';
import type { BookFacts } from './facts.ts';
import type { PageParts } from './page-parts.ts';
import { entryOf } from './record.ts';
import { putOne } from './store.ts';
import { lookUp } from '../../../shell/look-up.ts';

/** The note of an incident, by the template of the book. */
export function noteOf(incident: Incident, { templates, services }: BookFacts): string {
  return incidentNote(incident, {
    template: templates.incident,
    nameOf: (id) => lookUp(services, id)?.name ?? id,
  });
}

/** Buttons for what leaves the page: a status update, a handover, the note, and the file for another browser. */
export function textButtons(
  place: HTMLElement,
  { facts, of, tell, store }: PageParts,
): (incident: Incident) => void {
  const area = element('textarea', { rows: '10', 'aria-label': 'Text to copy' });
  const copy = element('button', { type: 'button', class: 'desk-main' }, 'Copy');
  const note = element('button', { type: 'button' }, 'Note that it was told');
  const shut = element('button', { type: 'button' }, 'Close');
  const panel = element(
    'div',
    { class: 'desk-panel' },
    area,
    element('p', { class: 'desk-row' }, copy, note, shut),
  );
  panel.hidden = true;
  const open = (text: string, isUpdate: boolean): void => {
    area.value = text;
    note.hidden = !isUpdate;
    copy.textContent = 'Copy';
    panel.hidden = false;
    area.focus();
  };
  copy.addEventListener('click', () => {
    void write(area.value).then((isCopied) => {
      copy.textContent = isCopied ? 'Copied' : 'Select and copy it by hand';
      tell(isCopied ? 'Copied.' : 'There is no clipboard here: select the text and copy it.');
    });
  });
  note.addEventListener('click', () => {
    panel.hidden = true;
    void store(
      () => putOne(of().id, entryOf({ kind: 'told', text: area.value })),
      'Written down: it was told.',
    );
  });
  shut.addEventListener('click', () => (panel.hidden = true));

  const button = (words: string, work: (incident: Incident) => void): HTMLButtonElement => {
    const made = element('button', { type: 'button' }, words);
    made.addEventListener('click', () => work(of()));
    return made;
  };
  const now = (): Date => new Date();
  place.append(
    element(
      'p',
      { class: 'desk-row' },
      button('Status update', (incident) =>
        open(
          statusUpdate(incident, {
            template: facts.templates.update,
            now: now(),
            dues: duesOf(incident, facts),
          }),
          true,
        ),
      ),
      button('Hand over', (incident) => {
        const contact = ownersOf(incident, facts).map(ownerWords).join('\n');
        open(
          handOver(incident, {
            template: facts.templates.handoff,
            now: now(),
            contact: contact || undefined,
          }),
          false,
        );
      }),
      button('Copy Markdown', (incident) => open(noteOf(incident, facts), false)),
      button('Download Markdown', (incident) =>
        download(incidentNoteName(incident), noteOf(incident, facts), 'text/markdown'),
      ),
      button('Export JSON', (incident) => exportJson(incident)),
    ),
    panel,
  );
  return () => undefined;
}

/** The file with which another browser goes on. */
export function exportJson(incident: Incident): void {
  download(
    incidentNoteName(incident).replace(/\.md$/, '.json'),
    writeIncidentFile(incident),
    'application/json',
  );
}
