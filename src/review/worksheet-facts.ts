import type { Finding } from '../runbook/finding.ts';
import type { Risk } from '../runbook/read/snippet.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import type { Commit } from './history.ts';
import type { Quarter } from './quarter.ts';
import type { RunbookReview } from './review-book.ts';
import type { SpokenChange } from './spoken-change.ts';
import { STATE_WORDS } from './state.ts';
import { count } from '../runbook/words/count.ts';
import { markdownLine } from '../runbook/words/markdown-text.ts';

/** What the machine knows of a runbook besides the state of its review. */
export interface KnownOfRunbook {
  /** Undefined where the linter was not asked. */
  readonly findings: readonly Finding[] | undefined;
  readonly snippets: SignOff['snippets'];
  /** Its fences that may be run unattended. */
  readonly verified: number;
  readonly links: SignOff['links'];
  /** What its commands do at worst. */
  readonly risk: Risk;
  /** Commits since the last review that changed the page. */
  readonly changes: readonly Commit[];
  /** Its alerts whose rule file was changed since. */
  readonly alerts: readonly { readonly name: string; readonly commits: readonly Commit[] }[];
  /** Pictures it shows that were last changed before the review, with the day where it is not long ago. */
  readonly oldPictures: readonly { readonly path: string; readonly changed: string | undefined }[];
  /** The way from the worksheet to the page. */
  readonly href: string;
}

/** The most lines under one heading: a worksheet is read by people. */
const MOST = 5;

/** The machine's part for one runbook, as Markdown: what there is to know, and nothing about what there is not. */
export function runbookPart(review: RunbookReview, known: KnownOfRunbook): string {
  const { runbook } = review;
  const { findings = [], snippets, verified, links, risk } = known;
  const said = [
    sayState(review),
    ...(risk === 'destroy' ? ['it destroys'] : []),
    ...(verified > 0 || snippets ? [sayRun(snippets, verified)] : []),
    ...(findings.length > 0 ? [`lint: ${sayFindings(findings)}`] : []),
    ...(links ? [`links: ${sayLinks(links)}`] : []),
  ];
  const lines = review.last ? sinceLines(review, known) : [];
  const title = `### [${markdownLine(runbook.title)}](${known.href})`;
  return [title, said.join('; '), ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
}

/** Reasons that have lines of their own below. */
const TOLD_BELOW: ReadonlySet<string> = new Set(['due-by-change', 'incident-since', 'watch-touched']);

function sayState({ state, reasons, last, days }: RunbookReview): string {
  const [, ...more] = reasons;
  if (!last)
    return [`**${STATE_WORDS[state]}**`, ...more.map(({ message }) => markdownLine(message))].join('; ');
  const by = last.signOff ? `by ${last.signOff.by}` : 'by a date alone';
  const why = reasons
    .filter((reason) => !TOLD_BELOW.has(reason.state))
    .map(({ message }) => message)
    .join('; ');
  const said = [...(why === '' ? [] : [why]), `reviewed on ${last.on} ${by}, next on ${days?.due ?? ''}`];
  return `**${STATE_WORDS[state]}**: ${markdownLine(said.join('; '))}`;
}

/** What happened since the last review. */
function sinceLines(
  { watched, spoken, incidents }: RunbookReview,
  { changes, alerts, oldPictures }: KnownOfRunbook,
): string[] {
  return [
    ...list('What it speaks of, changed since', spoken.map(saySpoken)),
    ...list('Changes of the page since', changes.map(sayCommit)),
    ...list('Changes of the code it watches', watched.map(sayCommit)),
    ...list(
      'Incidents since',
      incidents.map(({ date, ref, title }) => `${date} ${ref === undefined ? '' : `${ref}: `}${title}`),
    ),
    ...list(
      'Alerts changed since',
      alerts.map(({ name, commits }) => `${name}: its rule file, in ${count(commits.length, 'commit')}`),
    ),
    ...list(
      'Pictures older than the review',
      oldPictures.map(({ path, changed }) => (changed === undefined ? path : `${path}, changed ${changed}`)),
    ),
  ];
}

function saySpoken({ name, path, line, now, said, author, on, commit }: SpokenChange): string {
  const place = name === path ? '' : `, ${path}:${line}`;
  const where = said === undefined ? '' : `; line ${said.line} of the page: ${said.text}`;
  return `${name}${place}: ${now === undefined ? 'gone' : 'changed'} by ${author} on ${on} in ${commit.slice(0, 7)}${where}`;
}

/** Nothing for nothing. */
function list(name: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, MOST).map((item) => `  - ${markdownLine(item)}`);
  const more = items.length > MOST ? [`  - and ${items.length - MOST} more`] : [];
  return [`- ${name}: ${items.length}`, ...shown, ...more];
}

