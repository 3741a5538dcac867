import { hash } from 'node:crypto';
import type { AlertLink } from '../alerts/contract.ts';
import type { OpenBook } from '../judge/open-book.ts';
import { STATE_WORDS } from '../review/state.ts';
import { planRun } from '../run/plan.ts';
import type { SnippetFacts, Step } from '../run/plan.ts';
import { encodePath } from '../runbook/links/link-paths.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { BOOK_VERSION } from './book-document.ts';
import type { AlertDocument, BookDocument, Proof, RunbookDocument } from './book-document.ts';
import type { BookFacts, ShownReview } from './book-facts.ts';
import { plain } from './plain.ts';

/** What a runbook is described with. */
export interface Describing {
  readonly facts: Pick<BookFacts, 'review' | 'target'>;
  /** What is known of its commands. */
  readonly commands: ReadonlyMap<Snippet, SnippetFacts>;
  /** What a run of its steps gave. */
  readonly proofOf?: ((snippet: Snippet) => Proof | undefined) | undefined;
}

/** The whole book as one document. The same book gives the same document. */
export function bookDocument(
  { book, contract }: OpenBook,
  runbooks: readonly RunbookDocument[],
): BookDocument {
  const content = {
    runbooks: [...runbooks],
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
  return { version: BOOK_VERSION, title, digest: digestOf([title, content]), ...content };
}

/** One runbook with its steps, as the page has them. */
export function runbookDocument(runbook: Runbook, { facts, commands, proofOf }: Describing): RunbookDocument {
  const { severity, owner } = runbook;
  const review = facts.review(runbook.id);
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
    steps: listSteps(runbook, commands).map((step) => stepDocument(step, proofOf?.(step.snippet))),
    related: [...runbook.related],
    links: linksOf(runbook, facts),
    address: `/runbooks/${encodePath(runbook.id)}/`,
    path: runbook.path,
    digest: digestOf(runbook.text),
    ...(review ? { review: reviewDocument(review) } : {}),
  };
}

/** The steps of a runbook, all variants of each. */
export function listSteps(runbook: Runbook, facts: ReadonlyMap<Snippet, SnippetFacts>): readonly Step[] {
  return planRun(runbook, { facts, hasDatabase: false });
}

function stepDocument(
  { name, section, snippet, code, risk, because, params, isRollback }: Step,
  proof: Proof | undefined,
): RunbookDocument['steps'][number] {
  const { rollback, dryrun, timeout } = snippet.attributes;
  const means = snippet.output?.attributes['means'];
  return {
    name,
    section,
    anchor: snippet.name ?? snippet.section,
    language: snippet.language,
    code,
    risk,
    ...(snippet.risk === undefined ? {} : { declared: snippet.risk }),
    ...(because === undefined ? {} : { because }),
    ...(snippet.env === undefined ? {} : { environment: snippet.env }),
    params: [...params],
    ...(snippet.expected === undefined ? {} : { expected: snippet.expected }),
    ...(means === undefined ? {} : { means }),
    ...(rollback === undefined ? {} : { rollback }),
    ...(dryrun === undefined ? {} : { dryRun: dryrun }),
    ...(timeout === undefined ? {} : { timeout }),
    verified: snippet.attributes['verify'] === 'true',
    isRollback,
    ...(proof === undefined ? {} : { proof }),
  };
}

/** Where the links of a page lead, each once, without those that lead nowhere. */
function linksOf({ links, path }: Runbook, facts: Describing['facts']): string[] {
  const led = links.flatMap(({ url }) => {
    const target = facts.target(path, url);
    if (target.kind === 'external') return [url];
    return target.kind === 'page' || target.kind === 'site' ? [target.address] : [];
  });
  return [...new Set(led)];
}

/** The state of a review as data. */
export function reviewDocument({
  state,
  reviewed,
  by,
  unproved,
  days,
  reasons,
  ran,
}: ShownReview): NonNullable<RunbookDocument['review']> {
  return {
    state,
    words: STATE_WORDS[state],
    ...(reviewed === undefined ? {} : { reviewed }),
    ...(by === undefined ? {} : { by }),
    ...(days === undefined ? {} : { due: days.due }),
    reasons: [...(unproved === undefined ? [] : [unproved]), ...reasons],
    ...(ran === undefined ? {} : { ran: { ...ran } }),
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

/** A digest of a text, or of what is written as JSON. */
export function digestOf(content: unknown): string {
  return `sha256:${hash('sha256', typeof content === 'string' ? content : JSON.stringify(content))}`;
}

/** A document as the text of its file, without what a reader of the page would not see: invisible characters. */
export function writtenJson(document: unknown, indent = 0): string {
  const clean = (_key: string, value: unknown): unknown => (typeof value === 'string' ? plain(value) : value);
  return `${JSON.stringify(document, clean, indent)}\n`;
}
