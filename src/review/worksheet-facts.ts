import type { Finding } from '../runbook/finding.ts';
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
  readonly findings: readonly Finding[];
  readonly snippets: SignOff['snippets'];
  /** Its fences in a shell or a query language. */
  readonly snippetCount: number;
  readonly links: SignOff['links'];
  readonly external: readonly string[];
  /** Commits since the last review that changed the page. */
  readonly changes: readonly Commit[];
  /** Its alerts whose rule file was changed since. */
  readonly alerts: readonly { readonly name: string; readonly commits: readonly Commit[] }[];
  /** Pictures it shows, with the day they were last changed. */
  readonly pictures: readonly { readonly path: string; readonly changed: string | undefined }[];
  /** The way from the worksheet to the page. */
  readonly href: string;
  /** Whether git could tell. */
  readonly hasHistory: boolean;
}

/** The most lines under one heading: a worksheet is read by people. */
const MOST = 8;

/** The machine's part for one runbook, as Markdown. */
export function runbookPart(review: RunbookReview, known: KnownOfRunbook): string {
  const { runbook, last } = review;
  const { findings, snippets, snippetCount, links, external, pictures } = known;
  const lines = [
    ...sayState(review),
    `Lint: ${findings.length === 0 ? 'no findings' : count(findings.length, 'finding')}`,
    ...bullets(
      findings.map(({ line, level, message, ruleId }) => `line ${line}, ${level}: ${message} (${ruleId})`),
    ),
    `Snippets: ${sayRun(snippets, snippetCount)}`,
    `External links: ${sayLinks(links, external.length)}`,
    ...bullets(
      external.map((url) => `<${url.replaceAll('>', '%3E')}>`),
      false,
    ),
    ...(last ? sinceLines(review, known, last.on) : []),
    ...(pictures.length > 0 && !last ? ['Screenshots:', ...bullets(pictures.map(sayPicture))] : []),
  ];
  const items = lines.map((line) => (line.startsWith('  ') ? line : `- ${line}`));
  return [`### [${markdownLine(runbook.title)}](${known.href})`, '', `\`${runbook.id}\``, '', ...items].join(
    '\n',
  );
}

function sayState({ state, reasons, last, days }: RunbookReview): string[] {
  if (!last) return [`State: **${STATE_WORDS[state]}**`];
  const why = reasons.map(({ message }) => message).join('; ');
  const by = last.signOff ? `by ${last.signOff.by}` : 'by a date alone';
  return [
    `State: **${STATE_WORDS[state]}**${why === '' ? '' : ` (${markdownLine(why)})`}`,
    `Reviewed: ${markdownLine(`${last.on} ${by}; next on ${days?.due ?? ''}`)}`,
  ];
}

/** What happened since the last review. */
function sinceLines(
  { runbook, watched, spoken, incidents }: RunbookReview,
  { changes, alerts, pictures, hasHistory }: KnownOfRunbook,
  on: string,
): string[] {
  const old = pictures.filter(({ changed }) => changed !== undefined && changed < on);
  const git = (found: number, said: string): string =>
    found > 0 ? said : hasHistory ? 'none' : 'not known without git';
  const watches = [
    `Changes of the code it watches: ${git(watched.length, count(watched.length, 'commit'))}`,
    ...bullets(watched.map(sayCommit)),
  ];
  const ofAlerts = [
    `Alerts changed since: ${git(alerts.length, String(alerts.length))}`,
    ...bullets(
      alerts.map(({ name, commits }) => `${name}: its rule file, in ${count(commits.length, 'commit')}`),
    ),
  ];
  const ofPictures = [
    `Screenshots older than the review: ${git(old.length, `${old.length} of ${pictures.length}`)}`,
    ...bullets(old.map(sayPicture)),
  ];
  return [
    `What it speaks of, changed since: ${git(spoken.length, String(spoken.length))}`,
    ...bullets(spoken.map(saySpoken)),
    `Changes of the page since: ${git(changes.length, count(changes.length, 'commit'))}`,
    ...bullets(changes.map(sayCommit)),
    ...(runbook.watches.length > 0 ? watches : []),
    `Incidents since: ${incidents.length === 0 ? 'none' : incidents.length}`,
    ...bullets(
      incidents.map(({ date, ref, title }) => `${date} ${ref === undefined ? '' : `${ref}: `}${title}`),
    ),
    ...(runbook.alerts.length > 0 ? ofAlerts : []),
    ...(pictures.length > 0 ? ofPictures : []),
  ];
}

function saySpoken({ name, path, line, now, said, author, on, commit }: SpokenChange): string {
  const place = name === path ? '' : `, ${path}:${line}`;
  const where = said === undefined ? '' : `; line ${said.line} of the page: ${said.text}`;
  return `${name}${place}: ${now === undefined ? 'gone' : 'changed'} by ${author} on ${on} in ${commit.slice(0, 7)}${where}`;
}

function sayPicture({ path, changed }: KnownOfRunbook['pictures'][number]): string {
  return changed === undefined ? path : `${path}, changed ${changed}`;
}

function bullets(items: readonly string[], isText = true): string[] {
  const shown = items.slice(0, MOST).map((item) => `  - ${isText ? markdownLine(item) : item}`);
  return items.length > MOST ? [...shown, `  - and ${items.length - MOST} more`] : shown;
}

function sayRun(snippets: SignOff['snippets'], count: number): string {
  if (!snippets)
    return count === 0 ? 'none' : `${count}, none run for this review (opsbook verify --evidence)`;
  const { passed, failed, skipped, on } = snippets;
  return `${passed} passed, ${failed} failed, ${skipped} skipped on ${on}`;
}

function sayLinks(links: SignOff['links'], count: number): string {
  if (!links) return count === 0 ? 'none' : `${count}, not checked (opsbook review start --links)`;
  return `${links.ok} reached, ${links.broken} broken, ${links.unchecked} not checked`;
}

function sayCommit({ hash, at, author, subject }: Commit): string {
  return `${hash.slice(0, 7)} ${at.slice(0, 10)} ${author}: ${subject}`;
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
    `- States: ${states.length === 0 ? 'nothing to review' : states.join(', ')}`,
    ...remarks.map((remark) => `- ${markdownLine(remark)}`),
  ].join('\n');
}

/** Whether a quarter's review has to do with a runbook: due in it, signed in it, or with a reason to look. */
export function isAskedFor({ last, days, reasons }: RunbookReview, quarter: Quarter): boolean {
  if (!last || !days || days.due <= quarter.end || last.on >= quarter.start) return true;
  return reasons.some(({ state }) => state !== 'due-soon');
}
