import type { RunbookFrontmatter } from '../../runbook/schema/page-schemas.ts';
import { inPlainWords } from '../../runbook/schema/adoption.ts';
import { lookUp } from '../../shell/look-up.ts';

/** What the frontmatter of other tools says of a page, in opsbook's words. */
export interface FrontFields {
  readonly title?: string;
  readonly summary?: string;
  readonly owner?: string;
  /** How the owner is reached, as in `#team-channel`. */
  readonly contact?: string;
  /** `YYYY-MM-DD` */
  readonly reviewed?: string;
  readonly reviewEvery?: string;
  readonly tags: readonly string[];
  readonly aliases: readonly string[];
  readonly alerts: readonly string[];
  readonly symptoms: readonly string[];
  readonly severity?: string;
  readonly isDraft: boolean;
  /** Fields that mean nothing here; they are kept as comments. */
  readonly others: Readonly<Record<string, unknown>>;
}

/** Other tools' names: Hugo, Docusaurus, MkDocs, the Tech Docs Template, and what teams make up. */
const NAMES = {
  title: ['title', 'alert_name'],
  summary: ['summary', 'description'],
  owner: ['owner', 'team', 'owners', 'owner_team'],
  contact: ['owner_slack', 'slack', 'channel'],
  reviewed: ['reviewed', 'last_reviewed_on', 'last_reviewed', 'lastReviewed', 'last-reviewed', 'last_review'],
  'review-every': ['review-every', 'review_in', 'review_every', 'reviewIn'],
  tags: ['tags', 'keywords'],
  aliases: ['aliases', 'redirect_from'],
  alerts: ['alerts', 'alert'],
  symptoms: ['symptoms'],
  severity: ['severity'],
} as const satisfies Partial<Record<keyof RunbookFrontmatter | 'contact', readonly string[]>>;

/** Reads the fields that mean the same here. */
export function frontFields(fields: Readonly<Record<string, unknown>>): FrontFields {
  const used = new Set<string>(['draft', ...Object.values(NAMES).flat()]);
  const first = (names: readonly string[]): unknown => names.map((name) => fields[name]).find(isGiven);
  const text = (names: readonly string[]): string | undefined => oneLine(first(names));
  const owner = text(NAMES.owner);
  const contact = text(NAMES.contact);
  const optional = {
    title: text(NAMES.title),
    summary: oneLine(plainly(first(NAMES.summary))),
    owner: owner ?? contact,
    contact,
    reviewed: readDay(first(NAMES.reviewed)),
    reviewEvery: readInterval(text(NAMES['review-every'])),
    severity: text(NAMES.severity),
  };
  return {
    // Absent, not undefined: only what was said is there.
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as {
      [K in keyof typeof optional]?: string;
    }),
    tags: readList(first(NAMES.tags)),
    aliases: readList(first(NAMES.aliases)),
    alerts: readList(first(NAMES.alerts)),
    symptoms: readList(first(NAMES.symptoms)),
    isDraft: fields['draft'] === true || fields['draft'] === 'true',
    others: Object.fromEntries(Object.entries(fields).filter(([key]) => !used.has(key))),
  };
}

function plainly(value: unknown): unknown {
  return typeof value === 'string' ? inPlainWords(value) : value;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function oneLine(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'string' && typeof one !== 'number') return undefined;
  return String(one).replace(/\s+/g, ' ').trim() || undefined;
}

function readList(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  return list.flatMap((one) => (isGiven(one) ? [oneLine(one) ?? ''] : [])).filter(Boolean);
}

/** `2024-03-05` of a date, or of a text that starts with one. */
function readDay(value: unknown): string | undefined {
  const text = value instanceof Date ? value.toISOString() : String(value ?? '');
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  const isReal = day !== undefined && (new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false);
  return isReal ? day : undefined;
}

const NUMBERS: Readonly<Record<string, string>> = {
  a: '1',
  an: '1',
  one: '1',
  two: '2',
  three: '3',
  six: '6',
  twelve: '12',
};

/** `6 months`, `six months`, `1 year`, as Tech Docs and people write it. */
function readInterval(text: string | undefined): string | undefined {
  const [, number = '', unit] = /^(\w+)\s+(day|week|month|quarter|year)s?$/i.exec(text ?? '') ?? [];
  const count = /^[1-9]\d*$/.test(number) ? number : lookUp(NUMBERS, number.toLowerCase());
  if (unit === undefined || count === undefined) return undefined;
  return `${count} ${unit.toLowerCase()}${count === '1' ? '' : 's'}`;
}
