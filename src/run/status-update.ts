import { fillTemplate } from './fill-template.ts';
import type { Due } from './dues.ts';
import { doneSteps, runbooksOf } from './incident.ts';
import type { Incident } from './incident.ts';

/** `10:03 UTC`, with its day where that is not today's. */
export function momentOf(at: string, now: Date): string {
  const isToday = at.slice(0, 10) === now.toISOString().slice(0, 10);
  return `${isToday ? '' : `${at.slice(0, 10)} `}${at.slice(11, 16)} UTC`;
}

interface Texts {
  readonly template: string;
  readonly now: Date;
  readonly dues: readonly Due[];
}

/** A text for a channel: the book's template with what is known. What nobody has said stays to be written. */
export function statusUpdate(incident: Incident, { template, now, dues }: Texts): string {
  const { title, begunAt, severity, impact, closedAt, summary } = incident;
  const next = dues.find(({ what }) => what === 'update');
  return fillTemplate(template, {
    ...{ at: new Date(begunAt), title, severity: severity?.title, impact },
    since: momentOf(begunAt, now),
    doing:
      closedAt === undefined
        ? doingNow(incident)
        : `resolved at ${momentOf(closedAt, now)}. ${summary ?? ''}`.trim(),
    next: closedAt === undefined ? next && momentOf(later(next.at, now), now) : 'none: it is over',
  });
}

function later(at: string, now: Date): string {
  return at > now.toISOString() ? at : now.toISOString();
}

/** The runbook that was opened last, and how far it is done. */
function doingNow(incident: Incident): string | undefined {
  const last = runbooksOf(incident).at(-1);
  if (!last) return undefined;
  const done = doneSteps(incident, last.id).size;
  return `following “${last.title}”${done === 0 ? '' : `, ${done === 1 ? 'one step' : `${done} steps`} done`}`;
}

/** What the next on call has to know: the book's template, with this incident under what is open. */
export function handOver(
  incident: Incident,
  { template, now, contact }: Omit<Texts, 'dues'> & { readonly contact: string | undefined },
): string {
  const { title, begunAt, severity, ref, impact, closedAt } = incident;
  const runbooks = runbooksOf(incident).map(({ id, title: name }) => {
    const done = doneSteps(incident, id).size;
    return `  - Runbook \`${id}\`, ${name}${done === 0 ? '' : `: ${done === 1 ? 'one step' : `${done} steps`} done`}`;
  });
  const latest = incident.entries
    .filter(
      ({ kind, isStruck }) => !isStruck && (kind === 'remark' || kind === 'decision' || kind === 'people'),
    )
    .slice(-MOST_REMARKS)
    .map(({ at, text = '' }) => `  - ${momentOf(at, now)}: ${text.replace(/\s+/g, ' ').trim()}`);
  const lines = [
    `- ${severity ? `${severity.title}: ` : ''}${title}, since ${momentOf(begunAt, now)}, ${closedAt === undefined ? 'open' : `resolved at ${momentOf(closedAt, now)}`}${ref === undefined ? '' : ` (${ref})`}`,
    ...(impact === undefined ? [] : [`  - Impact: ${impact}`]),
    ...runbooks,
    ...latest,
  ];
  const filled = fillTemplate(template, { at: now });
  const withIncident = putUnder(filled, /^#{2,3} open incidents\s*$/i, lines);
  return contact === undefined ? withIncident : putUnder(withIncident, /^#{2,3} escalation\s*$/i, [contact]);
}

const MOST_REMARKS = 5;

/** Lines in place of what a template asks for under a heading; at its end where it has no such heading. */
function putUnder(text: string, heading: RegExp, lines: readonly string[]): string {
  const all = text.split('\n');
  const at = all.findIndex((line) => heading.test(line));
  if (at < 0) return `${text.trimEnd()}\n\n## Open incidents\n\n${lines.join('\n')}\n`;
  const rest = all.slice(at + 1);
  const end = rest.findIndex((line) => /^#{1,6} /.test(line));
  const section = (end < 0 ? rest : rest.slice(0, end)).filter((line) => !/^_[^_]*_$/.test(line.trim()));
  const own = section.join('\n').trim();
  const after = end < 0 ? [] : rest.slice(end);
  return [...all.slice(0, at + 1), '', ...lines, ...(own === '' ? [] : ['', own]), '', ...after].join('\n');
}
