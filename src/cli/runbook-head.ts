import type { Book } from '../runbook/book.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { RunbookFrontmatter } from '../runbook/schema/page-schemas.ts';
import { printable } from '../runbook/words/printable.ts';
import type { Look } from './look.ts';
import { beside, wrapText } from './wrap-text.ts';

/** What a terminal shows of one field: a word on the line of facts, or a list below it. */
type Shown =
  | { readonly fact: (runbook: Runbook, book: Book) => string | undefined }
  | { readonly list: string; readonly of: (runbook: Runbook, book: Book) => readonly string[] };

/** Why a field is not among the facts. */
interface Unshown {
  readonly unshown: string;
}

/** Every field of the frontmatter, in the order of the terminal. A new one says here how it is shown, or why not. */
const FIELDS = {
  title: { unshown: 'it stands above the facts' },
  summary: { unshown: 'it stands above the facts' },
  severity: {
    fact: ({ severity }, { severities }) => severity && (severities.get(severity)?.title ?? severity),
  },
  service: {
    fact: ({ services }, book) => services.map((id) => book.services.get(id)?.name ?? id).join(', '),
  },
  owner: { fact: teamOf },
  status: { fact: ({ status }) => (status === 'draft' ? 'draft, not finished' : undefined) },
  reviewed: { fact: ({ reviewed }) => (reviewed ? `reviewed ${reviewed}` : 'never reviewed') },
  tags: { fact: ({ tags }) => tags.map((tag) => `#${tag.replace(/^#/, '')}`).join(' ') },
  symptoms: { list: 'Symptoms', of: ({ symptoms }) => symptoms },
  errors: { list: 'In logs', of: ({ errors }) => errors },
  alerts: { list: 'Alerts', of: ({ alerts }) => alerts },
  related: {
    list: 'Related',
    of: ({ related }, { runbooks }) =>
      related.map((id) => [id, runbooks.get(id)?.title].filter(Boolean).join(': ')),
  },
  kind: { unshown: 'the sections below tell it' },
  params: { unshown: 'they stand under Values, with what is filled in' },
  'review-every': { unshown: '`opsbook review status` says when it is due' },
  watches: { unshown: 'what has changed of it stands below the facts' },
  aliases: { unshown: 'old addresses lead here, and nobody reads them' },
} satisfies Readonly<Record<keyof RunbookFrontmatter, Shown | Unshown>>;

/** What a terminal shows of a runbook above its text: title, facts, and what leads to it. */
export function runbookHead({ runbook, book, since }: Headed, { colours, width }: Look): string[] {
  const fields: readonly (Shown | Unshown)[] = Object.values(FIELDS);
  const facts = fields.flatMap((field) => ('fact' in field ? [field.fact(runbook, book)] : []));
  const lists = fields.flatMap((field) =>
    'list' in field ? [{ title: field.list, texts: field.of(runbook, book) }] : [],
  );
  const item = (text: string): string[] =>
    wrapText(printable(text), beside(width, MARK)).map((line, at) => `${at === 0 ? MARK : '    '}${line}`);
  return [
    colours.bold(printable(runbook.title)),
    ...(runbook.summary ? wrapText(printable(runbook.summary), width) : []),
    ...wrapText(printable(facts.filter(Boolean).join(' · ')), width).map((line) => colours.dim(line)),
    ...since.flatMap((said) => wrapText(printable(said), width).map((line) => colours.yellow(line))),
    '',
    ...lists.flatMap(({ title, texts }) =>
      texts.length === 0 ? [] : [colours.bold(title), ...texts.flatMap(item), ''],
    ),
  ];
}

interface Headed {
  readonly runbook: Runbook;
  readonly book: Book;
  /** What has happened since it was reviewed. */
  readonly since: readonly string[];
}

const MARK = '  - ';

function teamOf({ owner }: Runbook, { teams }: Book): string | undefined {
  const team = owner === undefined ? undefined : teams.get(owner);
  return owner && [team?.name ?? owner, ...(team?.contact ?? [])].join(', ');
}
