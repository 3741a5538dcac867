import { listDues } from '../../../run/dues.ts';
import type { Due } from '../../../run/dues.ts';
import { runbooksOf } from '../../../run/incident.ts';
import type { Incident } from '../../../run/incident.ts';
import { momentOf } from '../../../run/status-update.ts';
import { base } from '../site-base.ts';
import { elapsed } from './elapsed.ts';
import { element } from './element.ts';
import type { BookFacts, TeamFacts } from './facts.ts';
import { localClock } from './moments.ts';
import { lookUp } from '../../../shell/look-up.ts';

export interface Demanded {
  readonly place: HTMLElement;
  readonly facts: BookFacts;
}

/** What is due by the severity that an incident has. */
export function duesOf(incident: Incident, facts: BookFacts): readonly Due[] {
  const severity = facts.severities.find(({ id }) => id === incident.severity?.id);
  return severity ? listDues(incident, severity, new Date()) : [];
}

/** Since when, what is due when, whom to tell, and who owns what is broken: in words, and quiet. */
export function showDemanded({ place, facts }: Demanded, incident: Incident): void {
  const now = new Date();
  const { begunAt, closedAt } = incident;
  const severity = facts.severities.find(({ id }) => id === incident.severity?.id);
  const local = localClock(begunAt);
  const lasted =
    closedAt === undefined
      ? `${elapsed(begunAt, now.getTime())} ago`
      : `resolved after ${elapsed(begunAt, Date.parse(closedAt))}`;
  const rows: (readonly [string, readonly (Node | string)[]])[] = [
    ['Begun', [`${momentOf(begunAt, now)}${local === '' ? '' : ` (${local})`}, ${lasted}`]],
    ...(severity?.respond === undefined ? [] : [['Answer', [severity.respond]] as const]),
    ...duesOf(incident, facts).map(
      (due) => [due.what === 'respond' ? 'Respond' : 'Update', [dueWords(due, now)]] as const,
    ),
    ...(severity && severity.tell.length > 0 ? [['Tell', [severity.tell.join(', ')]] as const] : []),
    ...runbooksOf(incident).map(
      ({ id, title }) => ['Runbook', [element('a', { href: runbookAddress(id) }, title)]] as const,
    ),
    ...ownersOf(incident, facts).map((team) => ['Owner', [ownerWords(team)]] as const),
  ];
  place.replaceChildren(
    ...rows.map(([term, words]) => element('div', {}, element('dt', {}, term), element('dd', {}, ...words))),
  );
}

function dueWords({ what, period, at, state }: Due, now: Date): string {
  const until = momentOf(at, now);
  if (what === 'update')
    return state === 'past' ? `every ${period}: due since ${until}` : `every ${period}: the next by ${until}`;
  const words = {
    open: `by ${until}`,
    past: `due since ${until}`,
    done: 'done in time',
    late: `done, after ${until}`,
  };
  return `within ${period}: ${words[state]}`;
}

/** The address of a runbook; its id may come from a file. */
function runbookAddress(id: string): string {
  return `${base()}runbooks/${id.split('/').map(encodeURIComponent).join('/')}/`;
}

/** The teams that own the runbooks that were opened; the owners of their services, where those name none. */
export function ownersOf(incident: Incident, facts: BookFacts): readonly TeamFacts[] {
  const ids = runbooksOf(incident).flatMap(({ owner, services }) =>
    owner === undefined ? services.flatMap((id) => lookUp(facts.services, id)?.owner ?? []) : [owner],
  );
  return [...new Set(ids)].flatMap((id) => lookUp(facts.teams, id) ?? []);
}

/** `Platform: #platform, then pager 4; then call Infrastructure`. */
export function ownerWords({ name, contact, next }: TeamFacts): string {
  const reach = contact.length === 0 ? 'no contact written down yet' : contact.join(', then ');
  return `${name}: ${reach}${next === undefined ? '' : `; then call ${next}`}`;
}
