import { alertSpellings } from '../runbook/links/alert-names.ts';
import type { Book } from '../runbook/book.ts';
import type { AlertLink } from './contract.ts';
import { mayHave } from './label-set.ts';
import { hasTemplate, listTemplateLabels, withoutInnerBraces } from './template.ts';
import { trimMarks } from '../runbook/words/trim-marks.ts';
import { lookUp } from '../shell/look-up.ts';

/** A runbook that was begun from an alert rule. */
export interface Stub {
  /** Relative to the book's root. */
  readonly path: string;
  readonly text: string;
}

/** Begins a runbook for an alert, or for several that share one: all that their rules say, and headings for what only people know. */
export function stubRunbook(names: readonly string[], links: readonly AlertLink[], book: Book): Stub {
  const label = (key: string): string | undefined =>
    links
      .map(({ rule }) => lookUp(rule.labels, key))
      .find((value) => value !== undefined && value !== '' && !hasTemplate(value));
  const name = sharedName(names);
  const service = label('service') ?? label('job') ?? label('app');
  const team = label('team') ?? label('owner');
  const slug = alertSpellings(name).at(-1) ?? name.toLowerCase();
  const folder = folderFor(service, team, book);
  const stem = [book.settings.layout.runbooks, folder, slug].filter((part) => part !== '').join('/');
  // A name that the book does not know would be a finding, and only its people can say what is meant.
  const known = service !== undefined && book.services.has(service) ? service : undefined;
  const front = [
    `title: ${text(titleOf(name))}`,
    'kind: incident',
    `summary: ${text(summaryOf(links) ?? `The alert ${name} fires.`)}`,
    ...(known === undefined ? [] : [`service: ${text(known)}`]),
    ...ownerLine(team, known, book),
    ...severityLine(links, book),
    ...list('symptoms', symptomsOf(links)),
    `alerts: [${names.map(text).join(', ')}]`,
    ...params(links),
    'status: draft',
  ];
  return { path: `${stem}.mdx`, text: `---\n${front.join('\n')}\n---\n\n${body(names, links)}` };
}

/** The end of an alert's name where several warn of one thing, sooner or later. */
const GRADE = /[-_ ]?(?:warning|warn|critical|crit|info|page|ticket|major|minor|sev\d|p[1-5])$/i;

/** The names of alerts in groups that share a page: `DiskFullWarning` and `DiskFullCritical`. */
export function groupGrades(names: readonly string[]): string[][] {
  return [...Map.groupBy(names, (name) => name.replace(GRADE, '') || name).values()].map((own) => [...own]);
}

function sharedName(names: readonly string[]): string {
  const [first = ''] = names;
  return names.length > 1 ? first.replace(GRADE, '') : first;
}

