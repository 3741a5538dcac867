import { stringify } from 'yaml';
import { ATTRIBUTES } from '../../runbook/read/snippet.ts';
import { lookUp } from '../../shell/look-up.ts';
import { aliasFault } from '../../runbook/links/site-paths.ts';
import type { Page, Runbook } from '../../runbook/read/parse.ts';
import { lackingSections, sectionNames } from '../../runbook/read/sections.ts';
import type { SectionWords } from '../../runbook/read/sections.ts';
import type { SourceText } from '../../runbook/read/source-text.ts';
import type { RunbookFrontmatter } from '../../runbook/schema/page-schemas.ts';
import { frontFields } from './front-fields.ts';
import { guessKind, guessSummary, isAlertName, isOfTroubles, isSeen } from './guess.ts';
import { listSymptoms, listTroubles, slugOf, wordsOfName } from './guess.ts';
import type { PageReader } from './page-reader.ts';
import { readSource } from './read-source.ts';

/** A page as a runbook: its text, who answers for it, and what was guessed. */
export interface Converted {
  readonly text: string;
  readonly title: string;
  readonly kind: string;
  readonly service: string;
  readonly owner: string;
  /** How the owner is reached, where the page said so. */
  readonly contact: string | undefined;
  readonly severity: string | undefined;
  readonly guesses: readonly string[];
  /** What is not as it was below the frontmatter. */
  readonly changes: readonly string[];
  /** A draft, for want of sections. */
  readonly isUnfinished: boolean;
}

export interface Around {
  readonly read: PageReader;
  /** The file's own name and folder decide where nothing else does. */
  readonly name: string;
  readonly folder: string;
  /** Addresses that the page had on the site of its tool. */
  readonly aliases: readonly string[];
  /** The severity of an incident that names none. */
  readonly severity: string;
  /** Names of the alerts that the book's rules raise. */
  readonly rules: ReadonlySet<string>;
  /** It lies in a folder of alerts. */
  readonly isOfAlerts: boolean;
  readonly sectionWords: SectionWords;
}

/** The team that a page without an owner is given. */
export const NOBODY = 'unassigned';

/** Puts opsbook's frontmatter on a foreign page. Below it, the text stays as it was, to the letter. */
export function convertPage(source: SourceText, around: Around): Converted {
  const own = asItIs(around.read(source));
  if (own) return own;
  const { fields, body: foreign } = readSource(source.text);
  const said = frontFields(fields);
  const guesses: string[] = [];
  const changes: string[] = [];
  const noted =
    (notes: string[]): Guess =>
    (value, what) => {
      notes.push(what);
      return value;
    };
  const [guess, change] = [noted(guesses), noted(changes)];
  const fenced = plainFences(foreign, around.read({ ...source, text: foreign }), change);
  const body = writtenTitle(fenced, said.title, change);
  const page = around.read({ ...source, text: body });
  const heading = page.headings[0]?.depth === 1 ? page.headings[0].text : undefined;
  const title = said.title ?? heading ?? guess(titleOf(around.name), 'title from the file name');
  const named = { name: around.name, title };
  const kind = guess(guessKind(page, around.sectionWords, named), 'kind from the headings and the name');
  const isAlert = (name: string): boolean =>
    around.rules.has(name) || around.isOfAlerts || speaksOfAlert(page);
  const names = [around.name, heading ?? '', title].filter(isAlert);
  const alerts = listAlerts({ said: said.alerts, names }, guess);
  const summary = said.summary ?? guess(guessSummary(page) ?? `${title}.`, 'summary from the first sentence');
  const service = guess(slugOf(around.folder) || 'imported', 'service from the folder');
  const owner = slugOf(said.owner ?? '') || guess(NOBODY, 'no owner was named');
  const troubles = kind === 'incident' && isOfTroubles(title) ? listTroubles(page) : [];
  const ofSection = troubles.length > 0 ? troubles : listSymptoms(page);
  const listed = said.symptoms.length > 0 ? said.symptoms : ofSection;
  if (listed.length > said.symptoms.length)
    guesses.push(
      `symptoms from ${troubles.length > 0 ? 'the headings' : 'their section'}: ${inQuotes(listed)}`,
    );
  const symptoms =
    listed.length > 0 || kind !== 'incident' ? listed : symptomsOf({ page, alerts, title }, guess);
  const severity =
    kind === 'incident' ? guess(around.severity, 'severity: nobody has said how bad it is') : undefined;
  const lacking = lackingSections({ kind, sections: page.sections }, around.sectionWords).map(sectionNames);
  const isUnfinished = lacking.length > 0 && !said.isDraft;
  const status = isUnfinished
    ? guess('draft', `\`status: draft\`, as it has no ${lacking.join(' and no ')}`)
    : undefined;
  const aliases = [...new Set([...said.aliases, ...around.aliases])];
  // Every field of the schema, so that a new one is thought of here; what nothing is known of is left out below.
  const fieldsNow = {
    title,
    kind,
    summary,
    service,
    owner,
    severity,
    symptoms,
    errors: undefined,
    alerts,
    params: undefined,
    tags: said.tags,
    aliases: aliases.filter((alias) => aliasFault(alias) === undefined),
    status: said.isDraft ? 'draft' : status,
    reviewed: said.reviewed,
    'review-every': said.reviewEvery,
    watches: undefined,
    related: undefined,
  } satisfies Readonly<Record<keyof RunbookFrontmatter, unknown>>;
  const kept = Object.keys(said.others).length > 0 ? asComment(said.others) : '';
  const front = `${stringify(known(fieldsNow), { lineWidth: 0 })}${kept}`;
  return {
    text: `---\n${front}---\n${body.startsWith('\n') || body === '' ? '' : '\n'}${body}`,
    title,
    kind,
    service,
    owner,
    contact: said.contact,
    severity,
    guesses,
    changes,
    isUnfinished,
  };
}

