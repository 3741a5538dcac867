import { renderDuration } from './duration.ts';
import { isGoodOutcome } from './entry.ts';
import type { Entry } from './entry.ts';
import { fillTemplate } from './fill-template.ts';
import { runbooksOf } from './incident.ts';
import type { Incident } from './incident.ts';
import { recordName } from './incident-page.ts';
import { fence, inlineCode } from './inline-code.ts';
import { noteFrontmatter } from './note-frontmatter.ts';
import { runHeading, stepHead, withoutOwnLines } from './note.ts';
import { addToTimeline } from './timeline.ts';

/** What a note says that is not in the incident itself. */
export interface NoteWords {
  /** The text of the book's template. */
  readonly template: string;
  /** What people call a service. */
  readonly nameOf: (service: string) => string;
}

/**
 * An incident of the desk as the note that `opsbook run --note` would have written: frontmatter that a review reads,
 * the template, the Timeline, and for each runbook its steps, with which `opsbook run --resume` goes on.
 */
export function incidentNote(incident: Incident, { template, nameOf }: NoteWords): string {
  const { title, begunAt, severity, ref, impact, closedAt } = incident;
  const runbooks = runbooksOf(incident);
  const services = [...new Set(runbooks.flatMap((runbook) => runbook.services))].map(nameOf);
  const named = runbooks.map(({ id }) => `\`${id}\``);
  const body = withoutOwnLines(
    fillTemplate(template, {
      ...{ at: new Date(begunAt), title, severity: severity?.title, ref, impact, services },
      runbooks: named,
      status: closedAt === undefined ? 'open' : 'resolved',
      sign: signOf(incident),
    }),
  );
  const frontmatter = noteFrontmatter({
    ...{ title, date: begunAt.slice(0, 10), ref, severity: severity?.id },
    runbooks: runbooks.map(({ id }) => id),
  });
  const note = incident.entries.reduce(addToTimeline, `${frontmatter}\n${body}`);
  return withoutOpenLines(note, incident) + runbooks.map(({ id }) => stepsOf(incident, id)).join('');
}

/** What it was declared for: `the alert CheckoutSlow`. */
function signOf({ entries }: Incident): string | undefined {
  return entries.find(({ kind, isStruck }) => kind === 'declared' && !isStruck)?.from?.replace(/^from /, '');
}

/** The name of its file. */
export function incidentNoteName({ title, begunAt }: Incident, suffix = ''): string {
  return recordName({ title, at: new Date(begunAt) }, suffix);
}

/** A template asks when it was suspected and resolved, which the Timeline says by now. */
function withoutOpenLines(note: string, { entries, closedAt }: Incident): string {
  const known = [
    ...(entries.some(({ kind }) => kind === 'declared') ? ['Suspected'] : []),
    ...(closedAt === undefined ? [] : ['Resolved']),
  ];
  const isOpen = (line: string): boolean => known.some((word) => line.startsWith(`- _HH:MM_ UTC: ${word}.`));
  return note
    .split('\n')
    .filter((line) => !isOpen(line))
    .join('\n');
}

/** The steps of a runbook, in the form that a run writes them; `''` for one of which nothing was carried out. */
function stepsOf({ entries }: Incident, id: string): string {
  const own = entries.filter((entry) => entry.runbook === id && !entry.isStruck);
  const steps = own.filter(({ step }) => step !== undefined && !step.startsWith('#'));
  const [first] = steps.filter(({ kind }) => kind === 'copied' || kind === 'ticked' || kind === 'step');
  if (!first) return '';
  const heading = runHeading(
    { runbook: { id }, at: new Date(first.at), who: '' },
    'Written by the incident desk of the site.',
  );
  const begun = new Set<string>();
  const parts = steps.map((entry, index) =>
    stepPart(entry, { begun, entries, after: steps.slice(index + 1) }),
  );
  return heading + parts.join('');
}

interface Around {
  /** Steps whose heading stands there; grows. */
  readonly begun: Set<string>;
  readonly entries: readonly Entry[];
  readonly after: readonly Entry[];
}

function stepPart(entry: Entry, { begun, entries, after }: Around): string {
  const { kind, at, step = '', facts = '', took = 0, text = '', language = '', outcome, lines = [] } = entry;
  const head = (code: string): string => {
    begun.add(step);
    const used = valuesFor(entry, entries);
    return `\n${stepHead({ at: new Date(at), name: step, facts, language, code, used }).join('\n')}\n`;
  };
  if (kind === 'copied') return head(text);
  if (kind === 'step') return `${head(text)}\n${runEnding(entry)}\n`;
  if (kind === 'ticked') {
    const isTaken =
      after.find((other) => other.step === step && /ticked$/.test(other.kind))?.kind === 'unticked';
    const before = begun.has(step) ? '' : head('# done by hand');
    return isTaken
      ? before
      : `${before}\n${inlineCode(step)}: done by hand, after ${renderDuration(took)}.\n`;
  }
  if (kind !== 'compared' || outcome !== 'differs' || lines.length === 0) return '';
  return `\nExpected (\`-\`) and found (\`+\`), of ${inlineCode(step)}:\n\n${fence('diff', lines.join('\n'))}\n`;
}

/** How a step ended that was run from the page, as a run in the terminal writes it. */
function runEnding({ step = '', outcome = 'passed', status = 0, at, endedAt = at }: Entry): string {
  const took = renderDuration(Date.parse(endedAt) - Date.parse(at));
  return `${inlineCode(step)}: ${isGoodOutcome(outcome) ? '' : '**failed**: '}exit status ${status}, after ${took}.`;
}

/** Values that had been given when a command was copied, and that are its runbook's or stand in it. */
function valuesFor({ at, runbook, text = '' }: Entry, entries: readonly Entry[]): readonly string[] {
  const values = new Map<string, string>();
  for (const entry of entries) {
    if (entry.kind !== 'value' || entry.isStruck || entry.at > at) continue;
    const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(entry.text ?? '') ?? [];
    const isOwn = entry.runbook === runbook || (value !== '' && text.includes(value));
    if (isOwn) values.set(name, `${name}=${value} (${entry.from === 'typed' ? 'typed' : 'link'})`);
  }
  return [...values.values()];
}
