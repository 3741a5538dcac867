import { readIncidentFile } from '../../../run/incident-file.ts';
import { incidentNoteName } from '../../../run/incident-note.ts';
import { mergeIncidents } from '../../../run/incident.ts';
import { base } from '../site-base.ts';
import { download } from './download.ts';
import { element } from './element.ts';
import type { PageParts } from './page-parts.ts';
import { deskState, faultOf } from './record.ts';
import { dropIncident, listIncidents, putIncident, readIncident } from './store.ts';
import type { IncidentHead } from './store.ts';
import { exportJson, noteOf } from './texts.ts';

interface Earlier extends Pick<PageParts, 'facts' | 'tell'> {
  /** Shows the page anew. */
  read(): Promise<void>;
}

/** The other incidents of this browser, and a way in for those of another. */
export function earlierIncidents(
  place: HTMLElement,
  parts: Earlier,
): (shown: string | undefined) => Promise<void> {
  const list = element('ul', { class: 'desk-earlier' });
  const none = element('p', {}, 'There are no others in this browser.');
  const file = element('input', { type: 'file', accept: '.json,application/json' });
  file.addEventListener('change', () => {
    const [given] = file.files ?? [];
    if (given) void take(given, parts).finally(() => (file.value = ''));
  });
  place.append(
    list,
    none,
    element('p', {}, element('label', {}, 'Go on with one of another browser: import its JSON ', file)),
  );
  return async (shown) => {
    const heads = await listIncidents().catch(() => []);
    const others = heads.filter(({ id }) => id !== shown);
    none.hidden = others.length > 0;
    list.replaceChildren(...others.map((head) => row(head, parts)));
  };
}

function row({ id, title, begunAt, closedAt }: IncidentHead, { facts, tell, read }: Earlier): HTMLLIElement {
  const button = (words: string, work: () => Promise<void>): HTMLButtonElement => {
    const made = element('button', { type: 'button', 'aria-label': `${words}: ${title}` }, words);
    made.addEventListener('click', () => void work());
    return made;
  };
  const remove = button('Delete', async () => {
    if (remove.dataset['sure'] === undefined) {
      remove.dataset['sure'] = '';
      remove.textContent = 'Delete for good';
      return;
    }
    await dropIncident(id).then(
      () => tell('Deleted.'),
      (error: unknown) => tell(faultOf(error)),
    );
    await read();
  });
  const state = closedAt === undefined ? 'open' : 'closed';
  return element(
    'li',
    {},
    element('a', { href: `${base()}incident/?id=${encodeURIComponent(id)}` }, title),
    element('span', { class: 'quiet' }, ` ${begunAt.slice(0, 16).replace('T', ' ')} UTC, ${state} `),
    element(
      'span',
      { class: 'desk-row' },
      button('Markdown', async () => {
        const incident = await readIncident(id);
        if (incident) download(incidentNoteName(incident), noteOf(incident, facts), 'text/markdown');
      }),
      button('JSON', async () => {
        const incident = await readIncident(id);
        if (incident) exportJson(incident);
      }),
      remove,
    ),
  );
}

/** Takes an incident in; what this browser has of the same one stays. */
async function take(file: File, { tell, read }: Earlier): Promise<void> {
  const text = await file.text().catch(() => '');
  const given = readIncidentFile(text);
  if ('fault' in given) return tell(given.fault);
  try {
    const known = await readIncident(given.incident.id);
    const incident = known ? mergeIncidents(known, given.incident) : given.incident;
    const isFree = deskState().incident === undefined && incident.closedAt === undefined;
    await putIncident(incident, isFree);
    tell(
      isFree ? `“${incident.title}” goes on here.` : `“${incident.title}” is among the earlier incidents.`,
    );
  } catch (error) {
    tell(faultOf(error));
  }
  await read();
}