/** A page that already is a runbook of opsbook. */
function asItIs({
  text,
  hasFrontmatter,
  faults,
  title,
  kind,
  services,
  owner,
  severity,
}: Runbook): Converted | undefined {
  const [service] = services;
  const isValid = hasFrontmatter && !faults.some(({ ruleId }) => ruleId === 'frontmatter-valid');
  if (!isValid || service === undefined || owner === undefined) return undefined;
  return {
    text,
    title,
    kind,
    service,
    owner,
    severity,
    contact: undefined,
    guesses: [],
    changes: [],
    isUnfinished: false,
  };
}

/** Its headings are those of a page about an alert, as Prometheus' own runbooks have them. */
function speaksOfAlert({ headings }: Page): boolean {
  const has = (word: RegExp): boolean => headings.some(({ text }) => word.test(text));
  return (
    has(/\balerts?\b/i) ||
    (has(/^(meaning|impact|diagnosis|triage)\b/i) &&
      has(/^(impact|diagnosis|mitigation|resolution|troubleshooting)\b/i))
  );
}

interface Seen {
  readonly page: Page;
  readonly alerts: readonly string[];
  readonly title: string;
}

// Match `This page describes`, `We use`, `To connect`: a sentence about the page or its reader, not about what is seen.
const NO_SYMPTOM =
  /^(?:this|these|the following|here|in this|below|we|you|if you|to|see|use|please|follow|note)\b/i;

/** Where no section says what is seen: what the alert says, else the first sentence of the page, else its title. */
function symptomsOf({ page, alerts, title }: Seen, guess: Guess): string[] {
  const [alert] = alerts;
  if (alert !== undefined) {
    const words = [wordsOfName(alert)];
    return guess(words, `symptom ${inQuotes(words)} from the alert`);
  }
  const sentence = guessSummary(page);
  const isNone =
    sentence === undefined || sentence.endsWith('…') || NO_SYMPTOM.test(sentence) || !isSeen(sentence);
  const words = [isNone ? title : sentence.replace(/[.:]$/, '')];
  return guess(words, `symptom ${inQuotes(words)} from the ${isNone ? 'title' : 'first sentence'}`);
}

function inQuotes(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(', ');
}

type Guess = <T>(value: T, what: string) => T;

function listAlerts(
  { said, names }: { said: readonly string[]; names: readonly string[] },
  guess: Guess,
): readonly string[] {
  if (said.length > 0) return said;
  const name = names.find(isAlertName);
  return name === undefined ? [] : guess([name], `alert \`${name}\` from the name`);
}

function titleOf(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Fields of which something is known. */
function known(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** Fields of the other tool, for whoever looks for them. */
function asComment(others: Readonly<Record<string, unknown>>): string {
  const lines = stringify(others, { lineWidth: 0 }).trimEnd().split('\n');
  return `# Fields of the tool that this page comes from:\n${lines.map((line) => `#   ${line}\n`).join('')}`;
}

/** Takes attributes off fences that only their own tool knows, as Runme's `closeTerminalOnSuccess`. */
function plainFences(body: string, { snippets }: Page, guess: Guess): string {
  let text = body;
  for (const { attributes, range, language } of snippets.toReversed()) {
    const own = Object.entries(attributes);
    const known = own.filter(
      ([key, value]) => lookUp(ATTRIBUTES, key) && !(ATTRIBUTES[key]?.type === 'flag' && value === 'false'),
    );
    if (!range || known.length === own.length) continue;
    const start = range.start.offset;
    const line = body.slice(start, (body.indexOf('\n', start) + 1 || body.length + 1) - 1);
    const fence = /^[`~]+/.exec(line)?.[0] ?? '```';
    const names = known.map(([key, value]) => (value === 'true' ? key : `${key}=${quoted(value)}`)).join(' ');
    const now = `${fence}${language}${names === '' ? '' : ` {${names}}`}`;
    const lost = own.filter((one) => !known.includes(one)).map(([key]) => key);
    text = guess(
      text.slice(0, start) + now + text.slice(start + line.length),
      `left \`${lost.join('`, `')}\` off a fence`,
    );
  }
  return text;
}

// The Tech Docs Template's way to say the title again: `# <%= current_page.data.title %>`.
const TITLE_TAG = /<%=[ \t]{0,99}current_page\.data\.title[ \t]{0,99}-?%>/g;

/** A title that Ruby would put in stands there itself, since the file's new name no longer says who reads Ruby. */
function writtenTitle(body: string, title: string | undefined, guess: Guess): string {
  if (title === undefined || body.search(TITLE_TAG) < 0) return body;
  return guess(
    body.replace(TITLE_TAG, () => title),
    'wrote the title where Ruby named it',
  );
}

function quoted(value: string): string {
  return /^[^\s"'}]+$/.test(value) ? value : JSON.stringify(value);
}
