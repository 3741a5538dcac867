import { hash } from 'node:crypto';
import type { AlertLink } from '../alerts/contract.ts';
import { snippetFacts } from '../judge/run-facts.ts';
import type { OpenBook } from '../judge/open-book.ts';
import { statusRows } from '../review/status-rows.ts';
import type { StatusRow } from '../review/status-rows.ts';
import { STATE_WORDS } from '../review/state.ts';
import { planRun } from '../run/plan.ts';
import type { SnippetFacts, Step } from '../run/plan.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { encodePath } from '../runbook/links/links.ts';
import { BOOK_VERSION } from './book-document.ts';
import type { AlertDocument, BookDocument, RunbookDocument } from './book-document.ts';

/** A book made ready to be described: what is known of its commands and of its reviews. */
export interface DescribedBook {
  readonly opened: OpenBook;
  readonly facts: ReadonlyMap<Snippet, SnippetFacts>;
  readonly reviews: ReadonlyMap<string, StatusRow>;
}

/** What is described: the whole book by the day of its reviews, or some runbooks of it. */
export interface Describing {
  /** As in `2026-10-01`; reviews are left out without it, and no history is read. */
  readonly today?: string;
  readonly runbooks?: readonly Runbook[];
}

/** Judges the commands and the reviews of a book, or of some of its runbooks. */
export async function describeBook(
  opened: OpenBook,
  { today, runbooks = [...opened.book.runbooks.values()] }: Describing,
): Promise<DescribedBook> {
  const { reviews } = today === undefined ? { reviews: [] } : await opened.reviews({ today });
  return {
    opened,
    facts: await snippetFacts(opened.book, runbooks),
    reviews: new Map(statusRows(reviews).map((row) => [row.id, row])),
  };
}

/** The whole book as one document. The same book gives the same document. */
export function bookDocument(described: DescribedBook): BookDocument {
  const { book, contract } = described.opened;
  const content = {
    runbooks: [...book.runbooks.values()].map((runbook) => runbookDocument(runbook, described)),
    services: [...book.services.values()].map((service) => ({
      id: service.id,
      name: service.name,
      system: service.system,
      owner: service.owner,
      description: service.description,
      dependsOn: service['depends-on'] ?? [],
    })),
    teams: [...book.teams.values()].map(({ id, name, contact = [], 'escalates-to': next }) => ({
      id,
      name,
      contact,
      ...(next === undefined ? {} : { escalatesTo: next }),
    })),
    severities: [...book.severities.values()].map(({ id, title, meaning, respond, actions = [] }) => ({
      id,
      title,
      meaning,
      ...(respond === undefined ? {} : { respond }),
      actions,
    })),
    alerts: contract.links.map(alertDocument),
  };
  const title = book.settings.title;
  const digest = digestOf(JSON.stringify([title, content]));
  return { version: BOOK_VERSION, title, digest, ...content };
}

/** One runbook with its steps, as the page has them. */
export function runbookDocument(runbook: Runbook, described: DescribedBook): RunbookDocument {
  const { severity, owner } = runbook;
  const review = described.reviews.get(runbook.id);
  return {
    id: runbook.id,
    title: runbook.title,
    summary: runbook.summary,
    kind: runbook.kind,
    draft: runbook.status === 'draft',
    ...(severity === undefined ? {} : { severity }),
    services: [...runbook.services],
    ...(owner === undefined ? {} : { owner }),
    symptoms: [...runbook.symptoms],
    errors: [...runbook.errors],
    alerts: [...runbook.alerts],
    params: runbook.params.map(({ name, description, default: value, pattern, label, isSecret }) => ({
      name,
      description,
      ...(value === undefined || isSecret ? {} : { default: value }),
      pattern,
      ...(label === undefined ? {} : { label }),
      secret: isSecret,
    })),
    steps: listSteps(runbook, described).map(stepDocument),
    related: [...runbook.related],
    address: `/runbooks/${encodePath(runbook.id)}/`,
    path: runbook.path,
    digest: digestOf(runbook.text),
    ...(review ? { review: reviewDocument(review) } : {}),
  };
}

/** The steps of a runbook, all variants of each. */
export function listSteps(runbook: Runbook, { facts }: DescribedBook): readonly Step[] {
  return planRun(runbook, { facts, hasDatabase: false });
}

function stepDocument({
  name,
  section,
  snippet,
  code,
  risk,
  because,
  params,
  isRollback,
}: Step): RunbookDocument['steps'][number] {
  const { rollback } = snippet.attributes;
  return {
    name,
    section,
    anchor: snippet.name ?? snippet.section,
    language: snippet.language,
    code,
    risk,
    ...(because === undefined ? {} : { because }),
    ...(snippet.env === undefined ? {} : { environment: snippet.env }),
    params: [...params],
    ...(snippet.expected === undefined ? {} : { expected: snippet.expected }),
    ...(rollback === undefined ? {} : { rollback }),
    verified: snippet.attributes['verify'] === 'true',
    isRollback,
  };
}

function reviewDocument({ state, reviewed, by, due, reasons }: StatusRow): RunbookDocument['review'] {
  return {
    state,
    words: STATE_WORDS[state],
    ...(reviewed === undefined ? {} : { reviewed }),
    ...(by === undefined ? {} : { by }),
    ...(due === undefined ? {} : { due }),
    reasons: reasons.map(({ message }) => message),
  };
}

/** What is known of an alert rule. */
export function alertDocument({ rule, linked, named }: AlertLink): AlertDocument {
  return {
    name: rule.name,
    expression: rule.expression,
    ...(rule.duration === undefined ? {} : { for: rule.duration }),
    labels: { ...rule.labels },
    annotations: { ...rule.annotations },
    path: rule.path,
    line: rule.range.start.line,
    runbooks: [...new Set([...named, ...linked].map(({ id }) => id))],
  };
}

function digestOf(text: string): string {
  return `sha256:${hash('sha256', text)}`;
}
