import { serviceAddress } from '../runbook/links/site-paths.ts';
import type { RunbookFrontmatter } from '../runbook/schema/page-schemas.ts';
import type { RunbookClaims } from './entries.ts';
import type { SiteBook } from './site-book.ts';

/** One fact of a runbook, as a row under its title. */
export interface PageFact {
  readonly term: string;
  readonly values: readonly FactValue[];
}

interface FactValue {
  readonly text: string;
  /** Where it leads: a path of the site, without its base. */
  readonly path?: string;
  readonly class?: string;
  /** What the pointer is told. */
  readonly hint?: string | undefined;
  /** What stands beside it, as how to reach a team. */
  readonly aside?: string | undefined;
}

type Fact = (runbook: RunbookClaims, book: SiteBook) => PageFact | undefined;

/** A field that is no row: where else the page has it, or why a reader does not need it. */
interface Elsewhere {
  readonly elsewhere: string;
}

/** Every field of the frontmatter, in the order of the page. A new one says here how it is shown, or why not. */
const FIELDS = {
  severity: severityFact,
  service: servicesFact,
  owner: ownerFact,
  status: ({ status }) =>
    status === 'draft' ? { term: 'State', values: [{ text: 'draft, not finished' }] } : undefined,
  tags: ({ tags }) =>
    tags.length > 0 ? { term: 'Tags', values: tags.map((text) => ({ text })) } : undefined,
  title: { elsewhere: 'the title of the page' },
  summary: { elsewhere: 'under the title' },
  symptoms: { elsewhere: 'the short lists under the facts' },
  errors: { elsewhere: 'the short lists under the facts' },
  alerts: { elsewhere: 'the short lists under the facts' },
  params: { elsewhere: 'the values beside the page' },
  related: { elsewhere: 'the end of the page' },
  reviewed: { elsewhere: 'the state of its review, with the date that counts' },
  'review-every': { elsewhere: 'the state of its review, as the day it is due' },
  watches: { elsewhere: 'the state of its review, as what has changed' },
  kind: { elsewhere: 'unshown: the sections tell it; lists of runbooks go by it' },
  aliases: { elsewhere: 'unshown: old addresses lead here' },
} satisfies Readonly<Record<keyof RunbookFrontmatter, Fact | Elsewhere>>;

/** The rows of facts under a runbook's title. */
export function pageFacts(runbook: RunbookClaims, book: SiteBook): readonly PageFact[] {
  const fields: readonly (Fact | Elsewhere)[] = Object.values(FIELDS);
  return fields.flatMap((field) => (typeof field === 'function' ? (field(runbook, book) ?? []) : []));
}

function severityFact({ severity }: RunbookClaims, book: SiteBook): PageFact | undefined {
  if (!severity) return undefined;
  const level = book.severity(severity);
  const value = { text: level?.title ?? severity, path: `/severities/#${severity}`, hint: level?.respond };
  return { term: 'Severity', values: [{ ...value, class: `severity severity-${severity}` }] };
}

function servicesFact({ services }: RunbookClaims, book: SiteBook): PageFact | undefined {
  if (services.length === 0) return undefined;
  const values = services.map((id) => {
    const name = book.service(id)?.name ?? id;
    return { text: name, path: serviceAddress(id) };
  });
  return { term: values.length > 1 ? 'Services' : 'Service', values };
}

function ownerFact({ owner }: RunbookClaims, book: SiteBook): PageFact | undefined {
  if (!owner) return undefined;
  const team = book.team(owner);
  return {
    term: 'Owner',
    values: [{ text: team?.name ?? owner, path: `/teams/#${owner}`, aside: team?.contact?.[0] }],
  };
}