function sayRun(snippets: SignOff['snippets'], verified: number): string {
  if (!snippets) return `${verified} to verify, not run`;
  const { passed, failed, skipped, on } = snippets;
  return `snippets: ${passed} passed, ${failed} failed, ${skipped} skipped on ${on}`;
}

/** How many findings; which, `opsbook lint` says. */
function sayFindings(findings: readonly Finding[]): string {
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  return [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ].join(', ');
}

function sayLinks({ ok, broken, unchecked }: NonNullable<SignOff['links']>): string {
  return `${ok} reached, ${broken} broken, ${unchecked} not checked`;
}

function sayCommit({ hash, at, author, subject }: Commit): string {
  return `${hash.slice(0, 7)} ${at.slice(0, 10)} ${author}: ${subject}`;
}

const RISK_ORDER: readonly Risk[] = ['destroy', 'change', 'read'];

/** What is read first: due by change, then what can do the most harm, then what nobody has read for longest. */
export function byNeed(riskOf: (review: RunbookReview) => Risk) {
  return (a: RunbookReview, b: RunbookReview): number =>
    Number(a.spoken.length === 0) - Number(b.spoken.length === 0) ||
    RISK_ORDER.indexOf(riskOf(a)) - RISK_ORDER.indexOf(riskOf(b)) ||
    (a.last?.on ?? '').localeCompare(b.last?.on ?? '') ||
    (a.runbook.id < b.runbook.id ? -1 : 1);
}

interface Sheet {
  readonly quarter: Quarter;
  readonly owner: string;
  /** Who may review. */
  readonly members: readonly string[];
  readonly today: string;
  readonly asked: readonly RunbookReview[];
  /** Runbooks of the owner that nothing calls for in this quarter. */
  readonly rest: number;
  readonly commit: string | undefined;
  readonly remarks: readonly string[];
}

/** The machine's part at the head of a worksheet. */
export function summaryPart({ quarter, owner, members, today, asked, rest, commit, remarks }: Sheet): string {
  const signed = asked.filter(({ last }) => last?.signOff && last.on >= quarter.start);
  const states = [...Map.groupBy(asked, ({ state }) => state)].map(
    ([state, own]) => `${own.length} ${STATE_WORDS[state]}`,
  );
  return [
    `- Quarter: ${quarter.id}, ${quarter.start} to ${quarter.end}`,
    `- Owner: ${markdownLine(owner)}`,
    ...(members.length > 0 ? [`- Members: ${markdownLine(members.join(', '))}`] : []),
    `- Read on: ${today}${commit === undefined ? '' : `, at commit ${commit.slice(0, 12)}`}`,
    `- Runbooks: ${asked.length} to review, ${signed.length} of them signed${rest > 0 ? `; ${rest} more are not due in this quarter` : ''}`,
    '- Order: due by change, then by the harm their commands can do, then by how long nobody has read them',
    `- States: ${states.length === 0 ? 'nothing to review' : states.join(', ')}`,
    ...remarks.map((remark) => `- ${markdownLine(remark)}`),
  ].join('\n');
}

/** Whether a quarter's review includes a runbook: it is due in it, was signed in it, or has a reason to look. */
export function isAskedFor({ last, days, reasons }: RunbookReview, quarter: Quarter): boolean {
  if (!last || !days || days.due <= quarter.end || last.on >= quarter.start) return true;
  return reasons.some(({ state }) => state !== 'due-soon');
}
