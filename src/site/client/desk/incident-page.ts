import type { Incident, RecordedEntry } from '../../../run/incident.ts';
import { announce } from '../announce.ts';
import { closing } from './closing.ts';
import { earlierIncidents } from './earlier.ts';
import { readFacts } from './facts.ts';
import { headForm } from './head-form.ts';
import { noteForm } from './note-form.ts';
import { deskState, entryOf, faultOf, refresh, watch } from './record.ts';
import { dropOne, onChange, putOne, readIncident } from './store.ts';
import type { Demanded } from './demanded.ts';
import { showDemanded } from './demanded.ts';
import { textButtons } from './texts.ts';
import { timelineList } from './timeline-list.ts';

/** How often what is due is looked at, in milliseconds. */
const PACE = 15_000;

/** The page of an incident: the one that runs, or with `?id=` an earlier one. */
export async function incidentPage(): Promise<void> {
  const place = document.querySelector<HTMLElement>('[data-desk-page]');
  if (!place) return;
  place.hidden = false;
  const facts = readFacts();
  const wanted = new URLSearchParams(location.search).get('id');
  let shown: Incident | undefined;

  const find = (name: string): HTMLElement => {
    const found = place.querySelector<HTMLElement>(`[data-desk="${name}"]`);
    if (!found) throw new Error(`The page of the incident has no place for ${name}.`);
    return found;
  };
  const said = find('said');
  const tell = (text: string): void => {
    said.textContent = text;
    announce(text);
  };
  /** Does something with what is stored, and shows what came of it. */
  const store = async (work: () => Promise<void>, done = ''): Promise<void> => {
    try {
      await work();
      tell(done);
    } catch (error) {
      tell(`${faultOf(error)} Copy the Markdown below.`);
    }
    await read();
  };
  const of = (): Incident => {
    if (!shown) throw new Error('No incident is shown.');
    return shown;
  };
  const change = (entry: RecordedEntry): Promise<void> =>
    store(() => putOne(of().id, { ...entry, changedAt: new Date().toISOString() }), 'Changed.');

  const showEntries = timelineList(find('timeline'), {
    change,
    remove: (entry) => store(() => dropOne(of().id, entry.id)),
  });
  const demanded: Demanded = { place: find('facts'), facts };
  const showHead = headForm(find('head'), { facts, store, of });
  const showTexts = textButtons(find('texts'), { facts, of, tell, store });
  const showClosing = closing(find('closing'), { store, of });
  const showEarlier = earlierIncidents(find('earlier'), { facts, tell, read: () => read() });
  find('note').append(
    noteForm((kind, text) => store(() => putOne(of().id, entryOf({ kind, text })), 'Written down.')),
  );

  async function read(): Promise<void> {
    await refresh();
    const current = deskState().incident;
    const asked =
      wanted === null || wanted === current?.id ? current : await readIncident(wanted).catch(() => undefined);
    show(asked);
    await showEarlier(asked?.id);
  }

  function show(incident: Incident | undefined): void {
    shown = incident;
    find('none').hidden = incident !== undefined;
    find('open').hidden = incident === undefined;
    const heading = document.querySelector('h1');
    if (heading) heading.textContent = incident?.title ?? 'Incident';
    if (!incident) return;
    const isCurrent = deskState().incident?.id === incident.id;
    showHead(incident);
    showDemanded(demanded, incident);
    showEntries(incident.entries);
    showTexts(incident);
    showClosing(incident, isCurrent);
  }

  onChange(() => void read());
  watch(({ incident }) => {
    // What the bar records stands here at once.
    if (incident && shown && incident.id === shown.id && incident.entries.length !== shown.entries.length)
      show(incident);
  });
  setInterval(() => {
    if (shown) showDemanded(demanded, shown);
  }, PACE);
  await read();
}
