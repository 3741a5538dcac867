import type { PhrasingContent } from 'mdast';
import { alertAddress } from '../runbook/links/alert-names.ts';
import { serviceAddress } from '../runbook/links/site-paths.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { RunbookFrontmatter } from '../runbook/schema/page-schemas.ts';
import type { BookFacts } from './book-facts.ts';
import { paragraph } from './markdown-nodes.ts';
import { sayReview } from './say-review.ts';
import { linkTo } from './twin-links.ts';
import type { Way } from './twin-links.ts';

/** What is asked of the book, and how its other pages are reached. */
export interface Where {
  readonly facts: BookFacts;
  readonly way: Way;
}

/** The name of a fact and its text. Without a text there is no line. */
type Fact = readonly [name: string, ...text: readonly (string | PhrasingContent)[]];

type Told = (runbook: Runbook, where: Where) => Fact;

/** Of a field that is not in the list: where else the Markdown has it, or why its reader does not need it. */
interface Elsewhere {
  readonly elsewhere: string;
}

/** Every field of the frontmatter, in the order of the list. A new one says here how agents read it, or why not. */
const FIELDS = {
  kind: ({ kind, status }) => ['Kind', status === 'draft' ? `${kind}, a draft, not finished` : kind],
  severity: ({ severity }, { facts }) => {
    const level = severity === undefined ? undefined : facts.severity(severity);
    return ['Severity', ...textOf([level?.title ?? severity, level?.meaning], ': ')];
  },
  service: ({ services }, { facts, way }) => [
    services.length > 1 ? 'Services' : 'Service',
    ...joined(
      services.map((id) => {
        const service = facts.service(id);
        return service ? linkTo(serviceAddress(id), service.name, way) : id;
      }),
    ),
  ],
  owner: ({ owner }, { facts }) => {
    const team = owner === undefined ? undefined : facts.team(owner);
    return ['Owner', ...textOf([team?.name ?? owner, ...(team?.contact ?? [])], ', ')];
  },
  alerts: ({ alerts }, { way }) => [
    'Alerts',
    ...joined(alerts.map((name) => linkTo(alertAddress(name), name, way))),
  ],
  tags: ({ tags }) => ['Tags', ...textOf(tags, ', ')],
  reviewed: ({ id }, { facts }) => {
    const review = facts.review(id);
    return ['Review', ...(review ? [sayReview(review)] : [])];
  },
  title: { elsewhere: 'the first heading' },
  summary: { elsewhere: 'under the first heading' },
  symptoms: { elsewhere: 'a list under the facts' },
  errors: { elsewhere: 'a list under the facts' },
  params: { elsewhere: 'the table of values' },
  related: { elsewhere: 'the end of the page' },
  status: { elsewhere: 'beside its kind' },
  'review-every': { elsewhere: 'the state of its review, as the day it is due' },
  watches: { elsewhere: 'the state of its review, as what has changed' },
  aliases: { elsewhere: 'unshown: old addresses lead here' },
} satisfies Readonly<Record<keyof RunbookFrontmatter, Told | Elsewhere>>;

/** What a runbook says of itself, a line each. */
export function headFacts(runbook: Runbook, where: Where): PhrasingContent[][] {
  const fields: readonly (Told | Elsewhere)[] = Object.values(FIELDS);
  return fields.flatMap((field) => {
    if (typeof field !== 'function') return [];
    const [name, ...text] = field(runbook, where);
    return text.length === 0 ? [] : [paragraph(`${name}: `, ...text).children];
  });
}

/** The texts that there are, as one; undefined where there are none. */
function textOf(parts: readonly (string | undefined)[], between: string): string[] {
  const text = parts.filter(Boolean).join(between);
  return text === '' ? [] : [text];
}

function joined(parts: readonly (string | PhrasingContent)[]): (string | PhrasingContent)[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
}