/** Where runbooks of the same service already are; else a folder of the service's, or the team's, own. */
function folderFor(service: string | undefined, team: string | undefined, book: Book): string {
  const near = [...book.runbooks.values()].find(
    ({ services }) => service !== undefined && services.includes(service),
  );
  if (near) return near.id.split('/').slice(0, -1).join('/');
  const known = service === undefined ? undefined : book.services.get(service)?.system;
  return (
    trimMarks((known || service || team || 'alerts').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-'), '-') ||
    'alerts'
  );
}

/** `TaskiqQueueBacklog` as a title: `Taskiq queue backlog`; words in capitals stay. */
function titleOf(name: string): string {
  const words = (alertSpellings(name).at(-1) ?? name).split('-');
  const title = words
    .map((word) => (name.includes(word.toUpperCase()) && word.length > 1 ? word.toUpperCase() : word))
    .join(' ');
  return title.charAt(0).toUpperCase() + title.slice(1);
}

/** Stands for a template that is no label, until its sentence is left out. */
const NUMBER = '\u0000';

function summaryOf(links: readonly AlertLink[]): string | undefined {
  return texts(links, ['summary'])[0] ?? texts(links, ['description', 'message'])[0];
}

/** What the alert says when it fires, in a reader's words: templates are left out of the sentence. */
function symptomsOf(links: readonly AlertLink[]): string[] {
  return texts(links, ['summary', 'description', 'message']).slice(0, 4);
}

function texts(links: readonly AlertLink[], names: readonly string[]): string[] {
  const said = names.flatMap((name) => links.map(({ rule }) => lookUp(rule.annotations, name) ?? ''));
  return [...new Set(said.map(plainly))].filter((line) => isSentence(line));
}

/** More than one word. */
function isSentence(line: string): boolean {
  return line.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length > 1;
}

/**
 * `{{ $labels.pod }} restarts. {{ $value }} times.` as `The pod restarts.`: a sentence about a number says nothing
 * without it. Where the text already names what stands there, as in `(instance {{ $labels.instance }})`, nothing does.
 */
function plainly(template: string): string {
  const plain = withoutInnerBraces(template)
    // A list of values in parentheses adds nothing for whoever reads the page.
    .replace(
      /\s{0,99}\([^(){}]*\{\{-?\s{0,99}(?:\$labels|\.Labels|\$\.Labels|index)\b[^{}]*\}\}[^()]*\)/g,
      '',
    )
    .replace(RUN, sayRun)
    .replace(/\s+/g, ' ')
    .replace(/\b(\p{L}{1,40}) \1\b/giu, '$1')
    .split(/(?<=[.!?;])\s+/)
    .filter((sentence) => !sentence.includes(NUMBER))
    .join(' ')
    .trim();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** Values that stand together are one thing, as in `Pod {{ $labels.namespace }}/{{ $labels.pod }}`; with the word before them. */
const RUN = /\w{0,60}[ :]{0,9}["'`]?\{\{[^{}]{0,500}\}\}["'`]?(?:[/:.@-]["'`]?\{\{[^{}]{0,500}\}\}["'`]?)*/g;

function sayRun(run: string): string {
  const [before = '', word = ''] = /^(\w*)[ :]*/.exec(run) ?? [];
  const labels = [...run.matchAll(/\{\{[^{}]*\}\}/g)].map(([action]) => listTemplateLabels(action)[0]);
  const last = labels.at(-1);
  if (last === undefined || labels.includes(undefined)) return `${before}${NUMBER}`;
  if (labels.some((label) => label?.toLowerCase().split('_').includes(word.toLowerCase()))) return word;
  return `${before}${/^(?:the|an?)$/i.test(word) ? '' : 'the '}${last.replaceAll('_', ' ')}`;
}

function ownerLine(team: string | undefined, service: string | undefined, book: Book): string[] {
  const owner = team ?? (service === undefined ? undefined : book.services.get(service)?.owner);
  return owner === undefined || !book.teams.has(owner) ? [] : [`owner: ${text(owner)}`];
}

function severityLine(links: readonly AlertLink[], { settings, severities }: Book): string[] {
  const given = links.map(({ rule }) => rule.labels['severity'] ?? '').filter(Boolean);
  const known = given.map((label) => lookUp(settings.alerts.severities, label) ?? label);
  const severity = known.find((id) => severities.has(id));
  return severity === undefined ? [] : [`severity: ${text(severity)}`];
}

/** Labels that say what the alert is, and not where: nobody fills them in. */
const NO_PARAMS = new Set(['alertname', 'severity', 'team', 'owner', 'service', 'job', 'le', '__name__']);

/** A param for each label that the alert is sure to carry and that says where it happens. */
function params(links: readonly AlertLink[]): string[] {
  const labels = links.flatMap(({ reading, rule }) => [
    ...(reading.labels.kind === 'only' ? reading.labels.names : []),
    ...listTemplateLabels(Object.values(rule.annotations).join(' ')).filter((label) =>
      mayHave(reading.labels, label),
    ),
  ]);
  const wanted = [...new Set(labels)].filter((label) => !NO_PARAMS.has(label) && /^[A-Za-z]\w*$/.test(label));
  if (wanted.length === 0) return [];
  return [
    'params:',
    ...wanted.map(
      (label) =>
        `  ${label.toUpperCase()}: { description: ${text(`The ${label.replaceAll('_', ' ')} in the alert`)}, label: ${label} }`,
    ),
  ];
}

function body(names: readonly string[], links: readonly AlertLink[]): string {
  const expression = links.map(({ rule }) => rule.expression).find((query) => query !== '');
  const language = links.find(({ reading }) => reading.language)?.reading.language ?? 'promql';
  return [
    '## Meaning',
    ...names.map((name) => `<AlertFacts alert="${name.replaceAll('"', '&quot;')}" />`),
    todo('What is wrong when this fires, in a sentence or two; the rule above is shown as it is.'),
    '## Impact',
    todo('Who notices, and what they cannot do.'),
    '## Diagnosis',
    ...(expression === undefined
      ? [todo('The first thing to look at, as a command or a query.')]
      : [
          'This is what the alert asks; run it to see whether it still holds.',
          `\`\`\`${language} {name=alert-expression}\n${expression}\n\`\`\``,
        ]),
    '## Mitigation',
    todo('What makes it stop, even for a while: one snippet for each step.'),
    '## Verification',
    todo('How to see that it is over.'),
    '## Rollback',
    todo('How to undo the mitigation.'),
    '## Escalation',
    todo('Whom to call when this does not help, and with what at hand.'),
    '',
  ].join('\n\n');
}

function todo(question: string): string {
  return `{/* To write: ${question} */}`;
}

function list(key: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`${key}:`, ...items.map((item) => `  - ${text(item)}`)];
}

/** A text as YAML: in single quotes wherever it could be read as something else. */
function text(value: string): string {
  const isPlain =
    /^[\p{L}][\p{L}\p{N} ./()_-]*$/u.test(value) && !/^(?:y|n|yes|no|true|false|on|off|null)$/i.test(value);
  return isPlain ? value.trim() : `'${value.replaceAll("'", "''")}'`;
}
